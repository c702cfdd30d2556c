/** What became of messages: the law of it, whatever else happens in between, and that little is kept. */

import test from 'ava';
import * as fc from 'fast-check';
import { Fate, Fates, type MessageOutcome } from '../../../harness/trace/fates.js';

interface Ending {
  readonly id: number;
  readonly at: number;
  readonly reason: string | undefined;
}

const endings: fc.Arbitrary<readonly Ending[]> = fc
  .array(fc.record({ id: fc.nat(4), reason: fc.constantFrom(undefined, 'loss', 'dead') }), { maxLength: 20 })
  .map((all) => all.map((each, at) => ({ ...each, at })));

function expected(ends: readonly Ending[]): MessageOutcome {
  const arrived = ends.find(({ reason }) => reason === undefined);
  if (arrived !== undefined) return { kind: 'delivered', at: arrived.at };
  const [first] = ends;
  return first === undefined
    ? { kind: 'under-way' }
    : { kind: 'dropped', at: first.at, reason: String(first.reason) };
}

test('a message has one fate, however its ends lie between those of others', (t) => {
  fc.assert(
    fc.property(endings, fc.boolean(), (all, announced) => {
      const endsOf = (id: number) => all.filter((each) => each.id === id);
      const fates = new Fates<Fate>(announced ? 0 : 100);
      const sent = [0, 1, 2, 3, 4].map((id) => fates.sent(id, new Fate(announced ? endsOf(id).length : 1)));
      for (const { id, at, reason } of all) fates.ended(id, at, reason);
      for (const [id, { outcome, copies }] of sent.entries()) {
        t.deepEqual(outcome, expected(endsOf(id)));
        t.is(copies, endsOf(id).filter(({ reason }) => reason === undefined).length);
      }
    }),
  );
});

test('what is settled stays as it is, whatever copies end later', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(undefined, 'loss', 'dead'), { minLength: 1, maxLength: 4 }),
      (reasons) => {
        const fate = new Fate(reasons.length);
        let settled: MessageOutcome | undefined;
        for (const [at, reason] of reasons.entries()) {
          fate.end(at, reason);
          if (fate.isSettled) settled ??= fate.outcome;
          t.deepEqual(fate.outcome, settled ?? fate.outcome);
        }
        t.true(fate.isSettled);
      },
    ),
  );
});

test('of a million messages that ended few are kept, and a late copy of the last ones is known', (t) => {
  const fates = new Fates<Fate>();
  let last = new Fate();
  for (let id = 0; id < 1e6; id++) {
    last = fates.sent(id, new Fate());
    fates.ended(id, id, 'dead');
  }
  t.true(fates.size <= 10_000, String(fates.size));
  t.is(fates.ended(999_999, 2e6), last);
  t.deepEqual(last.outcome, { kind: 'delivered', at: 2e6 });
  t.is(fates.ended(0, 2e6), undefined);
});

test('where ends are announced, nothing is kept of what has ended', (t) => {
  const fates = new Fates<Fate>(0);
  fates.sent(1, new Fate(2));
  fates.sent(2, new Fate(1));
  fates.ended(1, 1, 'dead');
  fates.ended(2, 1);
  t.is(fates.size, 1);
  fates.ended(1, 2);
  t.is(fates.size, 0);
  t.is(fates.ended(1, 3), undefined);
});

test("a number that is used again: the ends that follow are the later message's", (t) => {
  const fates = new Fates<Fate>();
  const [first, second] = [fates.sent(1, new Fate(2)), fates.sent(1, new Fate())];
  fates.ended(1, 5);
  t.true(first.isSettled);
  t.deepEqual([first.outcome.kind, second.outcome.kind], ['under-way', 'delivered']);
});

test('of a message that arrived damaged its fate has the line', (t) => {
  const fate = new Fate(2);
  fate.end(1, undefined, '{"x');
  fate.end(2, undefined, '{"y');
  t.deepEqual(fate.outcome, { kind: 'delivered', at: 1, line: '{"x' });
});
