/** Replies that do not fit their request: a field missing, an unknown field, a field of the wrong type. */

import type { History, MalformedReply, Operation } from '../operations/history.js';
import { counted, type Diagnosis, groupBy, subject } from './diagnosis.js';

const OPERATIONS = 5;

/** An operation that ended so, with what the client said of the reply. */
type Malformed = Operation & { readonly exception: { readonly reply: MalformedReply } };

/** `order` is that of the cluster. */
export function malformedReplies(history: History, order: readonly string[]): readonly Diagnosis[] {
  const all = history.filter((operation): operation is Malformed => operation.exception?.reply !== undefined);
  const groups = groupBy(all, ({ exception: { reply } }) => `${reply.request} ${reply.flaw}`);
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { request, flaw, cure, text } = first.exception.reply;
    const bad = new Set(group.map(({ exception }) => exception.reply.node));
    const nodes = order.filter((node) => bad.has(node));
    return {
      kind: 'malformed-reply',
      nodes,
      what: `${subject(nodes)} sent ${counted(group.length, 'malformed reply', 'malformed replies')} to ${request}: ${flaw}, such as ${text}`,
      cure,
      count: group.length,
      messages: [],
      operations: group.slice(0, OPERATIONS).map(({ index }) => index),
    };
  });
}
