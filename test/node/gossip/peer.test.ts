/** What a node keeps of a peer: what the peer has, what it was sent, whether it is there. */

import test from 'ava';
import { originOf, Peer } from '../../../node/gossip/peer.js';
import { ValueLog } from '../../../node/gossip/value-log.js';

const SELF = 'n1.a';

/** A log with values of two origins, the second of which came from peer n2 in its life x. */
function logOf(): ValueLog {
  const log = new ValueLog();
  for (const [origin, seq, from] of [
    [SELF, 1, undefined],
    ['n3.b', 1, originOf('n2', 'x')],
    [SELF, 2, undefined],
    [SELF, 3, undefined],
  ] as const) {
    log.add({ origin, seq, value: `${origin} ${seq}`, from, bornMs: 0, arrivedMs: 0 });
  }
  return log;
}

function peer(): Peer {
  const one = new Peer('n2', 1);
  one.meet('x');
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
  one.knowledge.learn(SELF, 2);
  t.deepEqual(covered(one), ['n1.a 1', 'n3.b 1', 'n1.a 2']);
});

test('what was sent is owed until the peer has said that it has it', (t) => {
  const log = logOf();
  const one = peer();
  t.false(one.owes);
  one.next = 4;
  t.true(one.owes);
  one.knowledge.learn(SELF, 1);
  one.advance(log, SELF);
  t.is(one.acked, 2);
  t.true(one.owes);
  one.knowledge.learn(SELF, 3);
  one.advance(log, SELF);
  t.is(one.acked, 4);
  t.false(one.owes);
});

test('what a peer has by other ways counts as sent', (t) => {
  const one = peer();
  one.knowledge.learn(SELF, 3);
  one.advance(logOf(), SELF);
  t.is(one.next, 4);
  t.is(one.sentOwn, 3);
  t.false(one.owes);
});

test('a number that the peer confirms moves what it has to what had been sent by then', (t) => {
  const one = peer();
  one.outgoing.take({ next: 2, own: 1 }, 0);
  one.outgoing.take({ next: 4, own: 3 }, 0);
  Object.assign(one, { next: 4, sentOwn: 3 });
  one.confirm(1);
  t.like(one, { acked: 2, next: 4, ackedOwn: 1, sentOwn: 3, owes: true });
  one.confirm(2);
  t.like(one, { acked: 4, ackedOwn: 3, owes: false });
});

test('after a silence all that is not confirmed counts as not sent, and will be repeated', (t) => {
  const one = peer();
  one.rollBack();
  t.false(one.anew);
  Object.assign(one, { acked: 2, next: 4, sentOwn: 3, ackedOwn: 1, told: 4 });
  one.rollBack();
  t.like(one, { acked: 2, next: 2, sentOwn: 1, told: 0, anew: true });
});

test('what was rolled back is not waited for', (t) => {
  const one = peer();
  one.next = 4;
  one.outgoing.take({ next: 4, own: 0 }, 0);
  one.rollBack();
  t.is(one.outgoing.oldest, undefined);
  one.confirm(1);
  t.like(one, { acked: 0, next: 0 });
});

test('a new life of a peer remembers nothing', (t) => {
  const one = new Peer('n2', 1);
  t.false(one.meet('x'));
  t.false(one.meet('x'));
  t.false(one.wasReborn);
  one.knowledge.learn(SELF, 3);
  one.advance(logOf(), SELF);
  one.outgoing.take({ next: 4, own: 3 }, 0);
  one.incoming.take(1, false);
  Object.assign(one, { told: 4, path: ['n0'], stamp: { at: 1, arrivedMs: 1 }, askedAtMs: 5, silences: 2 });
  t.true(one.meet('y'));
  t.like(one, {
    life: 'y',
    name: 'n2.y',
    wasReborn: true,
    acked: 0,
    next: 0,
    sentOwn: 0,
    ackedOwn: 0,
    told: 0,
  });
  t.like(one, { path: undefined, stamp: undefined, askedAtMs: undefined, silences: 0, heardAtMs: -Infinity });
  t.is(one.outgoing.take({ next: 1, own: 0 }, 0), 1);
  t.is(one.incoming.upTo, 0);
  t.deepEqual(covered(one), []);
});

test('what was sent before a question and is not known to be there is missed; what was sent after it is not yet', (t) => {
  const one = peer();
  one.next = 2;
  one.ask(100);
  one.next = 4;
  one.ask(200);
  t.is(one.askedAtMs, 100);
  t.true(one.lacksWhatWasSentBeforeAsking);
  one.acked = 2;
  t.false(one.lacksWhatWasSentBeforeAsking);
});

test('a suspect is asked nothing more, waits for nothing, and is trusted with everything said anew', (t) => {
  const one = peer();
  const cancelled: string[] = [];
  for (const name of ['retry', 'ack', 'gap'] as const) one[name] = { cancel: () => cancelled.push(name) };
  Object.assign(one, { next: 4, silences: 3, askedAtMs: 5, doubtsSinceMs: 7 });
  one.suspect(50);
  t.like(one, { suspected: true, suspectedSinceMs: 50, silences: 0, askedAtMs: undefined, next: 0 });
  t.is(one.doubtsSinceMs, undefined);
  t.deepEqual(cancelled, ['retry', 'ack', 'gap']);
  one.stopTimers();
  t.is(cancelled.length, 3);
  one.trust();
  t.like(one, { suspected: false, anew: true });
});

test('each message to a peer has a later stamp than the one before, though no time has passed', (t) => {
  const one = peer();
  t.deepEqual(
    [5, 5, 5.04, 5.3, 4].map((now) => one.stampAt(now)),
    [5, 5.1, 5.2, 5.3, 5.4],
  );
});

test('only what was sent after a suspicion proves anything, though no time has passed', (t) => {
  const one = peer();
  const before = one.stampAt(5);
  one.suspect(5);
  t.false(one.isProvenBy(before));
  t.true(one.isProvenBy(one.stampAt(5)));
});
