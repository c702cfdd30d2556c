/** From a history to a verdict: how the parts make the whole. */

import test from 'ava';
import * as fc from 'fast-check';
import { analyse, type Evidence } from '../../../harness/verdict/analysis.js';
import { NetStatistics, type Result, type Validity } from '../../../harness/checkers/index.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { type Workload, workloadNamed } from '../../../harness/workloads/index.js';
import type { TroubleCount, TroubleKind } from '../../../router/index.js';
import { history } from '../checkers/operations.js';

const GOOD = history([0, 'invoke', 'read'], [0, 'ok', 'read', []]);

/** Evidence in which nothing is wrong, but for what is given. */
function evidence(given: Partial<Evidence> = {}, input: TestInput = {}, checker?: () => Result): Evidence {
  const echo = workloadNamed('echo');
  const workload: Workload = {
    ...echo,
    functions: { read: 'any value' },
    checker: () => checker ?? (() => ({ valid: true })),
  };
  return {
    options: completeOptions(input),
    seed: 7,
    workload,
    history: GOOD,
    net: (operations) => new NetStatistics().result(operations),
    troubles: [],
    faults: [],
    recovery: undefined,
    gossip: undefined,
    interrupted: false,
    observers: [],
    ...given,
  };
}

function trouble(kind: TroubleKind): TroubleCount {
  return { node: 'n1', kind, count: 1, first: [] };
}

test('where nothing is wrong the run is valid, and what there is not is left out', async (t) => {
  const results = await analyse(evidence());
  t.deepEqual(Object.keys(results), [
    'valid',
    'workload',
    'stats',
    'availability',
    'exceptions',
    'net',
    'latency',
    'thresholds',
    'faults',
    'diagnostics',
    'seed',
    'runtime',
  ]);
  t.true(results.valid);
});

test('what there is beside the checkers stands in the results', async (t) => {
  const beside = {
    recovery: { seconds: 1, agreed: true },
    gossip: { 'gossip-messages-sent': 1, 'counted-by-router': 1 },
    faults: [{ fault: 'kill', text: 'n1', from: 1 }],
    observers: ['c7'],
  };
  const results = await analyse(evidence({ ...beside, interrupted: true }));
  t.like(results, { ...beside, interrupted: true, seed: 7 });
});

test('false beats unknown, unknown beats true, whichever part says it', async (t) => {
  const validity = fc.constantFrom<Validity>(true, false, 'unknown');
  await fc.assert(
    fc.asyncProperty(validity, fc.boolean(), fc.boolean(), async (workload, statsGood, demandMet) => {
      const all = statsGood ? GOOD : history([0, 'invoke', 'read'], [0, 'fail', 'read']);
      const expect = [demandMet ? 'lost-count=0' : 'lost-count>0'];
      const { valid } = await analyse(
        evidence({ history: all }, { expect }, () => ({ valid: workload, 'lost-count': 0 })),
      );
      t.is(valid, statsGood && demandMet ? workload : false);
    }),
  );
});

test('a checker that throws makes the run unknown, and costs the others nothing', async (t) => {
  const results = await analyse(
    evidence({}, {}, () => {
      throw new Error('a bug of ours');
    }),
  );
  t.is(results.valid, 'unknown');
  t.regex(String(results.workload['error']), /^Error: a bug of ours\n/);
  t.true(results.stats.valid);
});

for (const kind of ['not-json', 'malformed', 'unknown-src', 'unknown-dest', 'too-long'] as const) {
  test(`a trouble of kind ${kind} is told, and makes a strict run invalid`, async (t) => {
    const troubles = [trouble(kind)];
    t.like(await analyse(evidence({ troubles })), { valid: true, diagnostics: troubles });
    t.like(await analyse(evidence({ troubles }, { strict: true })), { valid: false, diagnostics: troubles });
  });
}

for (const kind of ['crashed', 'overflow'] as const) {
  test(`strict is about lines: a trouble of kind ${kind} is none`, async (t) => {
    const { valid } = await analyse(evidence({ troubles: [trouble(kind)] }, { strict: true }));
    t.true(valid);
  });
}

test('only client invocations count as operations, whatever came of them', async (t) => {
  const all = history(
    [0, 'invoke', 'read'],
    ['nemesis', 'info', 'start-partition'],
    [1, 'invoke', 'read'],
    [0, 'ok', 'read'],
    [1, 'info', 'read'],
    [2, 'invoke', 'read'],
  );
  const counted: number[] = [];
  const net = (operations: number): Result => {
    counted.push(operations);
    return { valid: true };
  };
  await analyse(evidence({ history: all, net }));
  t.deepEqual(counted, [3]);
});
