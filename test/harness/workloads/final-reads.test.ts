/** The final reads of the transactional workloads: which keys, how many at a time, and for how long. */

import test from 'ava';
import * as fc from 'fast-check';
import type { Context, Generator } from '../../../harness/operations/generator.js';
import type { Operation } from '../../../harness/operations/history.js';
import { finalReads, UsedKeys } from '../../../harness/workloads/final-reads.js';
import { SECOND } from '../../../node/index.js';

function txn(type: Operation['type'], ...keys: readonly number[]): Operation {
  const value = keys.map((key, i) => (i % 2 === 0 ? ['r', key, null] : ['w', key, 1]));
  return { index: 0, time: 0, type, process: 0, f: 'txn', value };
}

/** The transactions that it gives out, until it is done. */
function all(generator: Generator, context: Context = { now: 0, free: [0] }): unknown[][][] {
  const values: unknown[][][] = [];
  for (let answer = generator.next(context); answer.kind === 'operation'; answer = generator.next(context))
    values.push(answer.draft.value as unknown[][]);
  return values;
}

test('each key that was used is read once, oldest first, in batches of at most that many', (t) => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(40))), fc.integer({ min: 1, max: 8 }), (txns, batch) => {
      const used = new UsedKeys();
      for (const keys of txns) used.learn(txn('invoke', ...keys));
      const reads = all(finalReads(used, batch));
      const keys = [...new Set(txns.flat())].toSorted((a, b) => a - b);
      t.deepEqual(
        reads.flat(),
        keys.map((key) => ['r', key, null]),
      );
      t.is(reads.length, Math.ceil(keys.length / batch));
      t.true(reads.every(({ length }) => length <= batch));
    }),
  );
});

test('keys that are used after it was made and before it is asked are read too', (t) => {
  const used = new UsedKeys();
  const reads = finalReads(used, 4);
  used.learn(txn('invoke', 3));
  t.deepEqual(all(reads), [[['r', 3, null]]]);
});

test('what a node answers, and other operations, add no keys', (t) => {
  const used = new UsedKeys();
  used.learn(txn('ok', 1));
  used.learn({ ...txn('invoke', 2), f: 'start', process: 'nemesis' });
  t.deepEqual(used.all, []);
  t.deepEqual(finalReads(used, 4).next({ now: 0, free: [0] }), { kind: 'done' });
});

test('after ten seconds no further batch is asked for', (t) => {
  const used = new UsedKeys();
  used.learn(txn('invoke', 1, 2, 3));
  const reads = finalReads(used, 1);
  const kinds = [5, 14.999, 15].map((seconds) => reads.next({ now: seconds * SECOND, free: [0] }).kind);
  t.deepEqual(kinds, ['operation', 'operation', 'done']);
});
