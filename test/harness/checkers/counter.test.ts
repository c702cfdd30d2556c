/** The counter checker: which final reads the adds allow. The first three tests are those of Maelstrom's own suite. */

import * as fc from 'fast-check';
import test from 'ava';
import { counter } from '../../../harness/checkers/index.js';
import type { History, OperationType } from '../../../harness/operations/history.js';
import { history, type Row } from './operations.js';

const add = (type: OperationType, delta: unknown): Row => [0, type, 'add', delta];
const final = (value: unknown, type: OperationType = 'ok'): Row => [
  1,
  type,
  'read',
  value,
  { 'final?': true },
];

test('nothing happened: valid, and the sum is 0', (t) => {
  t.deepEqual(counter([]), { valid: true, errors: null, 'final-reads': [], acceptable: [[0, 0]] });
});

test('adds that succeeded count', (t) => {
  const all = history(add('ok', 2), add('ok', 3), final(5), final(4));
  t.deepEqual(counter(all), {
    valid: false,
    errors: [all[3]],
    'final-reads': [5, 4],
    acceptable: [[5, 5]],
  });
});

test('adds that ended unknown may count or not', (t) => {
  const all = history(add('ok', 10), add('info', 5), add('info', -1), add('info', -1), final(11), final(15));
  t.deepEqual(counter(all), {
    valid: false,
    errors: [all[4]],
    'final-reads': [11, 15],
    acceptable: [
      [8, 10],
      [13, 15],
    ],
  });
});

test('adds that failed, were never completed, or are the doing of the nemesis do not count', (t) => {
  const all = history(add('invoke', 1), add('fail', 2), ['nemesis', 'info', 'add', 4], final(0));
  t.deepEqual(counter(all).valid, true);
  t.deepEqual(counter(all)['acceptable'], [[0, 0]]);
});

test('only reads that succeeded and are marked as final are judged', (t) => {
  const other: Row[] = [
    [1, 'ok', 'read', 7],
    [1, 'ok', 'read', 7, { 'final?': false }],
    [1, 'ok', 'look', 7, { 'final?': true }],
  ];
  const all = history(...other, final(7, 'invoke'), final(7, 'fail'), final(7, 'info'), final(0));
  t.deepEqual(counter(all), { valid: true, errors: null, 'final-reads': [0], acceptable: [[0, 0]] });
});

for (const value of [null, '5', 4.5, [5], NaN]) {
  test(`a final read of ${typeof value} ${String(value)} is an error`, (t) => {
    t.false(counter(history(add('ok', 5), add('info', -2), add('info', -1), final(value))).valid);
  });
}

test('intervals next to each other are one, those with a gap of one number are two', (t) => {
  t.deepEqual(counter(history(add('info', 1)))['acceptable'], [[0, 1]]);
  t.deepEqual(counter(history(add('info', 2)))['acceptable'], [
    [0, 0],
    [2, 2],
  ]);
  t.deepEqual(counter(history(add('info', -2), add('info', 5), add('info', 1)))['acceptable'], [
    [-2, 1],
    [3, 6],
  ]);
});

test('a read is valid where it is the sum of the adds that succeeded and of some that are unknown', (t) => {
  const deltas = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: -6, max: 6 })), { maxLength: 8 });
  fc.assert(
    fc.property(deltas, (adds) => {
      let sums = new Set([0]);
      for (const [known, delta] of adds) {
        const shifted = [...sums].map((sum) => sum + delta);
        sums = new Set(known ? shifted : [...sums, ...shifted]);
      }
      const rows = adds.map(([known, delta]) => add(known ? 'ok' : 'info', delta));
      const { acceptable } = counter(history(...rows));
      const allowed = (acceptable as [number, number][]).flatMap(([low, high]) =>
        Array.from({ length: high - low + 1 }, (_, i) => low + i),
      );
      t.deepEqual(
        allowed,
        [...sums].toSorted((a, b) => a - b),
      );
      for (let value = -50; value <= 50; value++)
        if (counter(history(...rows, final(value))).valid !== sums.has(value)) return false;
      return true;
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('where the unknown adds allow too many sums to be listed, the verdict is unknown', (t) => {
  const all = Array.from({ length: 25 }, (_, i) => add('info', 3 ** (i + 1)));
  t.deepEqual(counter(history(...all)), {
    valid: 'unknown',
    error: 'the adds that ended unknown allow over 100000 intervals',
  });
});

test('sums past 2^53 are exact, in the verdict and in the figures', (t) => {
  const large = 9007199254740993n;
  const reading = (sum: bigint): History =>
    history(
      [0, 'invoke', 'add', large],
      [0, 'ok', 'add', large],
      [1, 'invoke', 'add', 7],
      [1, 'info', 'add', 7],
      [0, 'invoke', 'read', null, { 'final?': true }],
      [0, 'ok', 'read', sum, { 'final?': true }],
    );
  for (const [sum, valid] of [
    [large, true],
    [large - 1n, false],
    [large + 7n, true],
    [large + 6n, false],
  ] as const)
    t.like(counter(reading(sum)), {
      valid,
      acceptable: [
        [large, large],
        [large + 7n, large + 7n],
      ],
    });
});

test('an add of what is no whole number leaves nothing to be said', (t) => {
  for (const value of ['x', 2.5, null]) {
    const { valid, error } = counter(history([0, 'invoke', 'add', value], [0, 'ok', 'add', value]));
    t.is(valid, 'unknown');
    t.is(error, `operation 1 adds ${JSON.stringify(value)}: expected a whole number`);
  }
});

test('an add of what is no whole number does not matter if it failed or has no completion', (t) => {
  const { valid, acceptable } = counter(
    history(
      [0, 'invoke', 'add', null],
      [0, 'fail', 'add', null],
      [1, 'invoke', 'add', 2.5],
      [2, 'invoke', 'read', null, { 'final?': true }],
      [2, 'ok', 'read', 0, { 'final?': true }],
    ),
  );
  t.true(valid);
  t.deepEqual(acceptable, [[0, 0]]);
});
