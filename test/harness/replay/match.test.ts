import test from 'ava';
import * as fc from 'fast-check';
import { parseActualLine, parseExpectedLine } from '../../../harness/replay/expected-line.js';
import { match, MATCH_MODES, type MatchMode, type Mismatch } from '../../../harness/replay/match.js';

function mismatches(
  mode: MatchMode,
  expected: readonly string[],
  actual: readonly string[],
): readonly Mismatch[] {
  return match(expected.map(parseExpectedLine), actual.map(parseActualLine), { mode, ignore: [] });
}

const fits = (mode: MatchMode, expected: readonly string[], actual: readonly string[]): boolean =>
  mismatches(mode, expected, actual).length === 0;

/** expected, actual, and the strictest mode that accepts them */
const TABLE: readonly [expected: string, actual: string, strictest: MatchMode | undefined][] = [
  ['a b', 'a b', 'exact'],
  ['', '', 'exact'],
  ['a b', 'a b c', 'prefix'],
  ['', 'a', 'prefix'],
  ['a c', 'a b c', 'subset'],
  ['b', 'a b', 'subset'],
  ['b a', 'a b', 'unordered'],
  ['a a', 'a b a', 'subset'],
  ['a a', 'a b', undefined],
  ['a b', 'a', undefined],
  ['a', '', undefined],
  // The pattern could take the only line that the text accepts.
  ['/[ab]/ a', 'a b', 'unordered'],
  ['/[ab]/ a', 'a c', undefined],
];

for (const [expected, actual, strictest] of TABLE) {
  test(`[${expected}] against [${actual}] fits ${strictest ?? 'nothing'}`, (t) => {
    const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
    const from = strictest === undefined ? MATCH_MODES.length : MATCH_MODES.indexOf(strictest);
    for (const [i, mode] of MATCH_MODES.entries())
      t.is(fits(mode, words(expected), words(actual)), i >= from, mode);
  });
}

const line = fc.constantFrom('a', 'b', 'c', '/[ab]/', '/[bc]/');
const printed = fc.constantFrom('a', 'b', 'c');

test('what a mode accepts, all that are less strict accept too', (t) => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.array(printed, { maxLength: 8 }), (expected, actual) => {
      const verdicts = MATCH_MODES.map((mode) => fits(mode, expected, actual));
      t.deepEqual(
        verdicts,
        verdicts.toSorted((a, b) => Number(a) - Number(b)),
      );
    }),
    { numRuns: 1000 },
  );
});

test('any output fits itself exactly, its beginnings as prefix, its gaps as subset, its shuffles unordered', (t) => {
  fc.assert(
    fc.property(
      fc
        .array(printed, { maxLength: 8 })
        .chain((actual) =>
          fc.tuple(fc.constant(actual), fc.shuffledSubarray(actual), fc.subarray(actual), fc.nat(8)),
        ),
      ([actual, shuffled, gaps, n]) => {
        t.true(fits('exact', actual, actual));
        t.true(fits('prefix', actual.slice(0, n), actual));
        t.true(fits('subset', gaps, actual));
        t.true(fits('unordered', shuffled, actual));
      },
    ),
  );
});

test('subset and unordered agree with trying everything', (t) => {
  const accepts = (expected: string, actual: string): boolean =>
    expected.startsWith('/') ? new RegExp(expected.slice(1, -1)).test(actual) : expected === actual;
  const subset = (expected: readonly string[], actual: readonly string[]): boolean => {
    const [first, ...rest] = expected;
    return (
      first === undefined ||
      actual.some((each, j) => accepts(first, each) && subset(rest, actual.slice(j + 1)))
    );
  };
  const unordered = (expected: readonly string[], actual: readonly string[]): boolean => {
    const [first, ...rest] = expected;
    return (
      first === undefined ||
      actual.some((each, j) => accepts(first, each) && unordered(rest, actual.toSpliced(j, 1)))
    );
  };
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), fc.array(printed, { maxLength: 6 }), (expected, actual) => {
      t.is(fits('subset', expected, actual), subset(expected, actual));
      t.is(fits('unordered', expected, actual), unordered(expected, actual));
    }),
    { numRuns: 500 },
  );
});

test('a mismatch in place names both lines', (t) => {
  const [first] = mismatches('prefix', ['{"a":1}', '{"a":2}'], ['{"a":1}', '{"a":3}']);
  t.deepEqual(first, {
    kind: 'differs',
    expected: 1,
    actual: 1,
    differences: [{ path: 'a', expected: '2', got: '3' }],
  });
});

test('where lines have no place, the closest free one is named', (t) => {
  const [first] = mismatches('unordered', ['{"a":1,"b":1}'], ['{"a":2,"b":2}', '{"a":1,"b":3}', 'text']);
  t.deepEqual(first, {
    kind: 'differs',
    expected: 0,
    actual: 1,
    differences: [{ path: 'b', expected: '1', got: '3' }],
  });
});

test('a line too few is missing, a line too many is extra', (t) => {
  t.deepEqual(mismatches('exact', ['a', 'b'], ['a']), [{ kind: 'missing', expected: 1 }]);
  t.deepEqual(mismatches('exact', ['a'], ['a', 'b', 'c']), [{ kind: 'extra', actual: 1 }]);
  t.deepEqual(mismatches('unordered', ['a', 'a'], ['a']), [{ kind: 'missing', expected: 1 }]);
});

test('a line that stands too early for a subset has no differences, only its place', (t) => {
  t.deepEqual(mismatches('subset', ['b', 'a'], ['a', 'b']), [
    { kind: 'differs', expected: 1, actual: 0, differences: [] },
  ]);
});
