/** Intervals against published tables, and the laws that they keep. */

import test from 'ava';
import * as fc from 'fast-check';
import { meanOf, median, student975, wilson } from '../../../harness/sweep/statistics.js';

// Any table of Student's t, two-sided 95 %.
for (const [freedom, t975] of [
  [1, 12.7062],
  [2, 4.3027],
  [4, 2.7764],
  [9, 2.2622],
  [10, 2.2281],
  [11, 2.201],
  [15, 2.1314],
  [19, 2.093],
  [30, 2.0423],
  [120, 1.9799],
  [1_000_000, 1.96],
] as const) {
  test(`Student's t has its 97.5th percentile at ${t975} with ${freedom} degrees of freedom`, (t) => {
    t.true(Math.abs(student975(freedom) - t975) < 1.5e-4, String(student975(freedom)));
  });
}

test("a mean has Student's interval", (t) => {
  const { mean, interval } = meanOf([1, 2, 3, 4, 5]);
  t.is(mean, 3);
  // s = 1.5811, half width 2.7764 s / sqrt 5
  t.true(Math.abs((interval?.high ?? 0) - 4.9632) < 1e-3);
  t.true(Math.abs((interval?.low ?? 0) - 1.0368) < 1e-3);
});

test('one value says nothing about others, and none has no mean', (t) => {
  t.deepEqual(meanOf([7]), { mean: 7 });
  t.is(meanOf([]).mean, NaN);
});

// Wilson 1927; the figures as any statistics package gives them.
for (const [successes, trials, low, high] of [
  [20, 20, 0.8389, 1],
  [0, 20, 0, 0.1611],
  [10, 20, 0.2993, 0.7007],
  [5, 10, 0.2366, 0.7634],
  [1, 1, 0.2065, 1],
  [95, 100, 0.8882, 0.9785],
  [0, 0, 0, 1],
] as const) {
  test(`${successes} of ${trials} have Wilson's interval ${low}..${high}`, (t) => {
    const interval = wilson(successes, trials);
    t.true(Math.abs(interval.low - low) < 1e-4, String(interval.low));
    t.true(Math.abs(interval.high - high) < 1e-4, String(interval.high));
  });
}

test("Wilson's interval holds the share, lies within 0..1, and narrows with more trials", (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), (trials, some) => {
      const successes = Math.min(trials, some);
      const { low, high } = wilson(successes, trials);
      t.true(low >= 0 && low <= successes / trials && successes / trials <= high && high <= 1);
      const wider = wilson(successes * 4, trials * 4);
      t.true(wider.high - wider.low < high - low);
    }),
    { seed: 1 },
  );
});

test('a median is in the middle', (t) => {
  t.is(median([5, 1, 10]), 5);
  t.is(median([4, 1, 10, 2]), 3);
  t.is(median([]), NaN);
});
