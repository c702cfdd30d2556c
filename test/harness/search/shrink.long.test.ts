/** A failing run becomes a small one that fails in the same way. */

import path from 'node:path';
import test from 'ava';
import { fingerprint, fingerprintText } from '../../../harness/findings/fingerprint.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { checkedTest, runChecked } from '../../../harness/run/run-test.js';
import plannedRun from '../../../harness/search/planned-run.js';
import { shrink } from '../../../harness/search/shrink.js';

const program = (name: string): string => path.resolve('test/programs', `${name}.js`);

/** Broken programs, and the most that a shrunk run of theirs may hold: operations, faults, exceptions. */
const BROKEN: readonly (readonly [input: TestInput, most: readonly [number, number, number]])[] = [
  [{ workload: 'broadcast', bin: program('loses-under-partition'), nemesis: ['partition'] }, [1, 1, 0]],
  [{ workload: 'broadcast', bin: program('loses-under-partition'), loss: 0.2 }, [2, 0, 3]],
  [{ workload: 'unique-ids', bin: program('duplicate-ids') }, [2, 0, 0]],
  [{ workload: 'lin-kv', bin: program('lin-kv-stale-reads'), nemesis: ['partition'] }, [6, 2, 0]],
  [{ workload: 'kafka', bin: program('kafka-loses-sends') }, [12, 0, 0]],
];

for (const [input, [operations, faults, exceptions]] of BROKEN) {
  const name = path.basename(String(input.bin));
  const faulty = input.loss === undefined ? 'no loss' : 'loss';
  test(`a run of ${name} with ${faulty} is shrunk, and fails in the same way`, async (t) => {
    const options = {
      runtime: 'sim',
      seed: 5,
      'time-limit': 6,
      rate: 15,
      'nemesis-interval': 1.5,
      latency: 5,
    } as const;
    const run = await runChecked(checkedTest({ ...options, ...input }), { store: false, records: true });
    const print = fingerprint(run.summary);
    if (print === undefined || run.recorded === undefined) return t.fail('expected a run that fails');
    const wanted = fingerprintText(print);
    const sizes: number[] = [];
    const shrunk = await shrink(run.recorded, wanted, {
      run: async (plan) => (await plannedRun({ plan })).fingerprint,
      jobs: 1,
      onSmaller: (plan) => sizes.push(plan.operations.length + plan.faults.length + plan.exceptions.length),
    });
    t.deepEqual(
      sizes,
      sizes.toSorted((a, b) => b - a),
      'a step makes nothing larger',
    );
    for (let i = 0; i < 10; i++) t.is((await plannedRun({ plan: shrunk.plan })).fingerprint, wanted);
    t.log(`${wanted}: ${shrunk.runs} runs`);
    t.true(shrunk.plan.operations.length <= operations, `${shrunk.plan.operations.length} operations`);
    t.true(shrunk.plan.faults.length <= faults, `${shrunk.plan.faults.length} faults`);
    t.true(shrunk.plan.exceptions.length <= exceptions, `${shrunk.plan.exceptions.length} exceptions`);
  });
}
