/**
 * The nodes that are broken on purpose once more, as processes: at least two for each workload, each with its finding.
 *
 * Only flaws that a handful of operations shows, whatever their timing; others are found in simulated runs alone.
 */

import test from 'ava';
import type { TestInput } from '../../harness/options/schema.js';
import type { TestRun } from '../../harness/run/run-test.js';
import { WORKLOADS } from '../../harness/workloads/index.js';
import { programFile } from '../router/programs.js';
import { runUntilAnswered } from './answers.js';

/** Each takes a process or two, and most of them wait: for their rate, and for nodes to agree that never will. */
const RUNS_AT_ONCE = 8;

/** One node and one key: what contradicts what does not depend on who was faster. */
const ONE_KEY: TestInput = { nodes: ['n1'], concurrency: '1', 'key-count': 1 };

const CASES: readonly (readonly [workload: string, bin: string, finding: RegExp, input?: TestInput])[] = [
  ['echo', 'echo-wrong', /"errors":\[\["Expected a message with :echo"/],
  ['echo', 'extra-field', /Unrecognized key: \\"from\\"/],
  ['unique-ids', 'duplicate-ids', /"duplicated":\{"\d+":2/],
  ['unique-ids', 'ids-wrap-around', /"duplicated":\{"n\d-\d":\d/],
  ['broadcast', 'forgets-to-forward', /"lost-count":[1-9]/],
  ['broadcast', 'wrong-reply-type', /"read":\{"valid":false.*malformed reply/],
  ['g-set', 'set-forgets-the-oldest', /"lost-count":[1-9]/],
  ['g-set', 'set-shows-a-page', /"lost-count":[1-9]/],
  ['g-counter', 'counter-keeps-to-itself', /"errors":\[\{/],
  ['g-counter', 'counter-tells-itself', /"errors":\[\{/],
  ['pn-counter', 'counter-keeps-to-itself', /"errors":\[\{/],
  ['pn-counter', 'counter-tells-itself', /"errors":\[\{/],
  ['lin-kv', 'lin-kv-never-compares', /cannot compare-and-set from/, { nodes: ['n1'] }],
  ['lin-kv', 'lin-kv-refuses-and-writes', /cannot read \d/, { nodes: ['n1'] }],
  ['txn-list-append', 'txn-keeps-aborted', /"anomaly-types":\[[^\]]*"G1a"/, ONE_KEY],
  ['txn-list-append', 'txn-misses-its-own-writes', /"anomaly-types":\[[^\]]*"internal"/, ONE_KEY],
  ['txn-rw-register', 'txn-keeps-aborted', /"anomaly-types":\[[^\]]*"G1a"/, ONE_KEY],
  ['txn-rw-register', 'txn-misses-its-own-writes', /"anomaly-types":\[[^\]]*"internal"/, ONE_KEY],
  ['kafka', 'kafka-doubles', /"bad-error-types":\[[^\]]*"duplicate"/],
  ['kafka', 'kafka-one-offset-twice', /"bad-error-types":\[[^\]]*"inconsistent-offsets"/, { 'key-count': 1 }],
];

for (const [workload, bin, finding, input] of CASES) {
  test(`${bin} is caught in ${workload} where nodes are processes`, async (t) => {
    const { results, crashed } = await run(bin, { workload, ...input });
    t.false(results.valid);
    t.regex(JSON.stringify(results), finding);
    t.deepEqual(crashed, []);
  });
}

test('double-counts: a valid run where nodes are processes too, with the values that were shown twice', async (t) => {
  const { results, crashed } = await run('double-counts', { workload: 'broadcast' });
  // The run is ended early, so that only its parts are valid.
  t.true(results.workload.valid, JSON.stringify(results));
  t.regex(JSON.stringify(results.workload), /"duplicates":\{"0":2/);
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
