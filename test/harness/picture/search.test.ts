/** Binary search. */

import test from 'ava';
import * as fc from 'fast-check';
import { firstIndex } from '../../../harness/picture/search.js';

test('the first index that holds is the one that a search from the left finds', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 })),
      fc.integer({ min: -1, max: 31 }),
      (numbers, limit) => {
        const sorted = numbers.toSorted((a, b) => a - b);
        const found = sorted.findIndex((number) => number > limit);
        t.is(
          firstIndex(sorted.length, (i) => (sorted[i] ?? 0) > limit),
          found === -1 ? sorted.length : found,
        );
      },
    ),
  );
});
