/** Suggestions for mistyped words. */

import * as fc from 'fast-check';
import test from 'ava';
import { closest, didYouMean } from '../../../harness/text/closest.js';
import { WORKLOAD_NAMES } from '../../../harness/workloads/index.js';

for (const [word, meant] of [
  ['brodcast', 'broadcast'],
  ['Broadcast', 'broadcast'],
  ['ecoh', 'echo'],
  ['lin_kv', 'lin-kv'],
  ['unique-id', 'unique-ids'],
  ['txn-list-apend', 'txn-list-append'],
  ['paxos', undefined],
  ['', undefined],
] as const) {
  test(`${JSON.stringify(word)} is taken for ${meant ?? 'nothing'}`, (t) => {
    t.is(closest(word, WORKLOAD_NAMES), meant);
  });
}

test('what is no text suggests nothing', (t) => {
  t.is(didYouMean(3, WORKLOAD_NAMES), '');
  t.is(didYouMean('ecoh', WORKLOAD_NAMES), '; did you mean echo?');
});

test('law: a name without one of its letters, or with two exchanged, finds itself', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom(...WORKLOAD_NAMES.filter((name) => !name.endsWith('counter'))),
      fc.nat(20),
      (name, place) => {
        const at = place % (name.length - 1);
        const missing = name.slice(0, at) + name.slice(at + 1);
        const swapped = name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2);
        t.is(closest(missing, WORKLOAD_NAMES), name);
        t.is(closest(swapped, WORKLOAD_NAMES), name);
      },
    ),
  );
});
