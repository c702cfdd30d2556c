/** The log of values against a plain model of it: what is known, in which order it came, where the gaps are. */

import test from 'ava';
import * as fc from 'fast-check';
import { type ValueEntry, ValueLog } from '../../../node/gossip/value-log.js';

function entry(origin: string, seq: number, value: unknown = `${origin} ${seq}`): ValueEntry {
  return { origin, seq, value, from: 'n9', bornMs: 0, arrivedMs: 0 };
}

function logged(...seqs: readonly number[]): ValueLog {
  const log = new ValueLog();
  for (const seq of seqs) log.add(entry('a', seq));
  return log;
}

test('a log that knows nothing has no origins and no gaps', (t) => {
  const log = new ValueLog();
  t.deepEqual([...log.origins()], []);
  t.is(log.contiguous('a'), 0);
  t.false(log.has('a', 1));
  t.deepEqual(log.beyond('a'), []);
});

test('what comes in order is known without a gap', (t) => {
  const log = logged(1, 2, 3);
  t.is(log.contiguous('a'), 3);
  t.deepEqual(log.beyond('a'), []);
});

test('what comes beyond a gap is known, and counts once the gap is closed', (t) => {
  const log = logged(1, 3, 4, 6);
  t.is(log.contiguous('a'), 1);
  t.true(log.has('a', 4));
  t.false(log.has('a', 2));
  t.deepEqual(log.beyond('a'), [3, 4, 6]);
  log.add(entry('a', 2));
  t.is(log.contiguous('a'), 4);
  t.deepEqual(log.beyond('a'), [6]);
  log.add(entry('a', 5));
  t.is(log.contiguous('a'), 6);
  t.deepEqual(log.beyond('a'), []);
});

test('an origin that is known only beyond a gap is known by name', (t) => {
  const log = logged(2);
  t.deepEqual([...log.origins()], ['a']);
  t.is(log.contiguous('a'), 0);
});

test('what is known already is not taken again', (t) => {
  const log = logged(1, 3);
  for (const seq of [1, 3]) t.false(log.add(entry('a', seq, 'another')));
  t.deepEqual(
    log.entries.map(({ value }) => value),
    ['a 1', 'a 3'],
  );
});

test('a number that no value can have is taken as known', (t) => {
  const log = new ValueLog();
  for (const seq of [0, -1]) t.false(log.add(entry('a', seq)));
  t.deepEqual(log.entries, []);
});

const additions = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 8 })), {
  maxLength: 40,
});

test('a log is the set of what was added, in the order in which it came first', (t) => {
  fc.assert(
    fc.property(additions, (added) => {
      const log = new ValueLog();
      const known: string[] = [];
      for (const [origin, seq] of added) {
        const name = `${origin} ${seq}`;
        t.is(log.add(entry(origin, seq)), !known.includes(name));
        if (!known.includes(name)) known.push(name);
      }
      t.deepEqual(
        log.entries.map(({ value }) => value),
        known,
      );
      t.deepEqual([...log.origins()].toSorted(), [...new Set(added.map(([origin]) => origin))].toSorted());
      for (const origin of ['a', 'b', 'c']) {
        let upTo = 0;
        while (known.includes(`${origin} ${upTo + 1}`)) upTo++;
        t.is(log.contiguous(origin), upTo);
        for (let seq = 1; seq <= 9; seq++) t.is(log.has(origin, seq), known.includes(`${origin} ${seq}`));
        const beyond = known.filter((name) => name.startsWith(origin)).length > upTo;
        t.is(log.beyond(origin).length > 0, beyond);
      }
    }),
  );
});
