/** Faults that cannot take place are refused before a run, or not drawn. */

import test from 'ava';
import { nemesisGenerator } from '../../../harness/faults/index.js';
import { partitionKinds } from '../../../harness/faults/kinds/partition.js';
import { idlePartitionKinds } from '../../../harness/faults/possible.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { checkedTest } from '../../../harness/run/run-test.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { Random } from '../../../node/index.js';

for (const [input, message] of [
  [
    { 'node-count': 1, nemesis: ['partition'] },
    '--nemesis partition: one, majority, minority-third, majorities-ring cut nothing among 1 node: ' +
      'expected two nodes or more (--node-count), or no partitions',
  ],
  [
    { 'node-count': 3, nemesis: ['partition'], 'partition-kinds': ['minority-third'] },
    '--nemesis partition: minority-third cuts nothing among 3 nodes: expected --partition-kinds with some of ' +
      'one, majority, majorities-ring, one-way, bridge, or more nodes',
  ],
  [
    { 'time-limit': 10, faults: [{ at: 10, do: 'heal' }] },
    'faults: "heal" is at 10 s, the load ends at 10 s: expected a time below 10 s, or a --time-limit above 10 s',
  ],
  [
    { 'node-count': 3, faults: [{ at: 2, do: 'partition minority-third' }] },
    'faults: at 2 s: "partition minority-third" hits no link among 3 nodes: expected a kind of partition that cuts ' +
      'something, or links between different nodes, such as n0 -> n1',
  ],
  [
    { 'node-count': 1, faults: [{ at: 2, do: 'partition one' }] },
    'faults: at 2 s: "partition one" hits no link among 1 node: expected two nodes or more',
  ],
  [{ faults: [{ at: 2, do: 'partition n1 -> n1' }] }, /"partition n1 -> n1" hits no link among 5 nodes/],
  [{ faults: [{ at: 2, do: 'slow n2 -> n2 10' }] }, /"slow n2 -> n2 10" hits no link among 5 nodes/],
] as const) {
  test(`refused: ${JSON.stringify(input)}`, (t) => {
    t.throws(() => checkedTest({ workload: 'echo', ...input } as unknown as TestInput), {
      instanceOf: UsageError,
      message,
    });
  });
}

test('what can take place is accepted', (t) => {
  for (const input of [
    { 'node-count': 1, nemesis: ['kill', 'pause', 'loss', 'slow'] },
    { 'node-count': 2, nemesis: ['partition'] },
    { 'node-count': 1, 'partition-kinds': ['one'] },
    { faults: [{ at: 59.9, do: 'slow n1,n2 -> n2 10' }] },
  ])
    t.notThrows(() => checkedTest({ workload: 'echo', ...input } as unknown as TestInput));
});

test('of three nodes no minority of a third is drawn, but under the quirks of Maelstrom', (t) => {
  const three = completeOptions({ 'node-count': 3, nemesis: ['partition'] });
  t.deepEqual(partitionKinds(three), ['one', 'majority', 'majorities-ring']);
  t.deepEqual(idlePartitionKinds(three), ['minority-third']);
  const quirky = { ...three, 'maelstrom-quirks': true };
  t.is(partitionKinds(quirky).length, 4);
  const generator = nemesisGenerator(new Random(1), three);
  const drawn = new Set<unknown>();
  for (let now = 0; now < 1e12; now += 1e10) {
    const answer = generator?.next({ now, free: [0] });
    if (answer?.kind === 'operation') drawn.add(answer.draft.value);
  }
  t.deepEqual([...drawn].toSorted(), ['majorities-ring', 'majority', null, 'one'].toSorted());
});
