/** Replies to no open request, and replies that came after their client had stopped waiting. */

import type { Conversations } from './conversations.js';
import { counted, type Diagnosis, examples, groupBy, seconds, subject } from './diagnosis.js';
import type { WrongReply } from './node-talk.js';

const CURES: Readonly<Record<WrongReply['flaw'], string>> = {
  missing: 'copy msg_id of the request into in_reply_to, inside the body of the reply',
  null: 'copy msg_id of the request into in_reply_to, inside the body of the reply',
  string: 'copy msg_id of the request as the number that it is, without quotes',
  'not-an-integer': 'copy msg_id of the request as the integer that it is',
  elsewhere: 'in_reply_to is the msg_id of the request, not a number that the node counts itself',
  again: 'reply once to each request, and to the src of that very request',
};

/** `again`: whether replies to requests that were answered before are reported. */
export function wrongReplies(conversations: Conversations, again: boolean): readonly Diagnosis[] {
  const all = [...conversations.nodes.values()].flatMap(({ node, wrong }) =>
    [...wrong.values()].filter(({ flaw }) => again || flaw !== 'again').map((each) => ({ node, ...each })),
  );
  return groupBy(all, ({ flaw, type, request }) => `${flaw} ${type} ${request}`).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { flaw, type, words, expected } = first;
    const nodes = group.map(({ node }) => node);
    const count = group.reduce((sum, each) => sum + each.count, 0);
    const what =
      flaw === 'again'
        ? `${subject(nodes)} sent ${counted(count, type)} to clients that waited for no such reply`
        : `${subject(nodes)} sent ${type} ${words} (${counted(count, 'reply', 'replies')}); expected ${expected}`;
    const messages = examples(group.map(({ ids }) => ids));
    return [{ kind: 'wrong-reply', nodes, what, cure: CURES[flaw], count, messages }];
  });
}

export function lateReplies(conversations: Conversations): readonly Diagnosis[] {
  const all = [...conversations.nodes.values()].flatMap(({ node, late }) =>
    [...late].map(([type, each]) => ({ node, type, ...each })),
  );
  return groupBy(all, ({ type }) => type).map((group) => {
    const type = group[0]?.type ?? '';
    const nodes = group.map(({ node }) => node);
    const count = group.reduce((sum, each) => sum + each.count, 0);
    const longest = Math.max(...group.map((each) => each.longest));
    return {
      kind: 'late-reply',
      nodes,
      what: `${subject(nodes)} replied to ${counted(count, `${type} request`)} when the clients had given up, after up to ${seconds(longest)}`,
      cure: 'reply before slow work and before waiting for others, and do not make other requests wait for it',
      count,
      messages: examples(group.map(({ ids }) => ids)),
    };
  });
}
