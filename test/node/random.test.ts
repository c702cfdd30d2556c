/** Seeded streams: repeatable, independent of each other, and fair. */

import test from 'ava';
import * as fc from 'fast-check';
import { Random } from '../../node/index.js';

const LOTS = 20_000;

function draws(random: Random, count = 20): readonly number[] {
  return Array.from({ length: count }, () => random.integer(0, 1_000_000));
}

function counts<T>(draw: () => T): ReadonlyMap<T, number> {
  const all = new Map<T, number>();
  for (let i = 0; i < LOTS; i++) {
    const drawn = draw();
    all.set(drawn, (all.get(drawn) ?? 0) + 1);
  }
  return all;
}

/** Whether so many of `LOTS` are what the probability makes likely: within five standard deviations. */
function isLikely(count: number, probability: number): boolean {
  return Math.abs(count - LOTS * probability) < 5 * Math.sqrt(LOTS * probability * (1 - probability));
}

test('the same seed gives the same stream, another seed another', (t) => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (a, b) => {
      t.deepEqual(draws(new Random(a)), draws(new Random(a)));
      if (a !== b) t.notDeepEqual(draws(new Random(a)), draws(new Random(b)));
    }),
  );
});

test('a seed is folded into 32 bits', (t) => {
  t.deepEqual(draws(new Random(5 + 2 ** 32)), draws(new Random(5)));
  t.deepEqual(draws(new Random(5.7)), draws(new Random(5)));
  t.deepEqual(draws(new Random(2 ** 32 - 1)), draws(new Random(-1)));
});

test('a fork depends on the seed and the label alone, however much was drawn before', (t) => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.nat(50), (seed, label, drawn) => {
      const late = new Random(seed);
      draws(late, drawn);
      late.fork('another').shuffle([1, 2, 3]);
      t.deepEqual(draws(late.fork(label)), draws(new Random(seed).fork(label)));
    }),
  );
});

test('forking draws nothing', (t) => {
  const random = new Random(1);
  random.fork('a').fork('b').fraction();
  t.deepEqual(draws(random), draws(new Random(1)));
});

test('forks under different labels, and of different seeds, are different streams', (t) => {
  const labels = [
    '',
    'a',
    'b',
    'ab',
    'ba',
    'link n1->n2',
    'link n2->n1',
    'node n1 start 0',
    'node n1 start 1',
  ];
  const streams = [0, 1, -1, 2 ** 31].flatMap((seed) =>
    labels.map((label) => draws(new Random(seed).fork(label)).join()),
  );
  t.is(new Set(streams).size, streams.length);
});

test('the streams of many forks do not resemble each other', (t) => {
  const parent = new Random(1);
  let ones = 0;
  for (let i = 0; i < LOTS; i++) ones += parent.fork(`link ${i}`).integer(0, 1);
  t.true(isLikely(ones, 1 / 2));
});

test('integers are as likely each, both ends included', (t) => {
  const random = new Random(7);
  const all = counts(() => random.integer(-2, 4));
  t.deepEqual(
    [...all.keys()].toSorted((a, b) => a - b),
    [-2, -1, 0, 1, 2, 3, 4],
  );
  for (const count of all.values()) t.true(isLikely(count, 1 / 7));
  t.is(random.integer(3, 3), 3);
});

test('fractions are spread evenly from 0 to below 1', (t) => {
  const random = new Random(7);
  const tenths = counts(() => {
    const fraction = random.fraction();
    t.true(fraction >= 0 && fraction < 1);
    return Math.floor(fraction * 10);
  });
  for (let tenth = 0; tenth < 10; tenth++) t.true(isLikely(tenths.get(tenth) ?? 0, 1 / 10));
});

test('a chance comes true as often as it says', (t) => {
  const random = new Random(7);
  t.is(counts(() => random.chance(0)).get(false), LOTS);
  t.is(counts(() => random.chance(1)).get(true), LOTS);
  t.true(isLikely(counts(() => random.chance(0.2)).get(true) ?? 0, 0.2));
});

test('exponential draws are never negative, and above the mean as often as they should be', (t) => {
  const random = new Random(7);
  let sum = 0;
  let above = 0;
  for (let i = 0; i < LOTS; i++) {
    const drawn = random.exponential(100);
    t.true(drawn >= 0 && Number.isFinite(drawn));
    sum += drawn;
    if (drawn > 100) above++;
  }
  // The mean of so many has a standard deviation of 100 / sqrt(LOTS).
  t.true(Math.abs(sum / LOTS - 100) < 500 / Math.sqrt(LOTS));
  t.true(isLikely(above, Math.exp(-1)));
});

test('each element is as likely to be picked', (t) => {
  const random = new Random(7);
  const all = counts(() => random.pick(['a', 'b', 'c']));
  for (const item of ['a', 'b', 'c']) t.true(isLikely(all.get(item) ?? 0, 1 / 3));
  t.throws(() => random.pick([]), { instanceOf: RangeError, message: 'cannot pick from an empty list' });
});

test('a shuffle is a permutation, and leaves its list alone', (t) => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.integer()), (seed, items) => {
      const before = [...items];
      const shuffled = new Random(seed).shuffle(items);
      t.deepEqual(items, before);
      t.deepEqual(
        shuffled.toSorted((a, b) => a - b),
        items.toSorted((a, b) => a - b),
      );
    }),
  );
});

test('every order of a shuffle is as likely', (t) => {
  const random = new Random(7);
  const orders = counts(() => random.shuffle([1, 2, 3, 4]).join(''));
  t.is(orders.size, 24);
  for (const count of orders.values()) t.true(isLikely(count, 1 / 24));
});
