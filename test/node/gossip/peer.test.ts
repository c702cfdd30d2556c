/** What a node knows of a peer: what the peer has, what it was sent, how long to wait for it. */

import test from 'ava';
import { originOf, Peer } from '../../../node/gossip/peer.js';
import { ValueLog } from '../../../node/gossip/value-log.js';

/** A log with values of two origins, the second of which came from peer n2 in its life x. */
function logOf(): ValueLog {
  const log = new ValueLog();
  for (const [origin, seq, from] of [
    ['n1.a', 1, undefined],
    ['n3.b', 1, originOf('n2', 'x')],
    ['n1.a', 2, undefined],
    ['n1.a', 3, undefined],
  ] as const) {
    log.add({ origin, seq, value: `${origin} ${seq}`, from, bornMs: 0, arrivedMs: 0 });
  }
  return log;
}

function peer(): Peer {
  const one = new Peer('n2', 1);
  one.life = 'x';
  return one;
}

function covered(one: Peer): readonly unknown[] {
  return logOf()
    .entries.filter((entry) => one.covers(entry))
    .map(({ value }) => value);
}

test('a peer has what came from this life of it, and what it has said that it has', (t) => {
  const one = peer();
  t.deepEqual(covered(one), ['n3.b 1']);
  one.learn('n1.a', 2);
  t.deepEqual(covered(one), ['n1.a 1', 'n3.b 1', 'n1.a 2']);
});

test('what a peer was known to have it still has, though an older message says less', (t) => {
  const one = peer();
  one.learn('n1.a', 2);
  one.learn('n1.a', 1);
  t.is(one.known('n1.a'), 2);
  t.is(one.known('n9.z'), 0);
});

test('a run that a peer shows says nothing about what came before it', (t) => {
  const one = peer();
  one.learnRun('n1.a', 2, 3);
  t.is(one.known('n1.a'), 0);
  one.learnRun('n1.a', 1, 1);
  t.true(one.known('n1.a') >= 1);
  one.learnRun('n1.a', 2, 3);
  t.is(one.known('n1.a'), 3);
  one.learnRun('n1.a', 2, 2);
  t.is(one.known('n1.a'), 3);
});

test('what was sent is unconfirmed until the peer has said that it has it', (t) => {
  const log = logOf();
  const one = peer();
  t.false(one.unconfirmed(log));
  one.next = 4;
  t.true(one.unconfirmed(log));
  t.is(one.acked, 0);
  one.learn('n1.a', 1);
  t.true(one.unconfirmed(log));
  t.is(one.acked, 2);
  one.learn('n1.a', 3);
  t.false(one.unconfirmed(log));
  t.is(one.acked, 4);
});

test('what a peer has by other ways counts as sent', (t) => {
  const one = peer();
  one.learn('n1.a', 3);
  t.false(one.unconfirmed(logOf()));
  t.is(one.next, 4);
});

test('after a silence all that is not confirmed counts as not sent', (t) => {
  const log = logOf();
  const one = peer();
  Object.assign(one, { next: 4, sentOwn: 3, told: 4 });
  one.learn('n1.a', 1);
  one.unconfirmed(log);
  one.rollBack('n1.a');
  t.like(one, { acked: 2, next: 2, sentOwn: 1, told: 0 });
});

test('a new life of a peer remembers nothing', (t) => {
  const log = logOf();
  const one = peer();
  one.learn('n1.a', 3);
  one.unconfirmed(log);
  Object.assign(one, { sentOwn: 3, told: 4, path: ['n0'] });
  one.forget('y');
  t.like(one, { life: 'y', name: 'n2.y', acked: 0, next: 0, sentOwn: 0, told: 0, path: undefined });
  t.deepEqual(covered(one), []);
});

test('the first round trip is taken as it is, later ones into a smooth estimate', (t) => {
  const one = peer();
  t.is(one.latencyMs, 0);
  one.measure(80);
  t.is(one.roundTripMs, 80);
  t.is(one.latencyMs, 40);
  // RFC 6298 with its own gains: 1/4 for the deviation, 1/8 for the mean, and four deviations of patience.
  t.is(one.patienceMs, 80 + 4 * 40 + 50);
  one.measure(160);
  t.is(one.roundTripMs, 90);
  t.is(one.patienceMs, 90 + 4 * 50 + 50);
});

test('a round trip is never negative', (t) => {
  const one = peer();
  one.measure(-5);
  t.is(one.roundTripMs, 0);
});

test('stopping its timers cancels each that runs', (t) => {
  const one = peer();
  const cancelled: string[] = [];
  for (const name of ['retry', 'ack', 'gap'] as const) one[name] = { cancel: () => cancelled.push(name) };
  one.stopTimers();
  one.stopTimers();
  t.deepEqual(cancelled, ['retry', 'ack', 'gap']);
});
