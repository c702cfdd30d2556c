/** Where a peer stands in the tree: what it reports of itself, and suspicions on both sides. */

import test from 'ava';
import { Standing } from '../../../node/gossip/standing.js';

test('a peer has no path before it reports one, nor after it has lost its memory', (t) => {
  const standing = new Standing();
  t.is(standing.path, undefined);
  standing.report(['n1', 'n0'], false, 5);
  t.deepEqual(standing.path, ['n1', 'n0']);
  standing.restart();
  t.is(standing.path, undefined);
});

test('a tree is torn since the first report of it without a break', (t) => {
  const standing = new Standing();
  standing.report([], true, 5);
  standing.report([], true, 9);
  t.is(standing.tornSinceMs, 5);
  standing.report([], false, 10);
  t.is(standing.tornSinceMs, undefined);
  standing.report([], true, 11);
  t.is(standing.tornSinceMs, 11);
});

test('the time of a suspicion outlasts it', (t) => {
  const standing = new Standing();
  t.like(standing, { isSuspected: false, suspectedSinceMs: -Infinity });
  standing.suspect(50);
  t.like(standing, { isSuspected: true, suspectedSinceMs: 50 });
  standing.trust();
  t.like(standing, { isSuspected: false, suspectedSinceMs: 50 });
});

test('a peer’s doubt lasts from its first report without a break; that of a suspect does not count', (t) => {
  const standing = new Standing();
  t.is(standing.doubtsForMs(5), 0);
  standing.reportDoubt(true, 5);
  standing.reportDoubt(true, 9);
  t.is(standing.doubtsForMs(20), 15);
  standing.reportDoubt(false, 21);
  t.is(standing.doubtsForMs(30), 0);
  standing.reportDoubt(true, 31);
  standing.suspect(40);
  t.is(standing.doubtsForMs(50), 0);
  standing.reportDoubt(true, 51);
  t.is(standing.doubtsForMs(60), 0);
  standing.trust();
  standing.reportDoubt(true, 61);
  t.is(standing.doubtsForMs(70), 9);
});

test('a probe is remembered', (t) => {
  const standing = new Standing();
  t.is(standing.probedAtMs, -Infinity);
  standing.probed(7);
  t.is(standing.probedAtMs, 7);
});
