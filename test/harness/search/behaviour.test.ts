/** The behaviour of a run does not depend on names, values and times. */

import test from 'ava';
import { Behaviour } from '../../../harness/search/behaviour.js';
import { checkedTest, runChecked } from '../../../harness/run/run-test.js';
import type { TestInput } from '../../../harness/options/schema.js';

async function behaviourOf(input: TestInput): Promise<number> {
  const journal = new Behaviour();
  await runChecked(checkedTest({ runtime: 'sim', 'time-limit': 1, rate: 5, ...input }), {
    store: false,
    journal,
  });
  return journal.hash;
}

test('names of nodes change nothing', async (t) => {
  const base: TestInput = { workload: 'broadcast', seed: 3 };
  t.is(
    await behaviourOf({ ...base, nodes: ['n1', 'n2'] }),
    await behaviourOf({ ...base, nodes: ['x1', 'x2'] }),
  );
});

test('another workload, and a fault, are other behaviours', async (t) => {
  const hashes = await Promise.all([
    behaviourOf({ workload: 'echo', seed: 3 }),
    behaviourOf({ workload: 'unique-ids', seed: 3 }),
    behaviourOf({ workload: 'echo', seed: 3, faults: [{ at: 0.5, do: 'loss 0.5' }] }),
  ]);
  t.is(new Set(hashes).size, 3);
});
