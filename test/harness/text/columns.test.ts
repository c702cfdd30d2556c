import test from 'ava';
import * as fc from 'fast-check';
import { clip, columnsOf, wrap } from '../../../harness/text/columns.js';

test('East Asian characters and emoji take two columns, all others one', (t) => {
  const cases: [string, number][] = [
    ['', 0],
    ['n1 -> n2', 8],
    ['héllo …✓✗×', 10],
    ['日本語', 6],
    ['한국어', 6],
    ['ひらがな', 8],
    ['ｆｕｌｌ', 8],
    ['🎉', 2],
    ['⌚⛄', 4],
    ['\u{20000}', 2],
    ['e\u0301', 2],
  ];
  for (const [text, columns] of cases) t.is(columnsOf(text), columns, text);
});

test('a text that fits is left alone, another is cut and says so', (t) => {
  const cases: [string, number, string][] = [
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['abcd', 1, '…'],
    ['abcd', 0, ''],
    ['abcd', -5, ''],
    ['', 0, ''],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['🎉🎉', 3, '🎉…'],
  ];
  for (const [text, columns, expected] of cases) t.is(clip(text, columns), expected, `${text} ${columns}`);
});

test('cutting a megabyte looks at no more than what can be shown', (t) => {
  t.is(clip('x'.repeat(1_000_000), 5), 'xxxx…');
  t.is(clip(`a${'\u0301'.repeat(1_000_000)}`, 3), 'a\u0301…');
});

test('lines are broken between words, and in a word that is longer than a line', (t) => {
  t.deepEqual(wrap('one two three', 80, '  '), ['one two three']);
  t.deepEqual(wrap('one two three', 8, '  '), ['one two', '  three']);
  t.deepEqual(wrap('one two three four', 9, '  '), ['one two', '  three', '  four']);
  t.deepEqual(wrap('abcdefghij', 6, '  '), ['abcd', '  efgh', '  ij']);
  t.deepEqual(wrap('', 10, '  '), ['']);
});

test('nothing that was cut or broken is wider than asked for', (t) => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 0, max: 30 }),
      (text, columns) => {
        t.true(columnsOf(clip(text, columns)) <= columns);
        if (columns < 6) return;
        const lines = wrap(text, columns, '  ');
        for (const line of lines) t.true(columnsOf(line) <= columns);
        t.is(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''), 'nothing is lost');
      },
    ),
  );
});
