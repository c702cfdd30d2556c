/** Figures, clipped texts, names in order and hashes: the small mechanisms that every room shares. */

import test from 'ava';
import * as fc from 'fast-check';
import { clipped, fitted } from '../../../harness/text/clipped.js';
import { fnv1a } from '../../../harness/text/fnv1a.js';
import { naturalOrder } from '../../../harness/text/natural-order.js';
import { briefFigure, rounded } from '../../../harness/text/rounded.js';

test('a figure is rounded to significant digits, four if nothing else is said', (t) => {
  t.is(rounded(12.34567), 12.35);
  t.is(rounded(123456), 123500);
  t.is(rounded(0.000123456, 2), 0.00012);
});

test('a brief figure has three digits, and all that stand before the point', (t) => {
  t.is(briefFigure(1.5249), '1.52');
  t.is(briefFigure(999.5), '1000');
  t.is(briefFigure(12345.6), '12346');
  t.is(briefFigure(-12345.6), '-12346');
});

test('a clipped text is its beginning with an ellipsis behind it, a fitted one has room for the ellipsis', (t) => {
  t.is(clipped('abcd', 4), 'abcd');
  t.is(clipped('abcde', 4), 'abcd…');
  t.is(fitted('abcd', 4), 'abcd');
  t.is(fitted('abcde', 4), 'abc…');
});

test('a fitted text is never longer than the room, and a clipped one by its ellipsis at most', (t) => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), (text, length) => {
      t.true(fitted(text, length).length <= length);
      t.true(clipped(text, length).length <= length + 1);
      if (text.length <= length) t.deepEqual([fitted(text, length), clipped(text, length)], [text, text]);
    }),
  );
});

test('names are ordered by the numbers in them', (t) => {
  t.deepEqual(['n10', 'n2', 'n1', 'c3'].toSorted(naturalOrder), ['c3', 'n1', 'n2', 'n10']);
});

test('the hash is FNV-1a with its published values', (t) => {
  t.is(fnv1a(''), 0x811c9dc5);
  t.is(fnv1a('a'), 0xe40c292c);
  t.is(fnv1a('foobar'), 0xbf9cf968);
});
