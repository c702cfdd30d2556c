/** What a line is, whatever the chunks that it comes in, and what becomes of one that is too long. */

import test from 'ava';
import * as fc from 'fast-check';
import { LineSplitter } from '../../../node/index.js';

interface Cut {
  /** Lines with their numbers. */
  readonly lines: readonly (readonly [number, string])[];
  readonly tooLong: readonly (readonly [number, string])[];
}

function cut(chunks: readonly (string | Buffer)[], maxLength?: number): Cut {
  const lines: [number, string][] = [];
  const tooLong: [number, string][] = [];
  const listener = {
    line: (text: string, number: number) => void lines.push([number, text]),
    tooLong: (start: string, number: number) => void tooLong.push([number, start]),
  };
  const splitter = new LineSplitter(listener, maxLength);
  for (const chunk of chunks) splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  splitter.end();
  return { lines, tooLong };
}

function texts(...chunks: readonly string[]): readonly string[] {
  return cut(chunks).lines.map(([, text]) => text);
}

const CUTS: readonly (readonly [title: string, text: string, lines: readonly string[]])[] = [
  ['nothing is no line', '', []],
  ['LF ends a line', 'a\nb\n', ['a', 'b']],
  ['CRLF ends a line', 'a\r\nb\r\n', ['a', 'b']],
  ['CR ends a line', 'a\rb\r', ['a', 'b']],
  ['what is left without an end is a line', 'a\nb', ['a', 'b']],
  ['empty lines are lines', '\na\n\n\nb\n', ['', 'a', '', '', 'b']],
  ['CR CR LF ends two lines', 'a\r\r\nb', ['a', '', 'b']],
  ['LF CR ends two lines', 'a\n\rb', ['a', '', 'b']],
  ['other separators of Unicode are text', 'a\u2028b\u0085c\u000Bd\n', ['a\u2028b\u0085c\u000Bd']],
  ['white space is kept', ' a \t\n', [' a \t']],
];

for (const [title, text, lines] of CUTS) {
  test(title, (t) => {
    t.deepEqual(texts(text), lines);
  });
}

test('a CR ends its line at once, and an LF that opens the next chunk belongs to it', (t) => {
  const lines: string[] = [];
  const splitter = new LineSplitter({ line: (text) => void lines.push(text), tooLong: () => t.fail() });
  splitter.push(Buffer.from('a\r'));
  t.deepEqual(lines, ['a']);
  splitter.push(Buffer.from('\n'));
  t.deepEqual(lines, ['a']);
  splitter.push(Buffer.from('\nb\r'));
  t.deepEqual(lines, ['a', '', 'b']);
  splitter.push(Buffer.from('c\n'));
  t.deepEqual(lines, ['a', '', 'b', 'c']);
});

test('an empty chunk between CR and LF changes nothing', (t) => {
  t.deepEqual(texts('a\r', '', '\nb'), ['a', 'b']);
});

test('a character of four bytes may come byte by byte', (t) => {
  const bytes = [...Buffer.from('x😀y\n')].map((byte) => Buffer.from([byte]));
  t.deepEqual(cut(bytes).lines, [[1, 'x😀y']]);
});

test('a character that never came whole is replaced, and its line is kept', (t) => {
  t.deepEqual(cut([Buffer.from('x😀').subarray(0, 3)]).lines, [[1, 'x\uFFFD']]);
});

const text = fc.string({
  unit: fc.constantFrom('\n', '\r', '\r\n', 'a', 'é', '日', '😀', '\u2028'),
  maxLength: 60,
});

test('any chunks of any text give the lines of that text', (t) => {
  fc.assert(
    fc.property(text, fc.array(fc.nat(300)), (whole, cuts) => {
      const bytes = Buffer.from(whole);
      const at = [0, ...cuts.map((each) => Math.min(each, bytes.length)), bytes.length].toSorted(
        (a, b) => a - b,
      );
      const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
      const expected = whole.split(/\r\n|\r|\n/);
      if (expected.at(-1) === '') expected.pop();
      t.deepEqual(
        cut(chunks).lines,
        expected.map((line, i) => [i + 1, line] as const),
      );
    }),
    { numRuns: 1000 },
  );
});

test('a line may be as long as the limit, and is too long with one character more', (t) => {
  t.deepEqual(cut(['12345\n123456\n12345'], 5), {
    lines: [
      [1, '12345'],
      [3, '12345'],
    ],
    tooLong: [[2, '123456']],
  });
  t.deepEqual(cut(['123', '45\n12', '3456\n', '1234', '5\r\n12345', '6'], 5), {
    lines: [
      [1, '12345'],
      [3, '12345'],
    ],
    tooLong: [
      [2, '123456'],
      [4, '123456'],
    ],
  });
});

test('whether a line is too long does not depend on the chunks', (t) => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), fc.nat(4), (chunks, limit) => {
      const pieces = cut(chunks, limit);
      const whole = cut([chunks.join('')], limit);
      t.deepEqual(pieces.lines, whole.lines);
      t.deepEqual(
        pieces.tooLong.map(([number]) => number),
        whole.tooLong.map(([number]) => number),
      );
    }),
  );
});

test('a line of many chunks that is too long costs itself alone', (t) => {
  const chunk = 'x'.repeat(1000);
  const { lines, tooLong } = cut(
    ['before\n', ...Array.from({ length: 50 }, () => chunk), '\nafter\n'],
    10_000,
  );
  t.deepEqual(lines, [
    [1, 'before'],
    [3, 'after'],
  ]);
  t.deepEqual(tooLong, [[2, 'x'.repeat(200)]]);
});

test('a line of 32 MB in chunks of 64 KB arrives whole', (t) => {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const { lines } = cut([...Array.from({ length: 512 }, () => chunk), '\nnext']);
  t.is(lines[0]?.[1].length, 32 * 1024 * 1024);
  t.deepEqual(lines[1], [2, 'next']);
});

// In time that grew with the square of the chunk these two would take minutes.
test('a huge chunk of short lines that end in CR is cut', (t) => {
  t.is(cut(['\r'.repeat(2_000_000)]).lines.length, 2_000_000);
});

test('a huge chunk of short lines with a CR at its far end is cut', (t) => {
  t.is(cut([`${'\n'.repeat(2_000_000)}\r`]).lines.length, 2_000_001);
});

test('a line is intact unless bytes of it were not UTF-8, whatever the chunks', (t) => {
  const good = [...Buffer.from('a\uFFFDé')];
  const line = fc.array(fc.constantFrom(good, [0xff], [0xc3], [0x61]), { maxLength: 5 });
  const valid = (pieces: readonly (readonly number[])[]): boolean => {
    const bytes = Buffer.from(pieces.flat());
    return Buffer.from(bytes.toString('utf8')).equals(bytes);
  };
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), fc.integer({ min: 1, max: 4 }), (lines, size) => {
      const bytes = Buffer.from(lines.flatMap((pieces) => [...pieces.flat(), 10]));
      const intact: boolean[] = [];
      const splitter = new LineSplitter({
        line: (_text, _number, whole) => void intact.push(whole),
        tooLong: () => t.fail(),
      });
      for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size));
      splitter.end();
      t.deepEqual(intact, lines.map(valid));
    }),
    { numRuns: 1000 },
  );
});

test('what waits for its line end is counted and shown', (t) => {
  const splitter = new LineSplitter({ line: () => {}, tooLong: () => t.fail() });
  splitter.push(Buffer.from('a\nbc'));
  t.deepEqual([splitter.rest, splitter.next], [{ length: 2, start: 'bc' }, 2]);
  splitter.push(Buffer.from('d\n'));
  t.deepEqual([splitter.rest, splitter.next], [{ length: 0, start: '' }, 3]);
});
