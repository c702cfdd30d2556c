/** The data of pictures: from the results of each checker and the history that they judge. */

import test from 'ava';
import {
  counter,
  kafka,
  linearizableRegisters,
  listAppend,
  uniqueIds,
} from '../../../../harness/checkers/index.js';
import type { History } from '../../../../harness/operations/history.js';
import type { Picture } from '../../../../harness/report/pictures/picture.js';
import { picturesOf } from '../../../../harness/report/pictures/pictures-of.js';
import { history, type Row } from '../../checkers/operations.js';
import { summaryOf } from '../../findings/summaries.js';

type Of<K extends Picture['kind']> = Extract<Picture, { readonly kind: K }>;

function pictures(workload: object, all: History): readonly Picture[] {
  return picturesOf(summaryOf({ valid: false, workload }).findings, all);
}

function first<K extends Picture['kind']>(kind: K, all: readonly Picture[]): Of<K> {
  const found = all.find((picture): picture is Of<K> => picture.kind === kind);
  if (found === undefined) throw new Error(`no picture of ${kind}: ${JSON.stringify(all)}`);
  return found;
}

const done = (process: number, f: string, asked: unknown, came: unknown = asked): Row[] => [
  [process, 'invoke', f, asked],
  [process, 'ok', f, came],
];

const STALE = history(
  ...done(0, 'write', [7, 4]),
  ...done(8, 'write', ['other', 4]),
  ...done(1, 'write', [7, 0]),
  ...done(2, 'cas', [7, [0, 3]]),
  [3, 'invoke', 'write', [7, 9]],
  [3, 'fail', 'write', [7, 9]],
  ...done(4, 'read', [7, null], [7, 0]),
);

test('a stale read is drawn with the write that contradicts it, the write of what it saw, and what is held', (t) => {
  const picture = first('intervals', pictures(linearizableRegisters(STALE), STALE));
  t.is(picture.title, 'Key 7: a read that no order explains');
  t.deepEqual(picture.why, [
    'Cannot read 0: the register holds 3.',
    "Process 2's compare-and-set to 3 was acknowledged at 0.007 s, before the read began at 0.010 s.",
    'The last that wrote 0 before was process 1 (write 0), from 0.004 s to 0.005 s.',
  ]);
  t.deepEqual(
    picture.operations.map(({ label, part, note }) => [label, part, note]),
    [
      ['write 4', undefined, undefined],
      ['write 0', 'source', 'wrote 0 before'],
      ['cas 0 → 3', 'contradicts', 'contradicts it'],
      ['read 0', 'refused', 'no order explains it'],
    ],
  );
  t.deepEqual(picture.held, [{ value: '3', after: 6 }]);
  t.deepEqual(picture.operations[3], {
    index: 10,
    process: 4,
    label: 'read 0',
    begin: 10e6,
    finish: 11e6,
    completion: 11,
    end: 'ok',
    part: 'refused',
    note: 'no order explains it',
  });
});

test('operations that overlap have places in an order that explains all but the refused one', (t) => {
  const all = history(
    [0, 'invoke', 'write', 1],
    [1, 'invoke', 'write', 2],
    [2, 'invoke', 'read', null],
    [2, 'ok', 'read', 2],
    [0, 'ok', 'write', 1],
    [1, 'ok', 'write', 2],
    [5, 'invoke', 'write', 6],
    [5, 'info', 'write', 6],
    ...done(3, 'read', null, 7),
  );
  const picture = first('intervals', pictures(linearizableRegisters(all), all));
  t.is(picture.title, 'The register: a read that no order explains');
  const placed = picture.operations.filter(({ place }) => place !== undefined);
  t.true(placed.length >= 3);
  t.is(picture.operations.find(({ label }) => label === 'write 6')?.finish, undefined);
  t.true(picture.why.includes('No operation ever wrote 7.'));
  t.is(picture.held.at(-1)?.value, String(/holds (\d)/.exec(picture.why[0] ?? '')?.[1]));
});

test('a picture of a register is bounded, and keeps what contradicts', (t) => {
  const rows = Array.from({ length: 200 }, (_, i) => done(i % 5, 'read', null, 1)).flat();
  const all = history(...done(9, 'write', 0), ...done(8, 'write', 1), ...rows, ...done(7, 'read', null, 0));
  const picture = first('intervals', pictures(linearizableRegisters(all), all));
  t.true(picture.operations.length <= 40);
  t.deepEqual(
    picture.operations.flatMap(({ part }) => part ?? []),
    ['source', 'contradicts', 'refused'],
  );
  t.is(picture.omitted + picture.operations.length, 203);
});

test('a cycle has its transactions, and an edge in words from each to the next', (t) => {
  const all = history(
    [
      0,
      'invoke',
      'txn',
      [
        ['append', 'x', 1],
        ['r', 'y', null],
      ],
    ],
    [
      1,
      'invoke',
      'txn',
      [
        ['append', 'y', 2],
        ['r', 'x', null],
      ],
    ],
    [
      0,
      'ok',
      'txn',
      [
        ['append', 'x', 1],
        ['r', 'y', []],
      ],
    ],
    [
      1,
      'ok',
      'txn',
      [
        ['append', 'y', 2],
        ['r', 'x', []],
      ],
    ],
    ...done(
      2,
      'txn',
      [
        ['r', 'x', null],
        ['r', 'y', null],
      ],
      [
        ['r', 'x', [1]],
        ['r', 'y', [2]],
      ],
    ),
  );
  const picture = first('cycle', pictures(listAppend(all, { models: ['serializable'] }), all));
  t.is(picture.title, 'G2-item: 2 transactions in a circle');
  t.deepEqual(
    picture.transactions.map(({ name, index }) => [name, index]),
    [
      ['T1', 0],
      ['T2', 1],
    ],
  );
  t.deepEqual(picture.transactions[0]?.micros, ['append 1 to "x"', 'read "y": []']);
  t.deepEqual(
    picture.edges.map(({ type }) => type),
    ['rw', 'rw'],
  );
  t.regex(picture.edges[0]?.words ?? '', /^T1 read key "y" as \[\], before T2 appended 2/);
});

const send = (process: number, offset: number, message: number): Row[] =>
  done(process, 'send', [['send', 'a', message]], [['send', 'a', [offset, message]]]);
const poll = (process: number, ...shown: readonly (readonly [number, number])[]): Row[] =>
  done(process, 'poll', [['poll']], [['poll', { a: shown }]]);

test('a log has its offsets, and marks what was lost and what a poll left out', (t) => {
  const all = history(...send(0, 10, 1), ...send(1, 20, 2), ...send(0, 35, 3), ...poll(3, [10, 1], [35, 3]));
  const picture = first('log', pictures(kafka(all), all));
  t.is(picture.title, 'Log "a": offsets over time');
  t.deepEqual(picture.offsets, ['10', '20', '35']);
  t.deepEqual(
    picture.sends.map(({ position, flaw }) => [position, flaw]),
    [
      [0, undefined],
      [1, 'lost'],
      [2, undefined],
    ],
  );
  t.deepEqual(
    picture.polls.map(({ positions, skipped, flaw }) => ({ positions, skipped, flaw })),
    [{ positions: [0, 2], skipped: [1], flaw: 'skipped' }],
  );
});

test('a poll that goes back, and an offset with two messages, are marked', (t) => {
  const all = history(...send(0, 1, 1), ...send(1, 2, 2), ...send(2, 2, 3), ...poll(3, [2, 2], [1, 1]));
  const all2 = pictures(kafka(all), all);
  const picture = first('log', all2);
  t.deepEqual(
    picture.sends.map(({ flaw }) => flaw),
    [undefined, 'repeated', 'repeated'],
  );
  t.deepEqual(picture.polls[0]?.positions, [1, 0]);
});

test('a long log is cut to the offsets around what is wrong', (t) => {
  const sends = Array.from({ length: 300 }, (_, i) => send(i % 5, i, i)).flat();
  const shown = Array.from({ length: 300 }, (_, i) => [i, i] as const).filter(([i]) => i !== 200);
  const all = history(...sends, ...poll(9, ...shown));
  const picture = first('log', pictures(kafka(all), all));
  t.is(picture.offsets.length, 40);
  t.true(picture.offsets.includes('200'));
});

test('a counter has the range that its adds allow, and its reads', (t) => {
  const all = history(
    ...done(0, 'add', 5),
    [1, 'invoke', 'add', -2],
    [1, 'info', 'add', -2],
    ...done(2, 'read', null, 0),
    [3, 'invoke', 'read', null],
    [3, 'ok', 'read', 4, { 'final?': true }],
    [4, 'invoke', 'read', null],
    [4, 'ok', 'read', 3, { 'final?': true }],
  );
  const picture = first('counter', pictures(counter(all), all));
  t.deepEqual(
    picture.range.map(({ low, high }) => [low, high]),
    [
      [0, 0],
      [0, 5],
      [5, 5],
      [3, 5],
    ],
  );
  t.deepEqual(picture.acceptable, [
    [3, 3],
    [5, 5],
  ]);
  t.deepEqual(
    picture.reads.map(({ value, isFinal, isWrong }) => [value, isFinal, isWrong]),
    [
      [0, false, false],
      [4, true, true],
      [3, true, false],
    ],
  );
  t.deepEqual(picture.why, ['Read of process 3 showed 4, expected 3 or 5.']);
});

test('an id that was given twice has the operations that got it', (t) => {
  const all = history(
    ...done(0, 'generate', null, 'x'),
    ...done(1, 'generate', null, 'y'),
    ...done(2, 'generate', null, 'x'),
  );
  const picture = first('intervals', pictures(uniqueIds(all), all));
  t.is(picture.title, 'The id "x" was given 2 times');
  t.deepEqual(
    picture.operations.map(({ index, part }) => [index, part]),
    [
      [0, 'repeated'],
      [4, 'repeated'],
    ],
  );
});

test('a run in which nothing went wrong has no pictures, and results that do not fit the history do no harm', (t) => {
  t.deepEqual(pictures({ valid: true }, []), []);
  for (const picture of pictures(linearizableRegisters(STALE), [])) t.is(picture.kind, 'intervals');
  const odd = {
    valid: false,
    'error-types': ['lost-write'],
    'bad-error-types': ['lost-write'],
    'lost-write': { count: 1, errs: [{ key: 'a', value: 8 }] },
  };
  t.notThrows(() => pictures(odd, history([0, 'ok', 'poll', 3], [0, 'ok', 'send', [[1]]])));
});
