/** What of the log a peer was sent and has acknowledged: nothing that is not acknowledged is ever forgotten. */

import test from 'ava';
import * as fc from 'fast-check';
import { Cursor } from '../../../node/gossip/cursor.js';
import { type ValueEntry, ValueLog } from '../../../node/gossip/value-log.js';

const SELF = 'n1.a';
const PEER = 'n2.x';
/** Everything that is in the log, however new. */
const ALL = Infinity;

/** A log with values of two origins, the second of which came from the peer. */
function logOf(): ValueLog {
  const log = new ValueLog();
  for (const [origin, seq, from] of [
    [SELF, 1, undefined],
    ['n3.b', 1, PEER],
    [SELF, 2, undefined],
    [SELF, 3, undefined],
  ] as const) {
    log.add({ origin, seq, value: `${origin} ${seq}`, from, bornMs: 0, arrivedMs: 10 * seq });
  }
  return log;
}

function cursor(): Cursor {
  return new Cursor({ name: PEER });
}

function valuesOf(entries: readonly ValueEntry[]): readonly unknown[] {
  return entries.map(({ value }) => value);
}

test('a peer has what came from this life of it, and what it has shown that it has', (t) => {
  const one = cursor();
  const covered = (): readonly unknown[] => valuesOf(logOf().entries.filter((entry) => one.covers(entry)));
  t.deepEqual(covered(), ['n3.b 1']);
  one.learnDigest({ seen: { [SELF]: 1 }, beyond: { [SELF]: [3] } });
  t.deepEqual(covered(), ['n1.a 1', 'n3.b 1', 'n1.a 3']);
  one.learnRun(SELF, 2, 2);
  t.deepEqual(covered(), ['n1.a 1', 'n3.b 1', 'n1.a 2', 'n1.a 3']);
});

test('what is taken is owed until the peer has shown that it has it', (t) => {
  const log = logOf();
  const one = cursor();
  t.false(one.owes);
  t.deepEqual(valuesOf(one.take(log, ALL)), ['n1.a 1', 'n1.a 2', 'n1.a 3']);
  t.deepEqual(one.take(log, ALL), []);
  t.is(one.unacknowledged, 4);
  t.true(one.owes);
  one.learnRun(SELF, 1, 1);
  one.advance(log, SELF);
  t.is(one.unacknowledged, 2);
  t.true(one.owes);
  one.learnRun(SELF, 2, 3);
  one.advance(log, SELF);
  t.is(one.unacknowledged, 0);
  t.false(one.owes);
});

test('what a peer has by other ways counts as sent', (t) => {
  const one = cursor();
  one.learnRun(SELF, 1, 3);
  one.advance(logOf(), SELF);
  t.deepEqual(one.sent, { next: 4, own: 3 });
  t.false(one.owes);
});

test('to look for what is missing moves nothing, to skip what the peer has does', (t) => {
  const log = logOf();
  const one = cursor();
  one.learnRun(SELF, 1, 1);
  for (let i = 0; i < 2; i++) t.is(one.nextMissing(log, ALL)?.value, 'n1.a 2');
  t.deepEqual(one.sent, { next: 0, own: 0 });
  one.skipCovered(log, ALL);
  t.deepEqual(one.sent, { next: 2, own: 0 });
  t.is(one.nextMissing(log, ALL)?.value, 'n1.a 2');
  one.learnRun(SELF, 2, 3);
  t.is(one.nextMissing(log, ALL), undefined);
});

test('what has arrived after the horizon is not missing, taken or skipped yet', (t) => {
  const log = logOf();
  const one = cursor();
  t.is(one.nextMissing(log, 5), undefined);
  t.deepEqual(valuesOf(one.take(log, 20)), ['n1.a 1', 'n1.a 2']);
  one.learnRun(SELF, 3, 3);
  one.skipCovered(log, 20);
  t.is(one.sent.next, 3);
});

test('a node’s own values are taken once, by whichever of the two ways', (t) => {
  const log = logOf();
  const one = cursor();
  t.deepEqual(valuesOf(one.takeOwn(log)), ['n1.a 1', 'n1.a 2', 'n1.a 3']);
  t.deepEqual(one.takeOwn(log), []);
  t.deepEqual(one.take(log, ALL), []);
});

test('a number that the peer confirms moves what it has to what had been sent by then', (t) => {
  const log = logOf();
  const one = cursor();
  t.is(one.number({ next: 2, own: 1 }, 0).no, 1);
  one.takeOwn(log);
  one.take(log, ALL);
  t.is(one.number(one.sent, 5).no, 2);
  one.confirm(1);
  t.true(one.hasAcknowledged({ next: 2, own: 1 }));
  t.false(one.hasAcknowledged({ next: 3, own: 1 }));
  t.false(one.hasAcknowledged({ next: 2, own: 2 }));
  t.like(one, { unacknowledged: 2, owes: true, oldestOpen: { no: 2, atMs: 5 } });
  one.confirm(2);
  t.true(one.hasAcknowledged(one.sent));
  t.like(one, { unacknowledged: 0, owes: false, oldestOpen: undefined });
});

test('after a silence all that is not acknowledged counts as not sent, and will be repeated', (t) => {
  const log = logOf();
  const one = cursor();
  one.rollBack();
  t.false(one.number(one.sent, 0).anew);
  one.take(log, ALL);
  one.takeOwn(log);
  one.takeDigest(log, false);
  one.number(one.sent, 0);
  one.learnRun(SELF, 1, 1);
  one.advance(log, SELF);
  one.rollBack();
  t.deepEqual(one.sent, { next: 2, own: 1 });
  t.is(one.oldestOpen, undefined);
  t.deepEqual(one.takeDigest(log, false).seen, { [SELF]: 3, 'n3.b': 1 });
  t.deepEqual(valuesOf(one.take(log, ALL)), ['n1.a 2', 'n1.a 3']);
  t.true(one.number(one.sent, 0).anew);
  t.false(one.number(one.sent, 0).anew);
});

test('a confirmation of what was rolled back is no news', (t) => {
  const one = cursor();
  one.take(logOf(), ALL);
  const { no } = one.number(one.sent, 0);
  one.rollBack();
  one.confirm(no);
  t.like(one, { unacknowledged: 0, sent: { next: 0, own: 0 } });
});

test('a message that begins anew is one though nothing is owed', (t) => {
  const one = cursor();
  one.beginAnew();
  t.deepEqual(one.number(one.sent, 0), { no: 1, anew: true });
});

test('a digest holds what moved since the last one; a complete one holds everything', (t) => {
  const log = logOf();
  const one = cursor();
  t.deepEqual(one.takeDigest(log, false), { seen: { [SELF]: 3, 'n3.b': 1 }, beyond: {} });
  t.deepEqual(one.takeDigest(log, false), { seen: {}, beyond: {} });
  log.add({ origin: 'n3.b', seq: 3, value: 'v', from: PEER, bornMs: 0, arrivedMs: 0 });
  t.deepEqual(one.takeDigest(log, false), { seen: { 'n3.b': 1 }, beyond: { 'n3.b': [3] } });
  t.deepEqual(one.takeDigest(log, true).seen, { [SELF]: 3, 'n3.b': 1 });
});

test('the surplus is what the peer is not known to have, and sends nothing', (t) => {
  const log = logOf();
  const one = cursor();
  one.learnRun(SELF, 2, 2);
  t.deepEqual(valuesOf(one.surplus(log)), ['n1.a 1', 'n1.a 3']);
  t.false(one.owes);
});

test('a peer that has shown more than the log holds is ahead of it', (t) => {
  const one = cursor();
  t.false(one.isAheadOf(logOf()));
  one.learnRun(SELF, 4, 4);
  t.true(one.isAheadOf(logOf()));
});

test('whatever is lost, rolled back and confirmed, every value reaches the peer, and only what it has is acknowledged', (t) => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('add' as const), own: fc.boolean() }),
      fc.record({ do: fc.constant('send' as const), lost: fc.boolean() }),
      fc.record({
        do: fc.constantFrom('confirm' as const, 'show' as const, 'rollBack' as const, 'skip' as const),
      }),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const log = new ValueLog();
      const one = cursor();
      const has = new Set<unknown>();
      // The numbers that have come: only if none before is missing may they be confirmed.
      let [got, foreign] = [0, 0];
      const send = (lost: boolean): void => {
        const given = one.take(log, ALL);
        if (given.length === 0) return;
        const { no, anew } = one.number(one.sent, 0);
        if (lost) return;
        for (const { value } of given) has.add(value);
        if (anew || no === got + 1) got = no;
      };
      const show = (): void => {
        for (const entry of log.entries)
          if (has.has(entry.value)) one.learnRun(entry.origin, entry.seq, entry.seq);
        one.advance(log, SELF);
      };
      const check = (): void => {
        const sent = log.entries.slice(0, one.sent.next - one.unacknowledged);
        for (const { value } of sent) t.true(has.has(value));
      };
      for (const step of all) {
        if (step.do === 'add') {
          const [origin, seq] = step.own ? [SELF, log.own.length + 1] : ['n3.b', ++foreign];
          const from = step.own ? undefined : 'n3.b';
          log.add({ origin, seq, value: `${origin} ${seq}`, from, bornMs: 0, arrivedMs: 0 });
        } else if (step.do === 'send') send(step.lost);
        else if (step.do === 'confirm') one.confirm(got);
        else if (step.do === 'show') show();
        else if (step.do === 'rollBack') one.rollBack();
        else one.skipCovered(log, ALL);
        check();
      }
      one.rollBack();
      send(false);
      t.is(has.size, log.entries.length);
    }),
    { numRuns: 300 },
  );
});
