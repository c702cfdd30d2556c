/** Kafka: what the checker must find in the history of a queue, and what it need not. */

import { kafka as kafkaChecker, type WorkloadFigures } from '../../../../harness/checkers/index.js';
import { MUTATIONS } from './kafka-mutations.js';
import { judge } from './kafka-oracle.js';
import { sound } from './kafka-queue.js';
import type { Case, Subject } from './subject.js';

const BOTH: Case = { forbidden: true, caught: true };

const CASES: Readonly<Record<string, Case>> = {
  'inconsistent-offsets': BOTH,
  duplicate: BOTH,
  unseen: BOTH,
  'lost-write': BOTH,
  G1a: BOTH,
  'no-writer-of-value': BOTH,
  'poll-skip': BOTH,
  'nonmonotonic-poll': BOTH,
  'nonmonotonic-send': BOTH,
  'int-poll-skip': BOTH,
  'int-nonmonotonic-poll': BOTH,
  'read before it was sent': BOTH,
  'failed, but sent again': {
    forbidden: false,
    caught: true,
    because:
      'a message is known by its value, so one that failed once was aborted (G1a), though no workload sends one twice',
  },
  'read before it was sent again': {
    forbidden: false,
    caught: true,
    because: 'of several sends of one message the last counts, though no workload sends one twice',
  },
  'empty-transaction-graph': {
    forbidden: false,
    caught: true,
    because: 'as with Maelstrom a run in which nothing comes before anything fails: nothing was tested',
  },
  'an offset of no place': {
    forbidden: true,
    caught: false,
    because: 'offsets that are no whole number from 0 on say nothing of the order, as on Maelstrom',
  },
};

/** Cases that the checker does not tell from others. */
const ERRORS: Readonly<Record<string, string>> = {
  'failed, but sent again': 'G1a',
  'read before it was sent again': 'read before it was sent',
};

/** Cycles have many names, but each has a read before its send. */
function errorsOf({ 'bad-error-types': types = [] }: WorkloadFigures): string[] {
  const names = types.map((type) => (/^G1c|cycle-exists$/.test(type) ? 'read before it was sent' : type));
  return [...new Set(names)].toSorted();
}

/** The oracle and the checker name the same errors, unless a log is so broken that positions are a matter of choice. */
function compare(result: WorkloadFigures, names: ReadonlySet<string>): string | undefined {
  const broken = ['inconsistent-offsets', 'duplicate'];
  const errors = errorsOf(result);
  const expected = [...names]
    .map((name) => ERRORS[name] ?? name)
    .filter((name) => name !== 'an offset of no place');
  const relevant = broken.some((name) => names.has(name))
    ? (name: string) => broken.includes(name)
    : () => true;
  const [ours, theirs] = [errors, [...new Set(expected)].toSorted()].map((list) =>
    list.filter(relevant).join(', '),
  );
  return ours === theirs ? undefined : `the checker finds ${ours}, the oracle ${theirs}`;
}

export const kafka: Subject = {
  name: 'kafka',
  cases: CASES,
  sound,
  mutations: MUTATIONS,
  check: kafkaChecker,
  judge,
  compare,
};
