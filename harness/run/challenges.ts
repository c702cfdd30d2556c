/**
 * The Gossip Glomers, Fly.io's series of distributed systems challenges (https://fly.io/dist-sys): each is a test
 * with the parameters and targets of its page.
 */

import { rounded } from '../text/rounded.js';
import type { TestInput } from '../options/schema.js';
import type { Judged } from '../options/thresholds.js';
import type { Validity } from '../checkers/index.js';
import type { RunSummary, VerdictPart } from '../findings/run-summary.js';
import { verdictOf } from '../findings/verdict-word.js';
import { didYouMean } from '../text/closest.js';
import { UsageError } from '../errors/usage-error.js';

export interface Challenge {
  readonly name: string;
  readonly title: string;
  readonly options: TestInput & { readonly workload: string };
  /** Settings with which Eddy's own program meets the targets; other programs get none. */
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

/** `all` means all challenges. Throws a UsageError that lists them. */
export function challengesNamed(names: readonly string[]): readonly Challenge[] {
  return names.flatMap((name) => {
    const found = name === 'all' ? CHALLENGES : CHALLENGES.filter((each) => each.name === name.toLowerCase());
    if (found.length > 0) return found;
    const known = CHALLENGES.map((each) => each.name);
    const parts = known.filter((each) => /^\d/.test(name) && each.startsWith(name.slice(0, 1)));
    const meant = parts.length > 0 ? `; did you mean ${parts.join(', ')}?` : didYouMean(name, ['all']);
    throw new UsageError(
      `challenge: expected all, or some of ${known.join(', ')}, got ${JSON.stringify(name)}${meant}`,
    );
  });
}

/** The test of a challenge; given options override its own. */
export function challengeInput({ options, configure }: Challenge, given: TestInput): TestInput {
  const { 'node-count': count, ...rest } = options;
  return {
    ...rest,
    // A count overrides names; but given names override the challenge's count.
    ...(given.nodes === undefined && { 'node-count': count }),
    ...(configure !== undefined && given.bin === undefined && { configure }),
    ...given,
  };
}

/** One target of a challenge, and its result. */
export interface Target {
  readonly what: string;
  readonly target: string;
  readonly result: string;
  readonly met: boolean | 'unknown';
}

/** What a run says of each target. */
export function targetsOf(input: TestInput, summary: RunSummary): readonly Target[] {
  const { crashed, reasons, thresholds, valid, parts } = summary;
  const models = input['consistency-models'];
  const partNamed = (wanted: VerdictPart['name']): Validity =>
    parts.find(({ name }) => name === wanted)?.valid ?? 'unknown';
  const targets: Target[] = [
    validityTarget(
      models === undefined ? `${input.workload} check` : models.join(', '),
      partNamed('workload'),
    ),
    ...(input.availability === undefined
      ? []
      : [
          {
            what: 'availability',
            target: String(input.availability),
            result: String(rounded(summary.figures.availability?.share ?? NaN)),
            met: partNamed('availability'),
          },
        ]),
    { what: 'each operation', target: 'ok once', result: neverOk(summary), met: partNamed('stats') },
    {
      what: 'nodes that died',
      target: 'none',
      result: crashed.join(', ') || 'none',
      met: crashed.length === 0,
    },
    ...reasons.map((reason): Target => ({
      what: 'run as asked',
      target: 'yes',
      result: reason,
      met: 'unknown',
    })),
    ...thresholds.map(thresholdTarget),
  ];
  // A user's additional demand (--strict) has no line of its own.
  const told = targets.every(({ met }) => met === true) === (valid === true && crashed.length === 0);
  return told ? targets : [...targets, validityTarget('the run', valid ?? 'unknown')];
}

function validityTarget(what: string, valid: Validity): Target {
  return { what, target: 'valid', result: verdictOf(valid), met: valid };
}

function thresholdTarget({ expect, actual, valid }: Judged): Target {
  const [what = '', ...target] = expect.split(' ');
  const unit = what.startsWith('stable-') ? ' ms' : '';
  const result = actual === undefined ? 'none' : `${rounded(actual)}${unit}`;
  return { what, target: target.join(' ') + unit, result, met: valid };
}

/** The functions of which none succeeded. */
function neverOk({ parts, findings }: RunSummary): string {
  if (parts.find(({ name }) => name === 'stats')?.valid === true) return 'ok';
  return `never: ${findings.flatMap((each) => (each.kind === 'never' ? [each.f] : [])).join(', ')}`;
}
