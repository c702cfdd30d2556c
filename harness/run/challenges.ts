/**
 * The Gossip Glomers, Fly.io's ladder of distributed systems challenges (https://fly.io/dist-sys): each is a test with the
 * parameters that its page gives, and the targets that it sets.
 */

import type { TestInput } from '../options/schema.js';
import type { Results } from '../verdict/analysis.js';
import type { Result } from '../checkers/checker.js';
import { UsageError } from '../errors/usage-error.js';

export interface Challenge {
  readonly name: string;
  readonly title: string;
  readonly options: TestInput & { readonly workload: string };
  /** What our own program is told so that it meets the targets; a program of somebody else's is told nothing. */
  readonly configure?: Readonly<Record<string, unknown>>;
}

const BROADCAST = { workload: 'broadcast', 'node-count': 5, 'time-limit': 20, rate: 10 } as const;
const EFFICIENT = { ...BROADCAST, 'node-count': 25, rate: 100, latency: 100 } as const;
const KAFKA = {
  workload: 'kafka',
  'node-count': 2,
  concurrency: '2n',
  'time-limit': 20,
  rate: 1000,
} as const;
const TXN = { ...KAFKA, workload: 'txn-rw-register', availability: 'total' } as const;

export const CHALLENGES: readonly Challenge[] = [
  { name: '1', title: 'Echo', options: { workload: 'echo', 'node-count': 1, 'time-limit': 10 } },
  {
    name: '2',
    title: 'Unique ID Generation',
    options: {
      workload: 'unique-ids',
      'node-count': 3,
      'time-limit': 30,
      rate: 1000,
      availability: 'total',
      nemesis: ['partition'],
    },
  },
  { name: '3a', title: 'Single-Node Broadcast', options: { ...BROADCAST, 'node-count': 1 } },
  { name: '3b', title: 'Multi-Node Broadcast', options: BROADCAST },
  { name: '3c', title: 'Fault Tolerant Broadcast', options: { ...BROADCAST, nemesis: ['partition'] } },
  {
    name: '3d',
    title: 'Efficient Broadcast, Part I',
    options: { ...EFFICIENT, expect: ['msgs-per-op<30', 'stable-p50<400', 'stable-max<600'] },
    configure: { gossip_interval_ms: 200 },
  },
  {
    name: '3e',
    title: 'Efficient Broadcast, Part II',
    options: { ...EFFICIENT, expect: ['msgs-per-op<20', 'stable-p50<1000', 'stable-max<2000'] },
    configure: { gossip_interval_ms: 1000 },
  },
  {
    name: '4',
    title: 'Grow-Only Counter',
    options: { workload: 'g-counter', 'node-count': 3, 'time-limit': 20, rate: 100, nemesis: ['partition'] },
  },
  { name: '5a', title: 'Single-Node Kafka-Style Log', options: { ...KAFKA, 'node-count': 1 } },
  { name: '5b', title: 'Multi-Node Kafka-Style Log', options: KAFKA },
  { name: '5c', title: 'Efficient Kafka-Style Log', options: KAFKA },
  {
    name: '6a',
    title: 'Single-Node, Totally-Available Transactions',
    options: { ...TXN, 'node-count': 1, 'consistency-models': ['read-uncommitted'] },
  },
  {
    name: '6b',
    title: 'Totally-Available, Read Uncommitted Transactions',
    options: { ...TXN, 'consistency-models': ['read-uncommitted'], nemesis: ['partition'] },
  },
  {
    name: '6c',
    title: 'Totally-Available, Read Committed Transactions',
    options: { ...TXN, 'consistency-models': ['read-committed'], nemesis: ['partition'] },
  },
];

/** `all` is the whole ladder. Throws a UsageError that lists the challenges. */
export function challengesNamed(names: readonly string[]): readonly Challenge[] {
  return names.flatMap((name) => {
    const found = name === 'all' ? CHALLENGES : CHALLENGES.filter((each) => each.name === name.toLowerCase());
    if (found.length > 0) return found;
    const known = CHALLENGES.map((each) => each.name).join(', ');
    throw new UsageError(`there is no challenge ${JSON.stringify(name)}: expected all, or some of ${known}`);
  });
}

/** The test that a challenge is; what is given overrides it. */
export function challengeInput({ options, configure }: Challenge, given: TestInput): TestInput {
  const { 'node-count': count, ...rest } = options;
  return {
    ...rest,
    // A count beats names; but names that are given beat the challenge's count.
    ...(given.nodes === undefined && { 'node-count': count }),
    ...(configure !== undefined && given.bin === undefined && { configure }),
    ...given,
  };
}

/** One target of a challenge, and what came of it. */
export interface Target {
  readonly what: string;
  readonly target: string;
  readonly result: string;
  readonly met: boolean | 'unknown';
}

/** What the results say of each target. */
export function targetsOf(input: TestInput, results: Results, crashed: readonly string[]): readonly Target[] {
  const { workload, availability, stats, thresholds, valid } = results;
  const models = input['consistency-models'];
  const named = thresholds.map(({ expect, actual, valid: met }): Target => {
    const [what = '', ...target] = expect.split(' ');
    const unit = what.startsWith('stable-') ? ' ms' : '';
    const result = actual === undefined ? 'none' : rounded(actual) + unit;
    return { what, target: target.join(' ') + unit, result, met };
  });
  const targets: Target[] = [
    {
      what: models === undefined ? `${input.workload} check` : models.join(', '),
      target: 'valid',
      result: inWords(workload.valid),
      met: workload.valid,
    },
    ...(input.availability === undefined
      ? []
      : [
          {
            what: 'availability',
            target: String(input.availability),
            result: rounded(Number(availability['ok-fraction'])),
            met: availability.valid,
          },
        ]),
    {
      what: 'each operation',
      target: 'ok once',
      result: stats.valid === true ? 'ok' : neverOk(stats),
      met: stats.valid,
    },
    {
      what: 'nodes that died',
      target: 'none',
      result: crashed.join(', ') || 'none',
      met: crashed.length === 0,
    },
    ...(results.reasons ?? []).map((reason): Target => ({
      what: 'run as asked',
      target: 'yes',
      result: reason,
      met: 'unknown',
    })),
    ...named,
  ];
  // What a user demanded beyond the challenge (--strict) has no line of its own.
  const told = targets.every(({ met }) => met === true) === (valid === true && crashed.length === 0);
  return told
    ? targets
    : [...targets, { what: 'the run', target: 'valid', result: inWords(valid), met: valid }];
}

/** The functions of which none succeeded. */
function neverOk({ 'by-f': byF }: Result): string {
  const never = Object.entries((byF ?? {}) as Record<string, Result>).filter(
    ([, { valid }]) => valid === false,
  );
  return `never: ${never.map(([f]) => f).join(', ')}`;
}

function inWords(valid: boolean | 'unknown'): string {
  if (valid === 'unknown') return 'unknown';
  return valid ? 'valid' : 'invalid';
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
