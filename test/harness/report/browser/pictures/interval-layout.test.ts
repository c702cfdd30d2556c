/** Where operations stand that are drawn as intervals: the order of events is kept whatever the room. */

import test from 'ava';
import * as fc from 'fast-check';
import { pairs } from '../../../../../harness/operations/history.js';
import { intervalLayout, pointsOf } from '../../../../../harness/report/browser/pictures/interval-layout.js';
import { drawn } from '../../../../../harness/report/pictures/drawn-operation.js';
import { arbitraryHistories } from '../../../checkers/linearizability/histories.js';

const HISTORIES = arbitraryHistories({ processes: 4, calls: 8, values: 3 });

test('of two events the earlier one stands further left, and each operation has the width of its label', (t) => {
  fc.assert(
    fc.property(HISTORIES, fc.nat(2000), fc.nat(200), (all, room, label) => {
      const operations = pairs(all).map((call) => drawn(call, 'x'));
      const { placed, width } = intervalLayout(operations, room, () => label);
      const events = operations
        .flatMap(({ index, completion }) => {
          const { from = NaN, to = NaN } = placed.get(index) ?? {};
          t.true(to - from >= label - 1e-6 && from >= 0 && to <= width + 1e-6);
          return [{ at: index, x: from }, ...(completion === undefined ? [] : [{ at: completion, x: to }])];
        })
        .toSorted((a, b) => a.at - b.at);
      for (const [i, { x }] of events.entries()) t.true(i === 0 || x > (events[i - 1]?.x ?? 0));
      t.true(width >= room - 1e-6);
    }),
    { numRuns: 50 },
  );
});

test('points stand in their order, each within its operation', (t) => {
  const operations = [
    { index: 0, completion: 5, place: 2 },
    { index: 1, completion: 2, place: 1 },
    { index: 3, completion: 4, place: 3 },
    { index: 6 },
  ].map((each) => ({ process: each.index, label: '', begin: 0, finish: 1, end: 'ok' as const, ...each }));
  const layout = intervalLayout(operations, 300, () => 20);
  const points = pointsOf(operations, layout);
  t.is(points.size, 3);
  t.true((points.get(1) ?? 0) < (points.get(0) ?? 0) && (points.get(0) ?? 0) < (points.get(3) ?? 0));
  for (const [index, x] of points) {
    const { from = 0, to = 0 } = layout.placed.get(index) ?? {};
    t.true(x > from && x < to);
  }
});
