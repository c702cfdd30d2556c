/** Counting over time: nothing is lost or counted twice, in wide windows and in narrow ones. */

import test from 'ava';
import * as fc from 'fast-check';
import { Counts } from '../../../harness/picture/counts.js';

test('over the whole range the spans of all categories hold everything that counts', (t) => {
  const rows = fc.array(fc.record({ time: fc.nat(9999), category: fc.integer({ min: -1, max: 3 }) }));
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 300 }), (unsorted, spans) => {
      const all = unsorted.toSorted((a, b) => a.time - b.time);
      const counts = new Counts(
        all.map(({ time }) => time),
        (row) => all[row]?.category ?? -1,
        { categories: 4, end: 10_000, bins: 64 },
      );
      const table = counts.between(0, 10_000, spans);
      for (let category = 0; category < 4; category++) {
        const expected = all.filter((each) => each.category === category).length;
        let sum = 0;
        for (let span = 0; span < spans; span++) sum += table[category * spans + span] ?? 0;
        t.is(sum, expected);
        t.is(counts.totals()[category], expected);
      }
    }),
    { seed: 1 },
  );
});

test('a narrow window is counted from the things themselves, to its very ends', (t) => {
  const counts = new Counts([10, 11, 12, 500], () => 0, { categories: 1, end: 1000, bins: 4 });
  t.deepEqual([...counts.between(11, 13, 2)], [1, 1]);
  t.deepEqual([...counts.between(13, 14, 2)], [0, 0]);
});
