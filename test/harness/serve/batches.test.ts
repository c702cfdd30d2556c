import test from 'ava';
import { batchesOf } from '../../../harness/serve/batches.js';
import { Listing } from '../../../harness/serve/listing.js';
import { testKey } from '../../../harness/serve/test-key.js';
import { type MadeUp, RESULTS, storeOf, TEST } from './made-up-store.js';

const at = (second: number, rest: MadeUp = {}): MadeUp => ({
  time: `20260101T1200${String(second).padStart(2, '0')}.000+0000`,
  results: RESULTS,
  ...rest,
});

async function batchesIn(...runs: readonly MadeUp[]): Promise<readonly (readonly [string, number])[]> {
  const { runs: listed } = await new Listing(storeOf(...runs), () => 0).read();
  return batchesOf(listed).map(({ key, runs: each }) => [key, each.length]);
}

test('runs that differ in their seed alone are one batch, named by its first run', async (t) => {
  const runs = [1, 2, 3].map((seed) => at(seed, { test: { ...TEST, seed } }));
  t.deepEqual(await batchesIn(...runs), [['broadcast/20260101T120001.000+0000', 3]]);
});

test('another test of the workload between them ends a batch, and one of another workload does not', async (t) => {
  const other = at(3, { test: { ...TEST, rate: 99 } });
  t.deepEqual(await batchesIn(at(1), at(2), other, at(4)), [['broadcast/20260101T120001.000+0000', 2]]);
  const echo = at(3, { workload: 'echo' });
  t.deepEqual(await batchesIn(at(1), at(2), echo, at(4)), [['broadcast/20260101T120001.000+0000', 3]]);
});

test('runs whose options are not known are in no batch', async (t) => {
  t.deepEqual(await batchesIn(at(1, { test: undefined }), at(2, { test: '{' })), []);
});

test('options that are nested deeper than the stack are in no batch', (t) => {
  let deep: unknown = 0;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  t.is(testKey({ configure: deep }), '');
  t.is(testKey({ rate: 1, seed: 1 }), testKey({ rate: 1, seed: 2 }));
  t.not(testKey({ rate: 1 }), testKey({ rate: 2 }));
});
