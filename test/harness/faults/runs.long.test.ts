/** The nemesis in whole runs, live and simulated: each fault is in the history and the results, and all are healed. */

import test from 'ava';
import * as fc from 'fast-check';
import type { Operation } from '../../../harness/operations/history.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { NEMESES, NEMESIS_KINDS } from '../../../harness/faults/kinds/index.js';
import { runTest, type TestRun } from '../../../harness/run/run-test.js';
import { programFile } from '../../router/programs.js';
import { RecordingJournal } from '../../router/recording-journal.js';

const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];
const ALL: TestInput = {
  workload: 'broadcast',
  bin: programFile('stores-values.js'),
  nodes: NODES,
  rate: 20,
  nemesis: [...NEMESES],
};

function simulated(input: TestInput, journal = new RecordingJournal()): Promise<TestRun> {
  return runTest({ ...ALL, runtime: 'sim', seed: 1, ...input }, { store: false, journal });
}

function nemesisOf({ history }: TestRun): readonly Operation[] {
  return history.filter(({ process }) => process === 'nemesis');
}

/** What could not be done. */
function failures(run: TestRun): readonly Operation[] {
  return nemesisOf(run).filter(({ value }) => JSON.stringify(value)?.includes('failed'));
}

for (const runtime of ['process', 'worker', 'sim'] as const) {
  // The clocks of live nodes are those of the machine.
  const possible = NEMESIS_KINDS.filter(({ name }) => runtime === 'sim' || name !== 'clock-skew');
  test(`nodes in the runtime ${runtime} meet every kind of fault, and all of them end`, async (t) => {
    // One at a time, so that there is somebody left to pause when somebody has been killed, at any speed.
    const targets = ['one'];
    const done = await runTest(
      {
        ...ALL,
        runtime,
        nemesis: NEMESES.filter((name) => possible.some((kind) => kind.name === name)),
        seed: 1,
        'time-limit': 2,
        'nemesis-interval': 0.4,
        'nemesis-targets': targets,
      },
      { store: false },
    );
    const did = new Set(nemesisOf(done).map(({ f }) => f));
    for (const { name, begins } of possible) t.true(did.has(begins[0] ?? ''), name);
    t.deepEqual(failures(done), []);
    const kinds = new Set(done.results.faults.map(({ fault }) => fault));
    t.deepEqual([...kinds].toSorted(), possible.map(({ name }) => name).toSorted());
    t.deepEqual(
      done.results.faults.filter(({ to }) => to === undefined),
      [],
    );
    t.deepEqual(done.crashed, []);
    // Whoever was killed is back: each answers in the end.
    const final = done.history.filter((operation) => operation['final?'] === true);
    t.is(final.filter(({ type }) => type === 'invoke').length, 5);
  });
}

const choices = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  nemesis: fc.subarray([...NEMESES], { minLength: 1 }),
});

test('the same seed brings the same faults to the same nodes at the same times, and the same run', async (t) => {
  await fc.assert(
    fc.asyncProperty(choices, async (choice) => {
      const input = { ...choice, 'time-limit': 3, 'nemesis-interval': 0.5 };
      const [first, again] = [new RecordingJournal(), new RecordingJournal()];
      const [one, other] = [await simulated(input, first), await simulated(input, again)];
      t.deepEqual(nemesisOf(one), nemesisOf(other));
      t.deepEqual(first.events, again.events);
    }),
    { seed: 1, numRuns: 8 },
  );
});

test('whatever the seed: all faults end before the final reads, and two of five nodes are down at most', async (t) => {
  await fc.assert(
    fc.asyncProperty(choices, async (choice) => {
      const done = await simulated({ ...choice, 'time-limit': 3, 'nemesis-interval': 0.5 });
      const { faults } = done.results;
      const end = done.history.find((operation) => operation['final?'] === true)?.time ?? NaN;
      t.true(faults.every(({ to }) => to !== undefined && to * 1e9 <= end));
      t.true(choice.nemesis.every((kind) => faults.some(({ fault }) => fault === kind)));
      t.true(mostDown(done) <= 2);
      t.deepEqual(failures(done), []);
      t.is(done.results.workload['lost-count'], 0);
    }),
    { seed: 2, numRuns: 8 },
  );
});

/** How many nodes were dead or stood still at a time, at most. */
function mostDown(done: TestRun): number {
  const down = new Set<string>();
  let most = 0;
  for (const { f, value } of nemesisOf(done)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const node of Object.keys(value)) {
      if (f === 'kill' || f === 'pause') down.add(node);
      else down.delete(node);
    }
    most = Math.max(most, down.size);
  }
  return most;
}

test('a workload without a final phase is healed at teardown, and its history does not mention it', async (t) => {
  const journal = new RecordingJournal();
  const faults = [
    { at: 1, do: 'partition n1 | n2' },
    { at: 1, do: 'reorder 0.5' },
    { at: 1, do: 'kill n3' },
    { at: 1.5, do: 'pause n4' },
  ];
  const done = await simulated(
    { workload: 'echo', bin: programFile('subject.js'), nemesis: [], faults, 'time-limit': 2 },
    journal,
  );
  t.deepEqual(
    nemesisOf(done).map(({ f }) => f),
    ['partition', 'partition', 'reorder', 'reorder', 'kill', 'kill', 'pause', 'pause'],
  );
  t.true(done.results.faults.every(({ to }) => to === undefined));
  t.deepEqual(
    journal
      .of('fault')
      .slice(4)
      .map((event) => event.split(':')[0]),
    ['fault heal', 'fault reorder', 'fault resume'],
  );
});

test('a node that comes back has its topology again, and its configuration', async (t) => {
  const done = await simulated({
    nemesis: [],
    bin: programFile('remembers-set-up.js'),
    configure: { fanout: 3 },
    faults: [
      { at: 0.5, do: 'kill n2' },
      { at: 1, do: 'restart n2' },
    ],
    'time-limit': 2,
  });
  t.deepEqual(done.results.faults, [{ fault: 'kill', text: 'n2', from: 0.5, to: 1, nodes: ['n2'] }]);
  t.deepEqual(failures(done), []);
  const reads = done.history.filter(({ f, type, time }) => f === 'read' && type === 'ok' && time > 1e9);
  t.true(reads.length > 10);
  for (const { value } of reads) t.deepEqual(value, ['topology', 'configure 3']);
});
