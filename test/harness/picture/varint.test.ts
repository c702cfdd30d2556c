/** Packed numbers come out as they went in, and small ones take one byte. */

import test from 'ava';
import * as fc from 'fast-check';
import { differences, packNumbers, sums, unpackNumbers } from '../../../harness/picture/varint.js';

test('numbers up to 2^53 - 1 survive packing', (t) => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat()), (numbers) => {
      t.deepEqual([...unpackNumbers(packNumbers(numbers), new Float64Array(numbers.length))], numbers);
    }),
    { seed: 1 },
  );
});

test('numbers below 128 take a byte each, 2^53 - 1 takes eight', (t) => {
  t.is(packNumbers([0, 1, 127]).length, 3);
  t.is(packNumbers([128]).length, 2);
  t.is(packNumbers([Number.MAX_SAFE_INTEGER]).length, 8);
});

test('whole numbers survive being kept as differences, in whatever order', (t) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(2 ** 50), max: 2 ** 50 })), (numbers) => {
      const packed = packNumbers(differences(numbers));
      t.deepEqual([...sums(unpackNumbers(packed, new Float64Array(numbers.length)))], numbers);
    }),
    { seed: 1 },
  );
});

test('times in order take no more than their steps do', (t) => {
  const times = Array.from({ length: 1000 }, (_, i) => 1e12 + i * 50);
  t.true(packNumbers(differences(times)).length <= 1006);
});
