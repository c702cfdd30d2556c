/** How a run is checked may be handed in; what comes of it costs the rest of the results nothing. */

import test from 'ava';
import { runTest } from '../../../harness/run/run-test.js';

const ECHO = {
  workload: 'echo',
  runtime: 'sim',
  seed: 1,
  'node-count': 1,
  rate: 20,
  'time-limit': 1,
} as const;

test('a check that could not be finished leaves the run unknown, with all other figures', async (t) => {
  const lost = { valid: 'unknown', error: 'no time left' } as const;
  const { results } = await runTest(ECHO, { store: false, check: () => Promise.resolve(lost) });
  t.is(results.valid, 'unknown');
  t.deepEqual(results.workload, lost);
  t.true(results.stats.valid);
  const count = Number(results.stats['count']);
  t.true(count > 10);
  t.is(results.availability['ok-fraction'], 1);
  // A request and its reply for each operation, and for init.
  t.is(results.net.all?.['msg-count'], 2 * count + 2);
});

test('the check is given the workload, the complete options and the whole history', async (t) => {
  const given: unknown[] = [];
  const { options, history } = await runTest(ECHO, {
    store: false,
    check: (workload, ...rest) => {
      given.push(workload.name, ...rest);
      return { valid: true };
    },
  });
  t.deepEqual(given, ['echo', options, history]);
});

const NO_MEMORY = {
  workload: 'lin-kv',
  'node-count': 1,
  rate: 50,
  'time-limit': 1,
  'check-memory': 1,
} as const;

test('a heavy check of a live run is done in a thread under limits, and its end is not the end of the rest', async (t) => {
  const { results } = await runTest({ ...NO_MEMORY, runtime: 'worker' }, { store: false });
  t.deepEqual(results.workload, {
    valid: 'unknown',
    error: 'the check needed more than 1 MiB of memory: raise --check-memory, or test for a shorter time',
  });
  t.not(results.valid, true);
  t.true(Number(results.stats['count']) > 0);
});

test('a heavy check of a simulated run is done in its own thread', async (t) => {
  const { results } = await runTest({ ...NO_MEMORY, runtime: 'sim', seed: 1 }, { store: false });
  t.true(results.workload.valid);
});
