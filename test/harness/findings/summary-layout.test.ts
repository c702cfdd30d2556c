/** Names and texts as lines that fit on a screen. */

import test from 'ava';
import { Chalk } from 'chalk';
import * as fc from 'fast-check';
import { plain } from '../../../harness/text/colors.js';
import { type SummaryLine, type Group, layOut } from '../../../harness/findings/summary-layout.js';
import { columnsOf } from '../../../harness/text/columns.js';

function laid(groups: readonly Group[], room: number, columns?: number): readonly string[] {
  return layOut(groups, { colors: plain, columns }, room).split('\n').slice(0, -1);
}

function entries(name: string, count: number): readonly SummaryLine[] {
  return Array.from({ length: count }, (_, i) => [i === 0 ? name : '', `${name} ${i}`]);
}

test('texts stand below one another', (t) => {
  const texts: readonly SummaryLine[] = [
    ['operations', '12'],
    ['', 'more'],
    ['a-very-long-name', '3'],
  ];
  t.deepEqual(laid([{ entries: texts }], 10), [
    '  operations   12',
    '               more',
    '  a-very-long-name 3',
  ]);
});

test('in a pipe lines stay whole, on a terminal they are wrapped, and cut at their third row', (t) => {
  const text = 'one two three four five six seven eight nine ten eleven';
  t.deepEqual(laid([{ entries: [['name', text]] }], 10), [`  name         ${text}`]);
  t.deepEqual(laid([{ entries: [['name', text]] }], 10, 29), [
    '  name         one two three',
    '               four five six',
    '               seven eight n…',
  ]);
  t.deepEqual(laid([{ entries: [['name', text]], rowsEach: 1 }], 10, 29), ['  name         one two three…']);
});

test('where there is too much, the last groups are folded first, each to one entry and how many more', (t) => {
  const groups = [{ entries: entries('a', 5) }, { entries: entries('b', 5) }, { entries: entries('c', 2) }];
  const texts = (room: number): readonly string[] =>
    laid(groups, room).map((line) => line.trim().split(/ {3,}/).at(-1) ?? '');
  t.is(texts(12).length, 12);
  t.deepEqual(texts(11), [
    'a 0',
    'a 1',
    'a 2',
    'a 3',
    'a 4',
    'b 0',
    'b 1',
    'b 2',
    'and 2 more',
    'c 0',
    'c 1',
  ]);
  t.deepEqual(texts(7), ['a 0', 'a 1', 'and 3 more', 'b 0', 'and 4 more', 'c 0', 'c 1']);
  t.deepEqual(texts(1), ['a 0', 'and 4 more', 'b 0', 'and 4 more', 'c 0', 'c 1']);
});

test('where folding is not enough, long entries are cut earlier', (t) => {
  const groups = ['a', 'b'].map((name) => ({
    entries: [[name, 'one two three four five six seven']] as const,
  }));
  t.deepEqual(
    laid(groups, 4, 24).map((line) => line.trimStart()),
    ['a            one two', 'three fo…', 'b            one two', 'three fo…'],
  );
  t.is(laid(groups, 2, 24).length, 2);
});

test('a group that is whole is never folded', (t) => {
  const shown = laid([{ entries: entries('a', 5) }, { entries: entries('b', 4), whole: true }], 6);
  t.deepEqual(
    shown.map((line) => line.trim().split(/ {3,}/).at(-1)),
    ['a 0', 'and 4 more', 'b 0', 'b 1', 'b 2', 'b 3'],
  );
});

test('colours are those of the whole text, in each of its rows', (t) => {
  const colors = new Chalk({ level: 1 });
  const view = { colors, columns: 25 };
  t.is(
    layOut([{ entries: [['name', 'seven letters', 'bad']] }], view, 9),
    `  name         ${colors.red('seven')}\n               ${colors.red('letters')}\n`,
  );
});

test('no line is wider than the terminal, and folding keeps to the room wherever it can', (t) => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  const entry = fc.tuple(fc.string({ maxLength: 20 }), text);
  const group = fc.record({ entries: fc.array(entry, { maxLength: 12 }) });
  fc.assert(
    fc.property(
      fc.array(group, { maxLength: 6 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 24, max: 40 }),
      (groups, columns, room) => {
        const shown = laid(groups, room, columns);
        for (const line of shown) t.true(columnsOf(line) <= columns, line);
        t.true(shown.length <= room);
      },
    ),
  );
});
