/** Failures are kept by their kind, and read again. */

import test from 'ava';
import type { RunPlan } from '../../../harness/plan/run-plan.js';
import { keepFailure, keptFailures } from '../../../harness/search/failures.js';
import { folder } from '../folder.js';

const PLAN: RunPlan = {
  options: { workload: 'echo', seed: 4 },
  operations: [{ at: 0.5, worker: 0, f: 'echo', value: 'a' }],
  faults: [],
  exceptions: [],
};

test('a store without failures has none', (t) => {
  t.deepEqual(keptFailures(folder(), 'echo'), []);
});

test('what is kept is read again, one of each kind, the last', (t) => {
  const store = folder();
  keepFailure(store, 'echo', 'echo/wrong/any', { ...PLAN, operations: [] });
  const file = keepFailure(store, 'echo', 'echo/wrong/any', PLAN);
  keepFailure(store, 'broadcast', 'broadcast/lost/any', PLAN);
  t.deepEqual(keptFailures(store, 'echo'), [{ file, plan: PLAN }]);
});
