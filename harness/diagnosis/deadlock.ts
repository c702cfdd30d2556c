/**
 * Nodes whose last message is a request of their own, and that send nothing any more although they get requests:
 * probably the handler waits for the reply, which is not read because the handler waits.
 */

import { counted, type Diagnosis, examples, seconds, subject } from './diagnosis.js';
import { type Silent, timesOf, typesOf } from './silent.js';

/** The evidence on the reply that a node waits for, the strongest first. */
const EVIDENCE = ['replied', 'mutual', 'dropped', 'unanswered'] as const;
type Evidence = (typeof EVIDENCE)[number];

/**
 * `waiting`: silent nodes whose last message is a request. They form one deadlock, described by the node with the
 * strongest evidence.
 */
export function deadlocks(waiting: readonly Silent[]): readonly Diagnosis[] {
  const names = new Set(waiting.map(({ talk }) => talk.node));
  const evidenceOf = ({ talk: { asking } }: Silent): Evidence => {
    if (asking.replied !== undefined) return 'replied';
    if (asking.dropped) return 'dropped';
    return names.has(asking.dest) ? 'mutual' : 'unanswered';
  };
  const best = (evidence: Evidence): number => EVIDENCE.indexOf(evidence);
  const [first] = waiting.toSorted((a, b) => best(evidenceOf(a)) - best(evidenceOf(b)));
  if (first === undefined) return [];
  const nodes = waiting.map(({ talk }) => talk.node);
  const requests = waiting.flatMap(({ since }) => since);
  const { asking, node } = first.talk;
  const verb = nodes.length === 1 ? 'has' : 'have';
  const one = nodes.length === 1 ? 'its last message is' : `the last message of ${node} is`;
  return [
    {
      kind: 'deadlock',
      nodes,
      what:
        `${subject(nodes)} ${verb} sent nothing after ${timesOf(waiting)}, although ` +
        `${counted(requests.length, 'request')} (${typesOf(requests)}) ${requests.length === 1 ? 'was' : 'were'} delivered: ` +
        `${one} the request ${asking.type} to ${asking.dest} (message ${asking.id}), ${fate(evidenceOf(first), first)}; ` +
        `probably a handler waits for the reply, and nothing is read meanwhile`,
      cure: 'answer the client before asking others, or read stdin while handlers wait, and give each wait a time limit',
      count: requests.length,
      messages: examples(waiting.map(({ talk, since }) => [talk.asking.id, ...since.map(({ id }) => id)])),
    },
  ];
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
