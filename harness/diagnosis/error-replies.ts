/** Requests that got only error replies, and error replies with an unregistered code. */

import { codeText } from '../../node/index.js';
import type { Conversations } from './conversations.js';
import { counted, type Diagnosis, examples, groupBy, subject } from './diagnosis.js';
import type { ErrorReply, TypeTalk } from './node-talk.js';

/**
 * The codes of requests that were understood and could not be executed: they do not point to an error of the node.
 */
const CONFLICTS: ReadonlySet<unknown> = new Set([20, 21, 22, 30]);

interface Talk extends TypeTalk {
  readonly node: string;
  readonly type: string;
}

/** `alone`: whether a node with worse results than others is named; under faults there are better reasons. */
export function errorReplies(conversations: Conversations, alone: boolean): readonly Diagnosis[] {
  const all = [...conversations.nodes.values()].flatMap(({ node, types }) =>
    [...types].map(([type, talk]): Talk => ({ ...talk, node, type })),
  );
  return groupBy(all, ({ type }) => type).flatMap((talks) => {
    const refusing = talks.filter(({ errors, ok }) => errors > 0 && ok === 0);
    const everywhere = talks.every(({ ok }) => ok === 0);
    const told = everywhere ? refusing : refusing.filter((talk) => alone && isRefusal(talk));
    const nodes = new Set(told.map(({ node }) => node));
    return [
      ...(told.length === 0 ? [] : [onlyErrors(told, everywhere)]),
      ...withoutCode(talks.filter(({ node }) => !nodes.has(node))),
    ];
  });
}

/** A node with worse results than others, which may be chance in the case of conflicts. */
function isRefusal({ errors, errorReplies: replies }: Talk): boolean {
  return errors > 2 && [...replies.values()].every(({ body }) => !CONFLICTS.has(body.code));
}

function onlyErrors(talks: readonly Talk[], everywhere: boolean): Diagnosis {
  const type = talks[0]?.type ?? '';
  const nodes = talks.map(({ node }) => node);
  const count = talks.reduce((sum, { errors }) => sum + errors, 0);
  const replies = merged(talks);
  const [commonest] = replies;
  const share =
    commonest === undefined || commonest.count === count ? '' : `mostly (${commonest.count} of ${count}) `;
  const kinds = replies.length > 1 ? `, and ${counted(replies.length - 1, 'other kind')} of error` : '';
  const asked = talks.reduce((sum, each) => sum + each.asked, 0);
  const requests = asked === count ? `${type} requests` : `answered ${type} requests`;
  return {
    kind: 'error-replies',
    nodes,
    what:
      `all ${count} ${requests} ${everywhere ? '' : `to ${subject(nodes)} `}got error replies: ` +
      `${share}${wordsOf(commonest)}${kinds}`,
    cure: cureOf(commonest, type),
    count,
    messages: examples(replies.map(({ ids }) => ids)),
  };
}

function withoutCode(talks: readonly Talk[]): readonly Diagnosis[] {
  const bad = talks
    .map((talk) => ({ talk, replies: merged([talk]).filter(({ body }) => !Number.isInteger(body.code)) }))
    .filter(({ replies }) => replies.length > 0);
  if (bad.length === 0) return [];
  const nodes = bad.map(({ talk }) => talk.node);
  const replies = bad.flatMap((each) => each.replies);
  const count = replies.reduce((sum, each) => sum + each.count, 0);
  return [
    {
      kind: 'error-replies',
      nodes,
      what: `${subject(nodes)} sent ${counted(count, 'error reply', 'error replies')} to ${bad[0]?.talk.type ?? ''} with ${wordsOf(replies[0])}`,
      cure: cureOf(replies[0], ''),
      count,
      messages: examples(replies.map(({ ids }) => ids)),
    },
  ];
}

/** The replies of several nodes, equal ones together, the most frequent first. */
function merged(talks: readonly Talk[]): readonly ErrorReply[] {
  const all = talks.flatMap(({ errorReplies: replies }) => [...replies]);
  return groupBy(all, ([name]) => name)
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const count = group.reduce((sum, [, each]) => sum + each.count, 0);
      return [{ ...first[1], count, ids: [...examples(group.map(([, { ids }]) => ids))] }];
    })
    .toSorted((a, b) => b.count - a.count);
}

function wordsOf(reply: ErrorReply | undefined): string {
  if (reply === undefined) return 'no code';
  return `${codeText(reply.body)}${reply.text === '' ? '' : `, ${JSON.stringify(reply.text)}`}`;
}

function cureOf(reply: ErrorReply | undefined, type: string): string {
  const code = reply?.body.code;
  if (!Number.isInteger(code))
    return 'code is an integer: one of the protocol, such as 11, or 1000 and more for errors of its own';
  if (code === 10) return `the node has no handler for ${type}: give it one that replies with ${type}_ok`;
  if (code === 13) return 'an exception ended the handler: --log-stderr shows the log of the node';
  if (code === 11) return 'does the node wait for others, or for a state that never comes?';
  return 'why does the node refuse? --log-stderr shows its log, the report the messages';
}
