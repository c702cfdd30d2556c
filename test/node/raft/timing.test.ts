/** How long replicas wait, from what they measure. */

import test from 'ava';
import { patienceAfter, RoundTrip } from '../../../node/raft/timing.js';

function measured(...ms: readonly number[]): RoundTrip {
  const roundTrip = new RoundTrip();
  for (const each of ms) roundTrip.measured(each);
  return roundTrip;
}

test('patience is ten of the shortest recent round trips, in steps of two between one and eight seconds', (t) => {
  t.is(measured().patienceMs(1000), 1000);
  t.is(measured(20).patienceMs(1000), 1000);
  t.is(measured(101).patienceMs(1000), 2000);
  t.is(measured(400, 300).patienceMs(1000), 4000);
  t.is(measured(5000).patienceMs(1000), 8000);
});

test('it grows when all of the last eight were long, not for one that stood still', (t) => {
  t.is(measured(20, 5000, 5000).patienceMs(1000), 1000);
  t.is(measured(20, ...Array.from({ length: 8 }, () => 300)).patienceMs(1000), 4000);
});

test('it shrinks when a quarter would do', (t) => {
  t.is(measured(150).patienceMs(4000), 4000);
  t.is(measured(90).patienceMs(4000), 2000);
  t.is(measured(1).patienceMs(8000), 1000);
});

test('an answer counts as lost after one and a half of a long round trip, a tenth of a second at least', (t) => {
  t.is(measured().retryMs(0), 100);
  t.is(measured(1).retryMs(0), 100);
  t.is(measured(200).retryMs(0), 900);
  t.is(measured(200).retryMs(2), 3600);
  t.is(measured(200).retryMs(60), 900 * 64);
});

test('a candidate that nobody answers doubles its patience, up to four seconds', (t) => {
  t.deepEqual(
    [0, 1, 2, 3, 50].map((silences) => patienceAfter(silences, 1000)),
    [1000, 2000, 4000, 4000, 4000],
  );
  t.is(patienceAfter(1, 8000), 8000);
});
