/** A run from options to verdict, simulated: what it counts and says, in the figures of Maelstrom. */

import path from 'node:path';
import test from 'ava';
import type { Results } from '../../../harness/verdict/analysis.js';
import { pairs } from '../../../harness/operations/history.js';
import type { TestInput } from '../../../harness/options/schema.js';
import type { Phase } from '../../../harness/run/play.js';
import { runTest, type TestRun } from '../../../harness/run/run-test.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { SECOND } from '../../../node/index.js';
import type { Trouble } from '../../../router/index.js';
import { folder, write } from '../folder.js';

function run(input: TestInput): Promise<TestRun> {
  return runTest({ runtime: 'sim', seed: 1, 'time-limit': 5, rate: 20, ...input }, { store: false });
}

function figure(results: Results, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], results);
}

function operations({ history }: TestRun): number {
  return pairs(history).length;
}

test('results hold what those of Maelstrom hold, under its names, and what only Eddy has', async (t) => {
  const { results } = await run({
    workload: 'broadcast',
    nemesis: ['partition'],
    expect: ['msgs-per-op<30'],
  });
  t.deepEqual(Object.keys(results), [
    'valid',
    'workload',
    'stats',
    'availability',
    'exceptions',
    'net',
    'thresholds',
    'faults',
    'diagnostics',
    'seed',
    'runtime',
    'recovery',
    'gossip',
    'observers',
  ]);
  t.like(results, { valid: true, seed: 1, runtime: 'sim', diagnostics: [] });
  t.deepEqual(Object.keys(results.net), ['valid', 'all', 'clients', 'servers']);
  t.deepEqual(Object.keys(results.stats), ['valid', 'count', 'ok-count', 'fail-count', 'info-count', 'by-f']);
});

test('echo, 1 node, k operations: 2k + 2 messages, none between servers', async (t) => {
  const done = await run({ workload: 'echo', 'node-count': 1 });
  const k = operations(done);
  t.true(k > 50);
  const zero = { 'send-count': 0, 'recv-count': 0, 'msg-count': 0 };
  const all = { 'send-count': 2 * k + 2, 'recv-count': 2 * k + 2, 'msg-count': 2 * k + 2 };
  t.like(done.results, { net: { all, clients: all, servers: { ...zero, 'msgs-per-op': 0 } } });
});

for (const nodes of [1, 5]) {
  test(`broadcast, ${nodes} nodes, k operations: 2k + ${4 * nodes} messages with clients`, async (t) => {
    const done = await run({ workload: 'broadcast', 'node-count': nodes });
    t.like(done.results, { net: { clients: { 'msg-count': 2 * operations(done) + 4 * nodes } } });
  });
}

test('what nodes say of their gossip is what the router counted', async (t) => {
  const { results } = await run({ workload: 'broadcast', nemesis: ['partition'], 'nemesis-interval': 1 });
  const { 'gossip-messages-sent': told = NaN, 'counted-by-router': counted = NaN } = results.gossip ?? {};
  t.is(told, counted);
  t.is(counted, Number(figure(results, 'net', 'servers', 'send-count')));
  t.true(counted > 10);
});

test('without operations there is no msgs-per-op', async (t) => {
  const { results } = await run({ workload: 'echo', rate: 0 });
  t.false('msgs-per-op' in (results.net['servers'] as object));
});

test('broadcast at rate 0: only the final reads, and the verdict is unknown', async (t) => {
  const { results, history } = await run({ workload: 'broadcast', rate: 0, 'node-count': 3 });
  t.is(results.valid, 'unknown');
  t.deepEqual(
    pairs(history).map(({ invoke }) => [invoke.f, invoke['final?']]),
    [1, 2, 3].map(() => ['read', true]),
  );
  t.true(history.every(({ time }) => time >= 5 * SECOND));
});

test('the rate is that of all workers together, and the load ends with the time limit', async (t) => {
  const done = await run({ workload: 'echo', rate: 100, 'time-limit': 20, concurrency: '3n' });
  const k = operations(done);
  t.true(k > 1850 && k < 2150, String(k));
  t.true(done.history.every(({ time }) => time < 20 * SECOND));
});

test('the first partition comes at the very beginning, and the last is healed', async (t) => {
  const { history, results } = await run({
    workload: 'broadcast',
    nemesis: ['partition'],
    'nemesis-interval': 2,
  });
  const nemesis = history.filter(({ process }) => process === 'nemesis');
  t.true((nemesis[0]?.time ?? NaN) < SECOND / 1000);
  t.is(nemesis.at(-1)?.value, 'network-healed');
  t.true(results.faults.length > 1 && results.faults.every(({ to }) => to !== undefined));
});

test('faults at their times, undone at the end, are told as spans', async (t) => {
  const { results } = await run({
    workload: 'broadcast',
    latency: 5,
    'node-count': 3,
    faults: [
      { at: 1, do: 'partition n0 | n1,n2' },
      { at: 2, do: 'heal' },
      { at: 1.5, do: 'latency 50 uniform' },
      { at: 3, do: 'pause n0' },
      { at: 4, do: 'kill n1' },
    ],
  });
  t.deepEqual(
    results.faults.map(({ fault, text, from, to }) => [
      fault,
      text,
      from,
      to === undefined ? 'open' : Math.round(to),
    ]),
    [
      ['partition', 'n0 | n1 n2', 1, 2],
      // The load is over when its last request has timed out.
      ['latency', '50 uniform', 1.5, 9],
      ['pause', 'n0', 3, 9],
      ['kill', 'n1', 4, 9],
    ],
  );
});

test('an availability that is not met, a demand that is not met and an f that never succeeds are invalid', async (t) => {
  const bin = write(
    path.join(folder(), 'flaky.mjs'),
    `export default (node) => {
      let count = 0;
      node.handle('echo', {}, ({ echo }) => (count++ === 0 ? new Promise(() => {}) : { echo }));
    };`,
  );
  const flaky = { workload: 'echo', bin, 'node-count': 1, 'time-limit': 8 } as const;
  t.true((await run(flaky)).results.valid);
  const total = (await run({ ...flaky, availability: 'total' })).results;
  t.like(total, { valid: false, availability: { valid: false } });
  t.true(Number(total.availability['ok-fraction']) > 0.9);
  t.true((await run({ ...flaky, availability: 0.9 })).results.valid);
  const demand = (await run({ ...flaky, expect: ['availability>=1'] })).results;
  t.like(demand, { valid: false, workload: { valid: true }, thresholds: [{ valid: false }] });
  const never = (await run({ ...flaky, 'time-limit': 0.01 })).results;
  t.like(never, { valid: false, stats: { valid: false }, workload: { valid: true } });
});

test('what a node sends to nobody is counted with the node, and makes a strict run invalid', async (t) => {
  const bin = write(
    path.join(folder(), 'lost.mjs'),
    `export default (node) => {
      node.handle('echo', {}, ({ echo }) => (node.send('n99', { type: 'hello' }), { echo }));
    };`,
  );
  const loose = await run({ workload: 'echo', bin, 'node-count': 1 });
  t.true(loose.results.valid);
  t.like(loose.results.diagnostics, [{ node: 'n0', kind: 'unknown-dest', count: operations(loose) }]);
  const troubles: Trouble[] = [];
  const strict = await runTest(
    {
      workload: 'echo',
      bin,
      'node-count': 1,
      runtime: 'sim',
      seed: 1,
      rate: 20,
      'time-limit': 5,
      strict: true,
    },
    { store: false, listener: { trouble: (trouble) => troubles.push(trouble) } },
  );
  t.false(strict.results.valid);
  t.is(troubles.length, 1);
});

test('whoever watches a run sees its phases in order, and every operation', async (t) => {
  const phases: Phase[] = [];
  const seen: number[] = [];
  const { history } = await runTest(
    { workload: 'broadcast', runtime: 'sim', rate: 20, 'time-limit': 1 },
    {
      store: false,
      listener: { phase: (phase) => phases.push(phase), operation: ({ index }) => seen.push(index) },
    },
  );
  t.deepEqual(phases, ['starting', 'running', 'healing', 'recovering', 'final', 'stopping', 'checking']);
  t.deepEqual(
    seen,
    history.map(({ index }) => index),
  );
});

test('a workload that does not exist is told with those that do', async (t) => {
  // @ts-expect-error: the compiler knows the names.
  await t.throwsAsync(run({ workload: 'ecco' }), {
    instanceOf: UsageError,
    message: /^workload: expected one of .*broadcast.*echo.*unique-ids, got "ecco"; did you mean echo\?$/,
  });
});
