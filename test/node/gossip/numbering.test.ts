/** Numbers of messages on a link: one integer confirms them all, and a missing one shows. */

import test from 'ava';
import * as fc from 'fast-check';
import { Incoming, Outgoing } from '../../../node/gossip/numbering.js';

test('a number confirms itself and all before it, once', (t) => {
  const outgoing = new Outgoing();
  t.deepEqual(
    [10, 20, 30].map((next) => outgoing.take({ next, own: next / 10 }, next)),
    [1, 2, 3],
  );
  t.is(outgoing.confirm(0), undefined);
  t.deepEqual(outgoing.confirm(2), { next: 20, own: 2 });
  t.is(outgoing.confirm(2), undefined);
  t.like(outgoing.oldest, { no: 3, atMs: 30 });
  t.deepEqual(outgoing.confirm(99), { next: 30, own: 3 });
  t.is(outgoing.oldest, undefined);
});

test('a message that came before an earlier one leaves a gap until that comes', (t) => {
  const incoming = new Incoming();
  incoming.take(1, false);
  incoming.take(3, false);
  t.is(incoming.upTo, 1);
  t.true(incoming.hasGap);
  incoming.take(2, false);
  t.is(incoming.upTo, 3);
  t.false(incoming.hasGap);
});

test('a message that begins anew makes up for all before it, and for those after it that are there', (t) => {
  const incoming = new Incoming();
  for (const no of [2, 4, 6]) incoming.take(no, false);
  incoming.take(5, true);
  t.is(incoming.upTo, 6);
  t.false(incoming.hasGap);
  incoming.take(3, true);
  t.is(incoming.upTo, 6);
});

test('whatever is lost, doubled or overtaken, what is confirmed has come or was repeated', (t) => {
  // Each message carries the entries since the last one, or since the last confirmed one if it begins anew.
  const step = fc.record({
    entries: fc.nat(3),
    anew: fc.boolean(),
    lost: fc.boolean(),
    late: fc.nat(4),
    acks: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const outgoing = new Outgoing();
      const incoming = new Incoming();
      const has = new Set<number>();
      const underWay: { due: number; no: number; anew: boolean; from: number; to: number }[] = [];
      let end = 0;
      let next = 0;
      let acked = 0;
      for (const [at, { entries, anew, lost, late, acks }] of steps.entries()) {
        end += entries;
        const from = anew ? acked : next;
        next = end;
        const no = outgoing.take({ next, own: 0 }, at);
        if (!lost) underWay.push({ due: at + late, no, anew, from, to: end });
        for (const each of underWay.filter(({ due }) => due === at)) {
          for (let entry = each.from; entry < each.to; entry++) has.add(entry);
          incoming.take(each.no, each.anew);
        }
        if (acks) acked = Math.max(acked, outgoing.confirm(incoming.upTo)?.next ?? 0);
        for (let entry = 0; entry < acked; entry++) t.true(has.has(entry));
      }
    }),
    { numRuns: 500 },
  );
});
