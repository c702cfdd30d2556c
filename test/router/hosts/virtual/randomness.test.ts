/** Random bytes of a process: a stream of its seed. */

import test from 'ava';
import * as fc from 'fast-check';
import { Random } from '../../../../node/index.js';
import { RandomBytes } from '../../../../router/hosts/virtual/randomness.js';

test('the same seed gives the same bytes, another one others', (t) => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 8, max: 100 }), (seed, length) => {
      const take = (of: number): string => new RandomBytes(new Random(of)).take(length).toString('hex');
      t.is(take(seed), take(seed));
      t.is(take(seed).length, 2 * length);
      t.not(take(seed), take(seed + 1));
    }),
  );
});

test('all values of a byte come up', (t) => {
  t.is(new Set(new RandomBytes(new Random(1)).take(8192)).size, 256);
});
