/** The log: what merges, what is overruled, and what is there after a kill at any moment. */

import test from 'ava';
import * as fc from 'fast-check';
import { MemoryStorage, type Storage } from '../../../node/index.js';
import { Log } from '../../../node/raft/log.js';

/** `1 1 2` are entries of these terms; the command of each is its index and term. */
function entries(terms: string, from = 1) {
  return terms
    .split(' ')
    .filter((term) => term !== '')
    .map((term, i) => ({ term: Number(term), command: `${from + i}@${term}` }));
}

function logOf(terms: string, storage: Storage = new MemoryStorage()): Log {
  const log = new Log(storage);
  log.write(1, entries(terms));
  return log;
}

/** The terms of all entries that are there. */
function terms(log: Log): string {
  return log
    .from(log.firstGone + 1, Infinity)
    .map(({ term }) => term)
    .join(' ');
}

const MERGES: readonly (readonly [
  title: string,
  mine: string,
  prev: readonly [index: number, term: number],
  theirs: string,
  result: readonly [ok: boolean, index: number],
  then: string,
])[] = [
  ['the first entries of all', '', [0, 0], '1 1', [true, 2], '1 1'],
  ['entries behind the last', '1 1', [2, 1], '2', [true, 3], '1 1 2'],
  ['entries that are there already', '1 1 2', [0, 0], '1 1', [true, 2], '1 1 2'],
  ['an older message that comes late cuts nothing off', '1 1 2 2', [1, 1], '1', [true, 2], '1 1 2 2'],
  ['no entries, only the question', '1 1 2', [2, 1], '', [true, 2], '1 1 2'],
  [
    'entries of another term are overruled with all behind them',
    '1 1 1 1',
    [1, 1],
    '1 2',
    [true, 3],
    '1 1 2',
  ],
  ['a gap: it may be the same up to the end', '1 1', [5, 2], '2', [false, 2], '1 1'],
  ['another term before: all of that term may differ', '1 2 2 2', [4, 3], '3', [false, 1], '1 2 2 2'],
  ['another term from the first entry on', '2 2', [2, 1], '1', [false, 0], '2 2'],
  ['an empty log and a leader far ahead', '', [9, 3], '3', [false, 0], ''],
];

for (const [title, mine, [prevIndex, prevTerm], theirs, [ok, index], then] of MERGES) {
  test(`merging ${title}`, (t) => {
    const storage = new MemoryStorage();
    const log = logOf(mine, storage);
    t.deepEqual(log.merge(prevIndex, prevTerm, entries(theirs, prevIndex + 1)), { ok, index });
    t.is(terms(log), then);
    t.is(terms(new Log(storage)), then);
  });
}

test('what a snapshot covers is gone, but for the last thousand, and still merges', (t) => {
  const storage = new MemoryStorage();
  const log = new Log(storage);
  const many = Array.from({ length: 1500 }, (_, i) => ({ term: 1, command: i + 1 }));
  log.write(1, many);
  log.compact(1400, { sum: 1 });
  for (const each of [log, new Log(storage)]) {
    t.is(each.firstGone, 400);
    t.is(each.lastIndex, 1500);
    t.is(each.lastTerm, 1);
    t.deepEqual(each.snapshot, { index: 1400, term: 1, state: { sum: 1 } });
    t.is(each.termAt(400), 1);
    t.is(each.termAt(399), undefined);
    t.is(each.at(401)?.command, 401);
    t.deepEqual(each.merge(300, 1, many.slice(300, 310)), { ok: true, index: 400 });
    t.deepEqual(each.merge(300, 1, many.slice(300, 500)), { ok: true, index: 500 });
    t.is(each.lastIndex, 1500);
  }
});

test('a snapshot of the leader replaces a log that does not lead to it, and keeps what follows from it', (t) => {
  const storage = new MemoryStorage();
  const log = logOf('1 1 1', storage);
  log.install({ index: 5, term: 2, state: 'five' });
  for (const each of [log, new Log(storage)])
    t.deepEqual([each.firstGone, each.lastIndex, each.lastTerm, each.snapshot.state], [5, 5, 2, 'five']);
  const ahead = logOf('1 1 2 2');
  ahead.install({ index: 3, term: 2, state: 'three' });
  t.deepEqual([ahead.firstGone, terms(ahead)], [3, '2']);
  const other = logOf('1 1 1 1');
  other.install({ index: 3, term: 2, state: 'three' });
  t.deepEqual([other.firstGone, terms(other)], [3, '']);
});

test('a line that a kill has torn is as if it had never been written', (t) => {
  const storage = new MemoryStorage();
  logOf('1 1 2', storage);
  const text = storage.read('log') ?? '';
  storage.write('log', text.slice(0, -4));
  const log = new Log(storage);
  t.is(terms(log), '1 1');
  log.write(3, entries('3', 3));
  t.is(terms(new Log(storage)), '1 1 3');
});

/** Dies at a given write: what comes before is done, that one not. */
class MortalStorage implements Storage {
  readonly #inner: Storage;
  #left: number;

  constructor(inner: Storage, writes: number) {
    this.#inner = inner;
    this.#left = writes;
  }

  read(name: string): string | undefined {
    return this.#inner.read(name);
  }

  write(name: string, text: string): void {
    if (this.#left-- <= 0) throw new Error('killed');
    this.#inner.write(name, text);
  }

  append(name: string, text: string): void {
    if (this.#left-- <= 0) throw new Error('killed');
    this.#inner.append(name, text);
  }
}

for (const writes of [0, 1, 2]) {
  test(`killed after ${writes} writes of a compaction, nothing that was committed is missing`, (t) => {
    const inner = new MemoryStorage();
    logOf(Array.from({ length: 1200 }, () => '1').join(' '), inner);
    const dying = new Log(new MortalStorage(inner, writes));
    if (writes < 2) t.throws(() => dying.compact(1100, 'state'));
    else dying.compact(1100, 'state');
    const log = new Log(inner);
    t.is(log.lastIndex, 1200);
    t.is(log.snapshot.index, writes === 0 ? 0 : 1100);
    t.is(log.at(1101)?.command, '1101@1');
  });

  test(`killed after ${writes} writes of a leader’s snapshot, there is the old or the new`, (t) => {
    const inner = new MemoryStorage();
    logOf('1 1 1', inner);
    const dying = new Log(new MortalStorage(inner, writes));
    const snapshot = { index: 9, term: 2, state: 'nine' };
    if (writes < 2) t.throws(() => dying.install(snapshot));
    else dying.install(snapshot);
    const log = new Log(inner);
    t.deepEqual([log.snapshot.index, log.lastIndex, log.lastTerm], writes === 0 ? [0, 3, 1] : [9, 9, 2]);
  });
}

test('merging keeps the log matching property, and what is on disk is what is in memory', (t) => {
  const history = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(history, history, fc.nat(12), fc.nat(12), (a, b, from, length) => {
      const rising = (steps: readonly number[]): string => {
        let term = 1;
        return steps.map((step) => (term += step)).join(' ');
      };
      const storage = new MemoryStorage();
      const [mine, leader] = [logOf(rising(a), storage), logOf(rising(b))];
      const prev = Math.min(from, leader.lastIndex);
      const sent = leader.from(prev + 1, length);
      const { ok, index } = mine.merge(prev, leader.termAt(prev) ?? 0, sent);
      t.is(terms(new Log(storage)), terms(mine));
      if (!ok) {
        t.is(terms(mine), rising(a));
        t.true(index < prev);
      } else {
        t.is(index, prev + sent.length);
        for (let i = prev; i <= index; i++) t.is(mine.termAt(i), leader.termAt(i));
      }
    }),
    { numRuns: 300 },
  );
});
