/** Scales: every value has its place, and ticks are round numbers. */

import test from 'ava';
import * as fc from 'fast-check';
import { linearTicks, logTicks, scale } from '../../../harness/picture/scale.js';

for (const [low, high, ticks] of [
  [0, 10, [0, 2, 4, 6, 8, 10]],
  [0.1, 0.42, [0.1, 0.2, 0.3, 0.4]],
  [-5, 5, [-4, -2, 0, 2, 4]],
] as const) {
  test(`from ${low} to ${high} the ticks are ${ticks.join(' ')}`, (t) =>
    t.deepEqual(linearTicks(low, high), [...ticks]));
}

for (const [low, high, ticks] of [
  [0.5, 30, [0.5, 1, 2, 5, 10, 20]],
  [90, 2600, [100, 200, 500, 1000, 2000]],
  [0.001, 5000, [0.001, 0.01, 0.1, 1, 10, 100, 1000]],
] as const) {
  test(`from ${low} to ${high} the logarithmic ticks are ${ticks.join(' ')}`, (t) =>
    t.deepEqual(logTicks(low, high), [...ticks]));
}

test('every value has its place between the ends, and greater ones come later', (t) => {
  const values = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, fc.boolean(), (all, log) => {
      const { at, ticks } = scale(all, log, 50, 500);
      const sorted = all.toSorted((a, b) => a - b).map(at);
      for (const [i, pixel] of sorted.entries()) {
        t.true(pixel >= 50 - 1e-6 && pixel <= 500 + 1e-6);
        t.true(pixel >= (sorted[i - 1] ?? 0) - 1e-9);
      }
      t.true(ticks.length >= 1 && ticks.length <= 13, ticks.join());
      for (const tick of ticks) t.true(at(tick) > 49 && at(tick) < 501);
    }),
    { seed: 1, numRuns: 300 },
  );
});
