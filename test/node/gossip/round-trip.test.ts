/** How far away a peer is, from measured round trips. */

import test from 'ava';
import { RoundTrip } from '../../../node/gossip/round-trip.js';

test('before the first measurement there is a guess, and no latency to reckon with', (t) => {
  const one = new RoundTrip();
  t.false(one.measured);
  t.is(one.ms, 200);
  t.is(one.latencyMs, 0);
  t.is(one.patienceMs, 200 + 400 + 50);
});

test('the first round trip is taken as it is, later ones into a smooth estimate', (t) => {
  const one = new RoundTrip();
  one.measure(80);
  t.true(one.measured);
  t.is(one.ms, 80);
  t.is(one.latencyMs, 40);
  // RFC 6298 with its own gains: 1/4 for the deviation, 1/8 for the mean, and four deviations of patience.
  t.is(one.jitterMs, 4 * 40);
  t.is(one.patienceMs, 80 + 4 * 40 + 50);
  one.measure(160);
  t.is(one.ms, 90);
  t.is(one.jitterMs, 4 * 50);
});

test('a round trip is never negative, and a standstill is not taken for one', (t) => {
  const one = new RoundTrip();
  one.measure(-5);
  t.is(one.ms, 0);
  const other = new RoundTrip();
  other.measure(60_000);
  t.is(other.ms, 2000);
});

test('one standstill does not make a node patient for long, yet a link that has become slow is learned soon', (t) => {
  const one = new RoundTrip();
  for (let i = 0; i < 30; i++) one.measure(100);
  one.measure(2000);
  t.true(one.patienceMs < 400, String(one.patienceMs));
  for (let i = 0; i < 5; i++) one.measure(1000);
  t.true(one.patienceMs > 1000, String(one.patienceMs));
});
