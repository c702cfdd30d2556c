/** Fronts: what they hold and what they leave out; and where they bend. */

import test from 'ava';
import * as fc from 'fast-check';
import { byBend, type Costs, paretoFront } from '../../../harness/sweep/pareto.js';

const cost = fc.record({ x: fc.integer({ min: 0, max: 12 }), y: fc.integer({ min: 0, max: 12 }) });
const beats = (a: Costs, b: Costs): boolean => a.x <= b.x && a.y <= b.y && (a.x < b.x || a.y < b.y);

test('a point is on the front if and only if no other dominates it', (t) => {
  fc.assert(
    fc.property(fc.array(cost, { maxLength: 40 }), (points) => {
      const front = new Set(paretoFront(points));
      for (const point of points) t.is(front.has(point), !points.some((other) => beats(other, point)));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('a front runs by rising x', (t) => {
  const front = paretoFront([
    { x: 3, y: 1 },
    { x: 1, y: 3 },
    { x: 2, y: 2 },
    { x: 2, y: 3 },
  ]);
  t.deepEqual(front, [
    { x: 1, y: 3 },
    { x: 2, y: 2 },
    { x: 3, y: 1 },
  ]);
});

test('what has no number is on no front', (t) => {
  t.deepEqual(
    paretoFront([
      { x: NaN, y: 1 },
      { x: 1, y: Infinity },
    ]),
    [],
  );
});

test('a front bends where both costs are far below what the other end pays', (t) => {
  const front = [
    { x: 1, y: 1000 },
    { x: 2, y: 500 },
    { x: 3, y: 20 },
    { x: 50, y: 15 },
    { x: 100, y: 10 },
  ];
  t.deepEqual(byBend(front)[0], { x: 3, y: 20 });
});

test('the units of the costs do not move the bend', (t) => {
  const positive = fc.record({ x: fc.integer({ min: 1, max: 1000 }), y: fc.integer({ min: 1, max: 1000 }) });
  fc.assert(
    fc.property(fc.array(positive, { minLength: 3, maxLength: 12 }), (points) => {
      const front = paretoFront(points);
      const scaled = front.map(({ x, y }) => ({ x: x * 1024, y: y / 64 }));
      const places = (costs: readonly Costs[]): number => costs.indexOf(byBend(costs)[0] as Costs);
      t.is(places(front), places(scaled));
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('a cost of nothing and a front of one point have their place too', (t) => {
  t.deepEqual(byBend([{ x: 0, y: 5 }]), [{ x: 0, y: 5 }]);
  t.is(
    byBend([
      { x: 0, y: 50 },
      { x: 0.01, y: 1 },
      { x: 9, y: 0 },
    ]).length,
    3,
  );
});
