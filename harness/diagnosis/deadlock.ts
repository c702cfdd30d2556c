/**
 * Nodes whose last message is a request of their own, and that do nothing any more although they are asked: probably the
 * handler waits for the reply, and nobody reads it because the handler waits.
 */

import { counted, type Diagnosis, examples, groupBy, seconds, subject } from './diagnosis.js';
import { type Silent, timesOf, typesOf } from './silent.js';

type Evidence = 'replied' | 'mutual' | 'dropped' | 'unanswered';

/** `waiting`: silent nodes whose last message is a request. */
export function deadlocks(waiting: readonly Silent[]): readonly Diagnosis[] {
  const names = new Set(waiting.map(({ talk }) => talk.node));
  const evidenceOf = ({ talk: { asking } }: Silent): Evidence => {
    if (asking.replied !== undefined) return 'replied';
    if (names.has(asking.dest)) return 'mutual';
    return asking.dropped ? 'dropped' : 'unanswered';
  };
  // Those that wait for each other and those whose reply lies unread are one standstill.
  const keyOf = (each: Silent): string => {
    const evidence = evidenceOf(each);
    return evidence === 'replied' && waiting.length > 1 ? 'mutual' : evidence;
  };
  return groupBy(waiting, keyOf).flatMap((group) => {
    const first = group.find((each) => evidenceOf(each) === 'replied') ?? group[0];
    if (first === undefined) return [];
    const nodes = group.map(({ talk }) => talk.node);
    const requests = group.flatMap(({ since }) => since);
    const { asking, node } = first.talk;
    const verb = nodes.length === 1 ? 'has' : 'have';
    const one = nodes.length === 1 ? 'its last message is' : `the last message of ${node} is`;
    return {
      kind: 'deadlock',
      nodes,
      what:
        `${subject(nodes)} ${verb} sent nothing after ${timesOf(group)}, although ` +
        `${counted(requests.length, 'request')} (${typesOf(requests)}) ${requests.length === 1 ? 'was' : 'were'} delivered: ` +
        `${one} the request ${asking.type} to ${asking.dest} (message ${asking.id}), ${fate(evidenceOf(first), first)}; ` +
        `probably a handler waits for the reply, and nothing is read meanwhile`,
      cure: 'answer the client before asking others, or read stdin while handlers wait, and give each wait a time limit',
      count: requests.length,
      messages: examples(group.map(({ talk, since }) => [talk.asking.id, ...since.map(({ id }) => id)])),
    };
  });
}

function fate(evidence: Evidence, { talk: { asking } }: Silent): string {
  switch (evidence) {
    case 'replied':
      return `to which a reply was delivered at ${seconds(asking.replied ?? 0)}`;
    case 'mutual':
      return `and ${asking.dest} is waiting in the same way`;
    case 'dropped':
      return 'which the network dropped';
    case 'unanswered':
      return `to which ${asking.dest} sent no reply`;
  }
}
