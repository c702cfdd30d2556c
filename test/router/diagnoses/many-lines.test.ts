/** Messages over several lines are one trouble, and other bad lines keep theirs. */

import test from 'ava';
import * as fc from 'fast-check';
import { isTrouble, parseLine } from '../../../router/index.js';
import { ManyLines } from '../../../router/diagnoses/many-lines.js';

/** What is said of bad lines, one after the other. */
function said(lines: readonly string[]): { readonly whats: readonly string[]; readonly open: boolean } {
  const many = new ManyLines();
  const whats = lines.flatMap((line, i) => {
    const result = parseLine('n1', line, i + 1);
    return isTrouble(result) ? many.take(line, i + 1, result).map(({ what }) => what) : [];
  });
  return { whats, open: many.open };
}

const indented = (value: unknown): string[] => JSON.stringify(value, undefined, 2).split('\n');

test('an indented message is one trouble that counts its lines, strings with brackets and all', (t) => {
  const message = { src: 'n1', dest: 'n2', body: { type: '}]"\\', list: [1, [], {}] } };
  const lines = indented(message);
  t.deepEqual(said(lines), {
    whats: [
      `n1 printed a JSON value over ${lines.length} lines (lines 1 to ${lines.length} of its stdout): a message must be on one line`,
    ],
    open: false,
  });
});

test('any indented object or array is one trouble, and each of several is one', (t) => {
  const values = fc.array(
    fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
      fc.array(fc.jsonValue(), { minLength: 1 }),
    ),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(values, (all) => {
      const { whats, open } = said(all.flatMap(indented));
      t.false(open);
      t.is(whats.length, all.length);
      t.true(whats.every((what) => what.includes('printed a JSON value over')));
    }),
  );
});

test('lines that are no JSON together are reported each, as they came', (t) => {
  const { whats, open } = said(['[starting {', 'loading }', 'done ]']);
  t.deepEqual(
    whats.map((what) => what.match(/line \d/)?.[0]),
    ['line 1', 'line 2', 'line 3'],
  );
  t.false(open);
});

test('what is still open is given back on request', (t) => {
  const many = new ManyLines();
  const trouble = parseLine('n1', '{', 1);
  if (!isTrouble(trouble)) throw new Error('accepted');
  t.deepEqual(many.take('{', 1, trouble), []);
  t.true(many.open);
  t.deepEqual(many.release(), [trouble]);
  t.false(many.open);
});
