/** The bare limits of broadcast: the figures for 25 nodes, 100 operations a second, 100 ms, and what holds in general. */

import test from 'ava';
import * as fc from 'fast-check';
import { broadcastLimit } from '../../../harness/sweep/limit.js';

const KNOWN = { nodes: 25, rate: 100, latencyMs: 100 };

for (const [worstMs, perOp] of [
  [99, Infinity],
  [100, 12],
  [150, 10.91],
  [200, 10],
  [250, 3.91],
  [300, 2.48],
  [400, 1.57],
  [700, 0.78],
  [1200, 0.45],
  [2000, 0.26],
] as const) {
  test(`within ${worstMs} ms broadcast costs ${perOp} at least`, (t) => {
    t.is(Number(broadcastLimit(KNOWN, worstMs).toFixed(2)), perOp);
  });
}

test('more time never costs more, and more nodes never less', (t) => {
  const nodes = fc.integer({ min: 2, max: 200 });
  const rate = fc.integer({ min: 1, max: 1000 });
  fc.assert(
    fc.property(
      nodes,
      rate,
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 0, max: 5000 }),
      (n, r, latencyMs, ms) => {
        const worst = latencyMs + ms;
        const limit = broadcastLimit({ nodes: n, rate: r, latencyMs }, worst);
        t.true(limit > 0 && limit <= (n - 1) / 2);
        t.true(broadcastLimit({ nodes: n, rate: r, latencyMs }, worst + 10) <= limit + 1e-12);
        t.true(broadcastLimit({ nodes: n + 1, rate: r, latencyMs }, worst) >= limit - 1e-12);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});
