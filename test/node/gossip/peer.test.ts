/** What a node keeps of a peer, over its lives and over a suspicion. */

import test from 'ava';
import { NodeTime } from '../../../node/gossip/node-time.js';
import { Peer } from '../../../node/gossip/peer.js';
import { ValueLog } from '../../../node/gossip/value-log.js';

const SELF = 'n1.a';

function logOf(...values: readonly unknown[]): ValueLog {
  const log = new ValueLog();
  for (const [i, value] of values.entries())
    log.add({ origin: SELF, seq: i + 1, value, from: undefined, bornMs: 0, arrivedMs: 0 });
  return log;
}

test('the first life of a peer is no other one, and keeps what it was sent before', (t) => {
  const peer = new Peer('n2', 1);
  peer.cursor.take(logOf('a'), Infinity);
  t.false(peer.meet('x'));
  t.false(peer.meet('x'));
  t.like(peer, { life: 'x', name: 'n2.x', wasReborn: false });
  t.is(peer.cursor.sent.next, 1);
});

test('what came from the present life of a peer it has, what came from an earlier one it has not', (t) => {
  const peer = new Peer('n2', 1);
  peer.meet('x');
  const entry = { origin: 'n3.b', seq: 1, value: 'v', from: 'n2.x', bornMs: 0, arrivedMs: 0 };
  t.true(peer.cursor.covers(entry));
  peer.meet('y');
  t.false(peer.cursor.covers(entry));
});

test('a new life of a peer remembers nothing', (t) => {
  const log = logOf('a', 'b');
  const peer = new Peer('n2', 1);
  peer.meet('x');
  peer.cursor.take(log, Infinity);
  peer.cursor.number(peer.cursor.sent, 0);
  peer.cursor.learnRun(SELF, 1, 2);
  peer.cursor.advance(log, SELF);
  peer.incoming.take(1, false);
  peer.link.heard(1, 1);
  peer.link.ask(5, peer.cursor.sent);
  peer.standing.report(['n0'], false, 1);
  t.is(peer.heardAtMs, 1);
  t.true(peer.meet('y'));
  t.like(peer, { life: 'y', name: 'n2.y', wasReborn: true, heardAtMs: -Infinity });
  t.deepEqual(peer.cursor.sent, { next: 0, own: 0 });
  t.is(peer.cursor.take(log, Infinity).length, 2);
  t.is(peer.cursor.number(peer.cursor.sent, 0).no, 1);
  t.is(peer.incoming.upTo, 0);
  t.false(peer.link.isAsked);
  t.is(peer.standing.path, undefined);
});

test('a suspect is asked nothing more, waits for nothing, and is trusted with everything said anew', (t) => {
  const cancelled: number[] = [];
  const time = new NodeTime({
    now: () => 0,
    after: (delayMs) => ({ cancel: () => cancelled.push(delayMs) }),
  });
  const peer = new Peer('n2', 1);
  const { retry, ack, gap } = peer.alarms;
  for (const [i, alarm] of [retry, ack, gap].entries()) alarm.set(time, i, () => {});
  peer.cursor.take(logOf('a'), Infinity);
  peer.link.ask(5, peer.cursor.sent);
  peer.link.addSilence();
  const before = peer.link.stamp(50);
  peer.suspect(50);
  t.like(peer, { isSuspected: true, standing: { suspectedSinceMs: 50 } });
  t.like(peer.link, { isAsked: false, silences: 0 });
  t.false(peer.link.isProvenBy(before));
  t.is(peer.cursor.sent.next, 0);
  t.deepEqual(cancelled, [0, 1, 2]);
  peer.trust();
  t.false(peer.isSuspected);
  t.true(peer.cursor.number(peer.cursor.sent, 0).anew);
});
