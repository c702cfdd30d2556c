/** The random transactions of the transactional workloads: lengths, keys, values. */

import test from 'ava';
import * as fc from 'fast-check';
import { type TransactionOptions, transactions } from '../../../harness/workloads/transactions.js';
import { Random } from '../../../node/index.js';

const DEFAULTS: TransactionOptions = { 'key-count': 10, 'max-txn-length': 4, 'max-writes-per-key': 16 };

function draw(count: number, options: Partial<TransactionOptions> = {}, seed = 1) {
  const next = transactions(new Random(seed), { ...DEFAULTS, ...options }, 'append');
  return Array.from({ length: count }, next);
}

function share<T>(items: readonly T[], which: (item: T) => boolean): number {
  return items.filter(which).length / items.length;
}

function near(value: number, expected: number): boolean {
  return Math.abs(value - expected) < 0.03;
}

test('lengths from 1 to the greatest are equally likely, and so are reads and writes', (t) => {
  const all = draw(4000);
  for (const length of [1, 2, 3, 4])
    t.true(
      near(
        share(all, (txn) => txn.length === length),
        0.25,
      ),
    );
  t.true(
    near(
      share(all.flat(), ([f]) => f === 'r'),
      0.5,
    ),
  );
  t.true(all.flat().every(([f, , value]) => (f === 'r' ? value === null : f === 'append' && value !== null)));
});

test('each slot is twice as likely as the one before', (t) => {
  const keys = draw(8000, { 'max-writes-per-key': 1e9 })
    .flat()
    .map(([, key]) => key);
  t.is(new Set(keys).size, 10);
  for (const [key, expected] of [
    [9, 512 / 1023],
    [8, 256 / 1023],
    [7, 128 / 1023],
    [0, 1 / 1023],
  ] as const)
    t.true(
      near(
        share(keys, (each) => each === key),
        expected,
      ),
    );
});

test('one key is always the key, and a great pool is no problem', (t) => {
  t.true(
    draw(500, { 'key-count': 1, 'max-writes-per-key': 1e9 })
      .flat()
      .every(([, key]) => key === 0),
  );
  const keys = draw(500, { 'key-count': 5000 })
    .flat()
    .map(([, key]) => key);
  t.true(keys.every((key) => Number.isInteger(key) && key > 4950));
});

test('the values of a key are 1, 2, 3, ... up to the limit; then the next unused key takes its place', (t) => {
  const next = new Map<number, number>();
  let greatest = 1;
  for (const [f, key, value] of draw(3000, { 'key-count': 2, 'max-writes-per-key': 3 }).flat()) {
    if (f === 'r') t.true(key <= greatest);
    else {
      t.is(value, next.get(key) ?? 1);
      next.set(key, Number(value) + 1);
      t.true(Number(value) <= 3);
      t.true(key <= greatest + 1);
      greatest = Math.max(greatest, key);
    }
  }
  t.true(greatest > 500);
});

test('keys in use are never more than asked for', (t) => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 4 }),
      (seed, count, writes) => {
        const used = new Map<number, number>();
        const options = { 'key-count': count, 'max-writes-per-key': writes };
        for (const [f, key] of draw(100, options, seed).flat()) {
          // A used-up key is left by the next write that would go there, so reads may still see it.
          if (f !== 'r') used.set(key, (used.get(key) ?? 0) + 1);
          const open = [...used.values()].filter((each) => each < writes).length;
          t.true(open <= count);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('a seed repeats itself; with a greatest length of 1 each transaction is one micro-operation', (t) => {
  t.deepEqual(draw(50), draw(50));
  t.notDeepEqual(draw(50), draw(50, {}, 2));
  t.true(draw(200, { 'max-txn-length': 1 }).every(({ length }) => length === 1));
});
