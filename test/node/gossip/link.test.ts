/** Stamps, echoes and questions on the link to a peer. */

import test from 'ava';
import { Link } from '../../../node/gossip/link.js';

const NOTHING = { next: 0, own: 0 };

test('each message to a peer has a later stamp than the one before, though no time has passed', (t) => {
  const link = new Link();
  t.deepEqual(
    [5, 5, 5.04, 5.3, 4].map((now) => link.stamp(now)),
    [5, 5.1, 5.2, 5.3, 5.4],
  );
});

test('only what was sent after a suspicion proves anything, though no time has passed', (t) => {
  const link = new Link();
  const before = link.stamp(5);
  t.true(link.isProvenBy(before));
  link.demandProof(5);
  t.false(link.isProvenBy(before));
  t.true(link.isProvenBy(link.stamp(5)));
});

test('a message is overtaken by a later one, and by its own copy', (t) => {
  const link = new Link();
  t.is(link.heardAtMs, -Infinity);
  t.false(link.isOvertaken(7));
  link.heard(7, 100);
  t.is(link.heardAtMs, 100);
  t.deepEqual(
    [6.9, 7, 7.1].map((at) => link.isOvertaken(at)),
    [true, true, false],
  );
});

test('an echo gives back the last stamp, and for how long it was held', (t) => {
  const link = new Link();
  t.is(link.echo(50), undefined);
  link.heard(7, 100);
  t.deepEqual(link.echo(130), { at: 7, heldMs: 30 });
});

test('the oldest question counts until what was sent after it is echoed', (t) => {
  const link = new Link();
  t.is(link.settle(1000), undefined);
  link.ask(100, { next: 2, own: 1 });
  link.ask(200, { next: 4, own: 1 });
  link.addSilence();
  t.is(link.settle(99.9), undefined);
  t.like(link, { isAsked: true, silences: 1 });
  t.deepEqual(link.settle(100), { at: 100, sent: { next: 2, own: 1 } });
  t.like(link, { isAsked: false, silences: 0 });
  t.is(link.settle(100), undefined);
});

test('a question that is forgotten leaves its silences, a suspicion takes them', (t) => {
  const link = new Link();
  link.ask(100, NOTHING);
  link.addSilence();
  link.forgetQuestion();
  t.like(link, { isAsked: false, silences: 1 });
  link.ask(200, NOTHING);
  link.demandProof(300);
  t.like(link, { isAsked: false, silences: 0 });
});

test('a restart of the peer ends what its earlier life was asked and said, and no stamp is used twice', (t) => {
  const link = new Link();
  const stamp = link.stamp(5);
  link.heard(7, 100);
  link.ask(stamp, NOTHING);
  link.addSilence();
  link.roundTrip.measure(40);
  link.restart();
  t.like(link, { heardAtMs: -Infinity, isAsked: false, silences: 0 });
  t.false(link.isOvertaken(0));
  t.true(link.stamp(5) > stamp);
  t.is(link.roundTrip.ms, 40);
});
