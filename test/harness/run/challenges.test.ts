/** The ladder of challenges: its parameters, its targets, and what our own programs make of it. */

import test from 'ava';
import { neverSucceeded, summaryOf } from '../findings/summaries.js';
import { challengeInput, CHALLENGES, challengesNamed, targetsOf } from '../../../harness/run/challenges.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { runTest, type TestRun } from '../../../harness/run/run-test.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { programFile } from '../../router/programs.js';

/** Every challenge as its page has it: workload, nodes, seconds, rate, and what else differs from the defaults. */
const PAGES: Readonly<Record<string, TestInput>> = {
  1: { workload: 'echo', 'node-count': 1, 'time-limit': 10, rate: 5 },
  2: {
    workload: 'unique-ids',
    'node-count': 3,
    'time-limit': 30,
    rate: 1000,
    availability: 'total',
    nemesis: ['partition'],
  },
  '3a': { workload: 'broadcast', 'node-count': 1, 'time-limit': 20, rate: 10 },
  '3b': { workload: 'broadcast', 'node-count': 5, 'time-limit': 20, rate: 10 },
  '3c': { workload: 'broadcast', 'node-count': 5, 'time-limit': 20, rate: 10, nemesis: ['partition'] },
  '3d': {
    workload: 'broadcast',
    'node-count': 25,
    'time-limit': 20,
    rate: 100,
    latency: 100,
    expect: ['msgs-per-op<30', 'stable-p50<400', 'stable-max<600'],
  },
  '3e': {
    workload: 'broadcast',
    'node-count': 25,
    'time-limit': 20,
    rate: 100,
    latency: 100,
    expect: ['msgs-per-op<20', 'stable-p50<1000', 'stable-max<2000'],
  },
  4: { workload: 'g-counter', 'node-count': 3, 'time-limit': 20, rate: 100, nemesis: ['partition'] },
  '5a': { workload: 'kafka', 'node-count': 1, concurrency: '2n', 'time-limit': 20, rate: 1000 },
  '5b': { workload: 'kafka', 'node-count': 2, concurrency: '2n', 'time-limit': 20, rate: 1000 },
  '5c': { workload: 'kafka', 'node-count': 2, concurrency: '2n', 'time-limit': 20, rate: 1000 },
  '6a': {
    workload: 'txn-rw-register',
    'node-count': 1,
    concurrency: '2n',
    'time-limit': 20,
    rate: 1000,
    'consistency-models': ['read-uncommitted'],
    availability: 'total',
  },
  '6b': {
    workload: 'txn-rw-register',
    'node-count': 2,
    concurrency: '2n',
    'time-limit': 20,
    rate: 1000,
    'consistency-models': ['read-uncommitted'],
    availability: 'total',
    nemesis: ['partition'],
  },
  '6c': {
    workload: 'txn-rw-register',
    'node-count': 2,
    concurrency: '2n',
    'time-limit': 20,
    rate: 1000,
    'consistency-models': ['read-committed'],
    availability: 'total',
    nemesis: ['partition'],
  },
};

test('the ladder has fourteen rungs, in order', (t) => {
  t.deepEqual(
    CHALLENGES.map(({ name }) => name),
    ['1', '2', '3a', '3b', '3c', '3d', '3e', '4', '5a', '5b', '5c', '6a', '6b', '6c'],
  );
});

for (const challenge of CHALLENGES) {
  test(`challenge ${challenge.name} has the parameters of its page, and no others`, (t) => {
    const page = PAGES[challenge.name];
    const { nodes, ...options } = completeOptions(challengeInput(challenge, { bin: 'mine' }));
    const { nodes: _, ...expected } = completeOptions({ bin: 'mine', ...page });
    t.deepEqual(options, expected);
    t.is(nodes.length, page?.['node-count'] ?? NaN);
  });
}

function input(name: string, given: TestInput = {}): TestInput {
  const [challenge] = challengesNamed([name]);
  if (challenge === undefined) throw new Error(name);
  return challengeInput(challenge, given);
}

test('our own program is configured, a program of somebody else is not, and what is given wins', (t) => {
  t.deepEqual(input('3d').configure, { gossip_interval_ms: 200 });
  t.is(input('3d', { bin: 'mine' }).configure, undefined);
  t.deepEqual(input('3d', { configure: { fanout: 2 } }).configure, { fanout: 2 });
});

test('options that are given override those of the challenge', (t) => {
  t.like(input('3d', { rate: 7, expect: [], latency: 0 }), {
    rate: 7,
    expect: [],
    latency: 0,
    'time-limit': 20,
  });
  t.deepEqual(completeOptions(input('3d', { nodes: ['a', 'b'] })).nodes, ['a', 'b']);
  t.is(completeOptions(input('3d', { 'node-count': 3 })).nodes.length, 3);
});

test('challenges are named in any case, several at a time, or all', (t) => {
  t.deepEqual(
    challengesNamed(['3D', '1']).map(({ name }) => name),
    ['3d', '1'],
  );
  t.deepEqual(challengesNamed(['all']), CHALLENGES);
  t.throws(() => challengesNamed(['1', '7']), {
    instanceOf: UsageError,
    message: /^challenge: expected all, or some of 1, 2, 3a, .*6c, got "7"$/,
  });
});

const SIM: TestInput = { runtime: 'sim', seed: 1 };

async function run(name: string, given: TestInput = {}): Promise<[TestInput, TestRun]> {
  const made = input(name, { ...SIM, ...given });
  return [made, await runTest(made, { store: false })];
}

test('each target has a line: what is asked, what came, and whether it is met', async (t) => {
  const [made, { summary }] = await run('3d');
  const targets = targetsOf(made, summary);
  t.deepEqual(
    targets.map(({ what, target }) => [what, target]),
    [
      ['broadcast check', 'valid'],
      ['each operation', 'ok once'],
      ['nodes that died', 'none'],
      ['msgs-per-op', '< 30'],
      ['stable-p50', '< 400 ms'],
      ['stable-max', '< 600 ms'],
    ],
  );
  t.true(targets.every(({ met }) => met === true));
  t.regex(targets[4]?.result ?? '', /^\d+ ms$/);
});

test('a target that is not met says so', async (t) => {
  const [made, { summary }] = await run('3d', {
    'time-limit': 5,
    expect: ['msgs-per-op<0.01', 'lost-count=0'],
  });
  const [, , , perOp, lost] = targetsOf(made, summary);
  t.like(perOp, { what: 'msgs-per-op', target: '< 0.01', met: false });
  t.deepEqual(lost, { what: 'lost-count', target: '= 0', result: '0', met: true });
});

test('a check that fails, and availability, are targets too', async (t) => {
  const [made, { summary }] = await run('2', {
    'time-limit': 1,
    bin: programFile('duplicate-ids.js'),
  });
  const targets = targetsOf(made, summary);
  t.deepEqual(targets.slice(0, 2), [
    { what: 'unique-ids check', target: 'valid', result: 'invalid', met: false },
    { what: 'availability', target: 'total', result: '1', met: true },
  ]);
});

test('a run that is bad for another reason has a line for that', async (t) => {
  const [made, { summary }] = await run('1', { 'time-limit': 1 });
  t.is(targetsOf(made, { ...summary, valid: false }).at(-1)?.what, 'the run');
  t.like(targetsOf(made, { ...summary, valid: false, crashed: ['n0'] }).at(-1), {
    what: 'nodes that died',
    result: 'n0',
    met: false,
  });
});

test('an operation that never succeeded is told by name, unless it never can', async (t) => {
  const [made, { options, results }] = await run('1', { 'time-limit': 1 });
  const shown = (valid: boolean, f: string): unknown =>
    targetsOf(made, summaryOf({ ...results, stats: { ...neverSucceeded(f), valid } }, options))[1];
  t.like(shown(false, 'cas'), { what: 'each operation', result: 'never: cas', met: false });
  t.like(shown(true, 'crash'), { what: 'each operation', result: 'ok', met: true });
});
