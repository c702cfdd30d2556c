/**
 * The nodes that are broken on purpose once more, as processes: at least two for each workload, each with its finding.
 *
 * Only flaws that a handful of operations shows, whatever their timing; others are found in simulated runs alone.
 */

import type { WorkloadName } from '../../harness/workloads/index.js';
import test from 'ava';
import type { TestInput } from '../../harness/options/schema.js';
import type { TestRun } from '../../harness/run/run-test.js';
import { WORKLOADS } from '../../harness/workloads/index.js';
import { programFile } from '../router/programs.js';
import { runUntilAnswered } from './answers.js';
import { part } from './part.js';

/** Each takes a process or two, and most of them wait: for their rate, and for nodes to agree that never will. */
const RUNS_AT_ONCE = 8;

/** One node and one key: what contradicts what does not depend on who was faster. */
const ONE_KEY: TestInput = { nodes: ['n1'], concurrency: '1', 'key-count': 1 };

interface Finding {
  /** Where in the results it stands. */
  readonly at: readonly (string | number)[];
  readonly is: (found: unknown) => boolean;
}

/** Values were acknowledged and are gone. */
const LOST: Finding = { at: ['workload', 'lost-count'], is: (count) => Number(count) > 0 };
/** The last reads of all nodes agree with no order of what was added. */
const WRONG_SUM: Finding = {
  at: ['workload', 'errors'],
  is: (reads) =>
    Array.isArray(reads) && reads.length > 0 && reads.every((read) => part(read, 'f') === 'read'),
};
/** Of the one key there is. */
const REFUSAL = ['workload', 'results', '0', 'refusals', 0, 'refusal'] as const;

function matching(at: Finding['at'], pattern: RegExp): Finding {
  return { at, is: (text) => typeof text === 'string' && pattern.test(text) };
}

function listing(at: Finding['at'], type: string): Finding {
  return { at, is: (types) => Array.isArray(types) && types.includes(type) };
}

/** Each id that was given twice, by how it is made. */
function duplicated(id: RegExp): Finding {
  const is = (ids: unknown): boolean => {
    const counts = Object.entries(ids ?? {});
    return counts.length > 0 && counts.every(([key, count]) => id.test(key) && Number(count) >= 2);
  };
  return { at: ['workload', 'duplicated'], is };
}

function malformed(why: RegExp): Finding {
  return matching(['exceptions', 'exceptions', 0, 'example', 'error'], why);
}

function anomaly(type: string): Finding {
  return listing(['workload', 'anomaly-types'], type);
}

function badError(type: string): Finding {
  return listing(['workload', 'bad-error-types'], type);
}

const CASES: readonly (readonly [
  workload: WorkloadName,
  bin: string,
  finding: Finding,
  input?: TestInput,
])[] = [
  ['echo', 'echo-wrong', matching(['workload', 'errors', 0, 0], /^Expected a message with :echo$/)],
  ['echo', 'extra-field', malformed(/malformed reply from n\d .*Unrecognized key: "from"/)],
  ['unique-ids', 'duplicate-ids', duplicated(/^\d+$/)],
  ['unique-ids', 'ids-wrap-around', duplicated(/^n\d-\d$/)],
  ['broadcast', 'forgets-to-forward', LOST],
  ['broadcast', 'wrong-reply-type', malformed(/malformed reply from n\d to \{"type":"read"\}: type: /)],
  ['g-set', 'set-forgets-the-oldest', LOST],
  ['g-set', 'set-shows-a-page', LOST],
  ['g-counter', 'counter-keeps-to-itself', WRONG_SUM],
  ['g-counter', 'counter-tells-itself', WRONG_SUM],
  ['pn-counter', 'counter-keeps-to-itself', WRONG_SUM],
  ['pn-counter', 'counter-tells-itself', WRONG_SUM],
  ['lin-kv', 'lin-kv-never-compares', matching(REFUSAL, /^cannot compare-and-set from/), { nodes: ['n1'] }],
  ['lin-kv', 'lin-kv-refuses-and-writes', matching(REFUSAL, /^cannot read \d/), { nodes: ['n1'] }],
  ['txn-list-append', 'txn-keeps-aborted', anomaly('G1a'), ONE_KEY],
  ['txn-list-append', 'txn-misses-its-own-writes', anomaly('internal'), ONE_KEY],
  ['txn-rw-register', 'txn-keeps-aborted', anomaly('G1a'), ONE_KEY],
  ['txn-rw-register', 'txn-misses-its-own-writes', anomaly('internal'), ONE_KEY],
  ['kafka', 'kafka-doubles', badError('duplicate')],
  ['kafka', 'kafka-one-offset-twice', badError('inconsistent-offsets'), { 'key-count': 1 }],
];

for (const [workload, bin, finding, input] of CASES) {
  test(`${bin} is caught in ${workload} where nodes are processes`, async (t) => {
    const { results, crashed } = await run(bin, { workload, ...input });
    t.false(results.valid);
    const found = part(results, ...finding.at);
    t.true(finding.is(found), JSON.stringify({ at: finding.at, found }).slice(0, 1000));
    t.deepEqual(crashed, []);
  });
}

test('double-counts: a valid run where nodes are processes too, with the values that were shown twice', async (t) => {
  const { results, crashed } = await run('double-counts', { workload: 'broadcast' });
  // The run is ended early, so that only its parts are valid.
  t.true(results.workload.valid, JSON.stringify(results));
  t.is(part(results.workload, 'duplicates', '0'), 2);
  t.deepEqual(crashed, []);
});

test('no workload has fewer than two of them', (t) => {
  for (const { name } of WORKLOADS) {
    t.true(CASES.filter(([workload]) => workload === name).length >= 2, name);
  }
});

function run(bin: string, input: TestInput): Promise<TestRun> {
  return oneOfFew(() => runUntilAnswered({ bin: programFile(`${bin}.js`), ...input }));
}

let free = RUNS_AT_ONCE;
const waiting: (() => void)[] = [];

/** Does the work as soon as few enough others are under way. */
async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }
}
