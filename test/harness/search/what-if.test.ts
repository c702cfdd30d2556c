/** A run with a change: messages are named by what they are, faults and operations by their numbers. */

import path from 'node:path';
import test from 'ava';
import type { RunPlan } from '../../../harness/plan/run-plan.js';
import { checkedTest, plannedTest, runChecked } from '../../../harness/run/run-test.js';
import { messageNames } from '../../../harness/search/message-names.js';
import { planOf } from '../../../harness/search/plan-of.js';
import { changedPlan } from '../../../harness/search/what-if.js';
import { readJournal } from '../../../harness/store/journal-reader.js';
import { folder } from '../folder.js';

const NOTHING = { messages: [], withoutFaults: [], withoutOperations: [] };
const MESSAGE = { src: 'n1', dest: 'n2', type: 'gossip', nth: 2 };
const PLAN: RunPlan = {
  options: { workload: 'echo' },
  operations: [{ at: 0, worker: 0, f: 'echo', value: 'a' }],
  faults: [
    { at: 1, do: 'partition majority' },
    { at: 2, do: 'heal' },
  ],
  exceptions: [{ message: MESSAGE, fate: { lost: true } }],
};

test('faults and operations are left out by number', (t) => {
  const changed = changedPlan(PLAN, { ...NOTHING, withoutFaults: [1], withoutOperations: [1] });
  t.deepEqual(changed.faults, [{ at: 2, do: 'heal' }]);
  t.deepEqual(changed.operations, []);
});

test('what a plan does not have cannot be left out', (t) => {
  t.throws(() => changedPlan(PLAN, { ...NOTHING, withoutFaults: [3] }), {
    message: 'there is no fault 3: the plan of this run has faults 1 to 2 (eddy record lists them)',
  });
});

test('a change of a message replaces its exception', (t) => {
  const changed = changedPlan(PLAN, { ...NOTHING, messages: [{ message: MESSAGE, fate: { delay: 5 } }] });
  t.deepEqual(changed.exceptions, [{ message: MESSAGE, fate: { delay: 5 } }]);
});

test('what a partition dropped is delivered if that is asked for', async (t) => {
  const run = await runChecked(
    checkedTest({
      workload: 'broadcast',
      bin: path.resolve('test/programs/loses-under-partition.js'),
      runtime: 'sim',
      seed: 1,
      'node-count': 2,
      'time-limit': 1,
      rate: 3,
      faults: [{ at: 0, do: 'partition n0 | n1' }],
      store: folder(),
    }),
  );
  t.is(run.results.valid, false);
  const journal = path.join(run.folder ?? '', 'journal.ndjson');
  const dropped: number[] = [];
  for await (const event of readJournal(journal)) if (event.type === 'drop') dropped.push(event.id);
  t.true(dropped.length > 0);
  const names = await messageNames(journal, dropped);
  const { plan, note } = await planOf(run.folder ?? '');
  t.is(note, undefined);
  const messages = [...names.values()].map((message) => ({ message, fate: { delivered: true } }));
  const again = await runChecked(plannedTest(changedPlan(plan, { ...NOTHING, messages })), { store: false });
  t.is(again.results.valid, true);
  await t.throwsAsync(messageNames(journal, [1e6]), { message: /there is no message 1000000/ });
});
