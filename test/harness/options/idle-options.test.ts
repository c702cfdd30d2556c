/** Options that were given and do nothing, or something else than they seem to. */

import test from 'ava';
import { idleNotes } from '../../../harness/options/idle-options.js';
import type { Purpose } from '../../../harness/flags/option.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { eddy } from '../cli/eddy.js';

function notes(input: TestInput, purpose?: Purpose): readonly string[] {
  return idleNotes(input, completeOptions(input), purpose);
}

for (const [input, note] of [
  [{ workload: 'echo', topology: 'line' }, '--topology has no effect on echo'],
  [{ workload: 'lin-kv', 'key-count': 3 }, '--key-count has no effect on lin-kv'],
  [{ workload: 'g-set', 'max-writes-per-key': 3 }, '--max-writes-per-key has no effect on g-set'],
  [{ workload: 'kafka', 'max-txn-length': 3 }, '--max-txn-length has no effect on kafka'],
  [
    { workload: 'lin-kv', 'consistency-models': ['serializable'] },
    '--consistency-models has no effect on lin-kv',
  ],
  [{ workload: 'echo', 'maelstrom-quirks': true }, '--maelstrom-quirks has no effect on echo'],
  [
    { workload: 'echo', nodes: ['a'], 'node-count': 3 },
    '--nodes (or --node, --nodes-file) has no effect beside --node-count 3',
  ],
  [{ workload: 'echo', 'latency-dist': 'uniform' }, '--latency-dist has no effect without --latency'],
  [{ workload: 'echo', 'nemesis-interval': 3 }, '--nemesis-interval has no effect without --nemesis'],
  [
    { workload: 'echo', 'partition-kinds': ['one'], nemesis: ['kill'] },
    '--partition-kinds has no effect without --nemesis partition',
  ],
  [
    { workload: 'echo', 'nemesis-targets': ['n1'], nemesis: ['partition'] },
    '--nemesis-targets has no effect without --nemesis kill or pause',
  ],
  [
    { workload: 'echo', 'nemesis-kill-keeps': 'nothing', nemesis: ['pause'] },
    '--nemesis-kill-keeps has no effect without --nemesis kill',
  ],
  [{ workload: 'echo', 'check-limit': 3 }, '--check-limit has no effect on echo, whose check is light'],
  [
    { workload: 'lin-kv', 'check-memory': 300, runtime: 'sim' },
    '--check-memory has no effect on simulated runs, which are checked to the end',
  ],
  [{ workload: 'echo', args: ['-v'] }, "what stands behind -- has no effect on Eddy's own program"],
  [{ workload: 'echo', rate: 0 }, '--rate 0 asks for no client operations'],
  [
    { workload: 'echo', 'time-limit': 0.1 },
    '--time-limit 0.1 is shorter than the mean gap between two operations of 0.2 s (--rate 5)',
  ],
  [{ workload: 'echo', concurrency: '3' }, '--concurrency 3 leaves n4, n5 without a client'],
  [
    { workload: 'echo', 'node-count': 3, nemesis: ['partition'] },
    'partitions of kind minority-third are not drawn: they cut nothing among 3 nodes',
  ],
] as const) {
  test(note, (t) => {
    t.deepEqual(notes(input as unknown as TestInput), [note]);
  });
}

for (const input of [
  {},
  { workload: 'broadcast', topology: 'line', 'latency-dist': 'uniform', latency: 5 },
  { workload: 'echo', 'latency-dist': 'uniform', faults: [{ at: 1, do: 'latency 5' }] },
  { workload: 'kafka', 'key-count': 3, 'max-writes-per-key': 3, 'maelstrom-quirks': true, 'check-limit': 3 },
  { workload: 'txn-rw-register', 'max-txn-length': 3, 'consistency-models': ['serializable'] },
  { workload: 'echo', nemesis: ['kill'], 'nemesis-targets': ['one'], 'nemesis-kill-keeps': 'data' },
  { workload: 'echo', nemesis: ['partition'], 'partition-kinds': ['one'], 'nemesis-interval': 3 },
  { workload: 'echo', nemesis: ['partition'], 'maelstrom-quirks': true, 'node-count': 3 },
  { workload: 'echo', bin: './x', args: ['-v'] },
  { workload: 'echo', concurrency: '1n' },
] as const) {
  test(`nothing to note of ${JSON.stringify(input)}`, (t) => {
    t.deepEqual(notes(input as unknown as TestInput), []);
  });
}

test('of a history that is only checked the limits of the check count, and how it was made does not', (t) => {
  t.deepEqual(notes({ workload: 'lin-kv', runtime: 'sim', 'check-limit': 3, rate: 0 }, 'check'), []);
});

test('the command line tells on stderr, and goes on', async (t) => {
  const { status, err } = await eddy(
    'test -w echo --runtime sim --time-limit 1 --topology line --leave-db-running --no-ssh'.split(' '),
  );
  t.is(status, 0);
  const accepted = 'it is accepted for command lines that were written for Maelstrom';
  t.deepEqual(err.split('\n').slice(0, 3), [
    `note: --no-ssh has no effect: ${accepted}`,
    `note: --leave-db-running has no effect: ${accepted}`,
    'note: --topology has no effect on echo',
  ]);
});
