/** Nodes that are right until one kind of fault befalls them: that kind finds each, and no other does. */

import test from 'ava';
import type { TestInput } from '../../harness/options/schema.js';
import type { Nemesis } from '../../harness/faults/kinds/index.js';
import { runTest, type TestRun } from '../../harness/run/run-test.js';
import { programFile } from '../router/programs.js';
import { part } from './part.js';

const BROADCAST: TestInput = { workload: 'broadcast' };
const IDS: TestInput = { workload: 'unique-ids', topology: 'total' };

function run(bin: string, input: TestInput): Promise<TestRun> {
  const usual: TestInput = {
    runtime: 'sim',
    seed: 1,
    nodes: ['n1', 'n2', 'n3'],
    rate: 30,
    latency: 5,
    'time-limit': 20,
    'nemesis-interval': 1,
  };
  return runTest({ bin: programFile(`${bin}.js`), ...usual, ...input }, { store: false });
}

function losesValues(workload: unknown): boolean {
  return Number(part(workload, 'lost-count')) > 0;
}

function givesIdsTwice(workload: unknown): boolean {
  const ids = Object.entries(part(workload, 'duplicated') ?? {});
  return ids.length > 0 && ids.every(([id, count]) => /^\d+$/.test(id) && count === 2);
}

const CASES: readonly (readonly [
  bin: string,
  input: TestInput,
  found: readonly Nemesis[],
  sound: readonly Nemesis[],
  finding: (workload: unknown) => boolean,
])[] = [
  [
    'forgets-when-killed',
    BROADCAST,
    ['kill'],
    ['partition', 'pause', 'loss', 'duplication', 'reorder', 'slow'],
    losesValues,
  ],
  [
    'drops-when-late',
    BROADCAST,
    ['pause'],
    ['partition', 'loss', 'duplication', 'reorder', 'slow'],
    losesValues,
  ],
  ['takes-in-order', BROADCAST, ['reorder'], ['pause', 'duplication'], losesValues],
  ['spends-twice', IDS, ['duplication'], ['partition', 'pause', 'loss', 'reorder', 'slow'], givesIdsTwice],
  ['stores-values', BROADCAST, [], ['kill', 'pause', 'loss', 'duplication', 'reorder', 'slow'], losesValues],
];

for (const [bin, input, found, sound, finding] of CASES) {
  test(`${bin}: valid without faults`, async (t) => {
    const { results } = await run(bin, input);
    t.true(results.valid, JSON.stringify(results.workload));
    t.deepEqual(results.faults, []);
  });

  for (const kind of found) {
    test(`${bin}: found by ${kind}`, async (t) => {
      const { results, crashed } = await run(bin, { ...input, nemesis: [kind] });
      t.false(results.valid);
      t.true(finding(results.workload), JSON.stringify(results.workload).slice(0, 1000));
      t.deepEqual(crashed, []);
    });
  }

  for (const kind of sound) {
    test(`${bin}: valid under ${kind}`, async (t) => {
      const { results } = await run(bin, { ...input, nemesis: [kind] });
      t.true(results.valid, JSON.stringify(results.workload));
      t.true(results.faults.length > 2);
      t.true(results.faults.every(({ fault }) => fault === kind));
    });
  }
}

test('stores-values: where a kill keeps nothing, values are lost; where it keeps data, none', async (t) => {
  const kill: TestInput = { ...BROADCAST, nemesis: ['kill'], 'nemesis-targets': ['all'] };
  const kept = await run('stores-values', kill);
  t.true(kept.results.valid, JSON.stringify(kept.results.workload));
  const wiped = await run('stores-values', { ...kill, 'nemesis-kill-keeps': 'nothing' });
  t.false(wiped.results.valid);
  t.true(losesValues(wiped.results.workload));
  const started = wiped.history.find(({ f, value }) => f === 'start' && value !== 'all');
  t.deepEqual(started?.value, {
    n1: 'wiped-and-started',
    n2: 'wiped-and-started',
    n3: 'wiped-and-started',
  });
});
