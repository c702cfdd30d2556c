/** Attempts at challenges: which there are, which run side by side, and how they are counted. */

import test from 'ava';
import {
  type Attempt,
  type Attempted,
  attemptsOf,
  isSensitive,
  makeAttempts,
  ratesOf,
} from '../../../harness/run/attempts.js';
import { challengesNamed } from '../../../harness/run/challenges.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest, type TestRun } from '../../../harness/run/run-test.js';
import { UsageError } from '../../../harness/errors/usage-error.js';

const asked = (names: readonly string[], given: TestInput = {}) => ({
  challenges: challengesNamed(names),
  bins: [] as readonly string[],
  seeds: undefined as readonly number[] | undefined,
  given,
});

const named = ({ challenge, labels }: Attempt): string => [challenge.name, ...labels].join(' ');
const never = new AbortController().signal;

test('an attempt for each program, challenge and seed, in this order', (t) => {
  const attempts = attemptsOf({ ...asked(['1', '3a']), bins: ['./a.py', 'own'], seeds: [5, 6] });
  t.deepEqual(attempts.map(named), [
    '1 ./a.py seed 5',
    '1 ./a.py seed 6',
    '3a ./a.py seed 5',
    '3a ./a.py seed 6',
    '1 own seed 5',
    '1 own seed 6',
    '3a own seed 5',
    '3a own seed 6',
  ]);
  t.is(attempts[0]?.input.bin, './a.py');
  t.is(attempts[4]?.input.bin, undefined);
  t.is(attempts[5]?.input.seed, 6);
});

test('one program and one seed need no label, and a seed beside seeds is refused', (t) => {
  const [only] = attemptsOf({ ...asked(['1'], { seed: 3 }), bins: ['./a.py'] });
  t.deepEqual([only?.labels, only?.seed, only?.input.seed], [[], 3, 3]);
  t.throws(() => attemptsOf({ ...asked(['1'], { seed: 3 }), seeds: [1] }), { instanceOf: UsageError });
});

test('targets that are latencies in real time are sensitive to what else runs', (t) => {
  const sensitive = (given: TestInput): readonly string[] =>
    attemptsOf(asked(['all'], given))
      .filter(isSensitive)
      .map(({ challenge }) => challenge.name);
  t.deepEqual(sensitive({}), ['3d', '3e']);
  t.deepEqual(sensitive({ runtime: 'sim' }), []);
  t.is(sensitive({ expect: ['stable-max<9'] }).length, challengesNamed(['all']).length);
});

/** Runs that end when `end` says so; `most` counts how many went on at a time. */
function stage(run: TestRun) {
  const open = new Set<string>();
  const most: string[][] = [];
  return {
    most,
    run: async (attempt: Attempt): Promise<TestRun> => {
      open.add(named(attempt));
      most.push([...open]);
      await new Promise((resolve) => setImmediate(resolve));
      open.delete(named(attempt));
      return run;
    },
  };
}

function soundRun(): Promise<TestRun> {
  const input = { workload: 'echo', runtime: 'sim', seed: 1, 'time-limit': 1, 'node-count': 1 } as const;
  return runTest(input, { store: false });
}

test('live runs go on side by side, those that are sensitive alone and after the others', async (t) => {
  const { most, run } = stage(await soundRun());
  const told: string[] = [];
  const io = { jobs: 2, signal: never, run, goesOn: false, now: () => 0 };
  const left = await makeAttempts(attemptsOf(asked(['3d', '3a', '1', '2'])), io, (each) =>
    told.push(named(each)),
  );
  t.is(left, 0);
  t.deepEqual(told, ['3a', '1', '2', '3d']);
  t.deepEqual(most[1], ['3a', '1']);
  t.deepEqual(most.at(-1), ['3d']);
  t.true(most.every((each) => each.length <= 2));
});

test('one at a time they keep their order, and an interruption leaves the rest', async (t) => {
  const stop = new AbortController();
  const { most, run } = stage(await soundRun());
  const told: string[] = [];
  const io = { jobs: 1, signal: stop.signal, run, goesOn: false, now: () => 0 };
  const left = await makeAttempts(attemptsOf(asked(['3d', '1', '2'])), io, (each) => {
    told.push(named(each));
    if (told.length === 2) stop.abort();
  });
  t.deepEqual([told, left], [['3d', '1'], 1]);
  t.true(most.every((each) => each.length === 1));
});

test('a wrong option ends all attempts, unless several programs are compared', async (t) => {
  const run = (): Promise<TestRun> => Promise.reject(new UsageError('no such file'));
  const io = { jobs: 1, signal: never, run, now: () => 0 };
  await t.throwsAsync(
    makeAttempts(attemptsOf(asked(['1'])), { ...io, goesOn: false }, () => {}),
    { instanceOf: UsageError },
  );
  const over: Attempted[] = [];
  await makeAttempts(attemptsOf(asked(['1'])), { ...io, goesOn: true }, (each) => over.push(each));
  t.deepEqual(
    over.map(({ verdict }) => verdict),
    ['crashed'],
  );
});

test('a rate counts the runs that were met, and names the seeds of the others', async (t) => {
  const over: Attempted[] = [];
  const sound = await soundRun();
  const bad: TestRun = { ...sound, results: { ...sound.results, valid: false } };
  const run = ({ seed }: Attempt): Promise<TestRun> =>
    Promise.resolve(seed === 2 ? { ...bad, seed: 2 } : sound);
  const io = { jobs: 1, signal: never, run, goesOn: false, now: () => 0 };
  await makeAttempts(attemptsOf({ ...asked(['1']), seeds: [1, 2, 3] }), io, (each) => over.push(each));
  t.deepEqual(ratesOf(over), [
    { program: 'own', challenge: '1', met: 2, of: 3, verdict: undefined, missed: [2] },
  ]);
});
