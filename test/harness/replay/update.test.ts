import test from 'ava';
import * as fc from 'fast-check';
import { parseActualLine, parseExpectedLine } from '../../../harness/replay/expected-line.js';
import { match, MATCH_MODES, type MatchMode } from '../../../harness/replay/match.js';
import { updatedOutput } from '../../../harness/replay/update.js';

const update = (
  mode: MatchMode,
  expected: readonly string[],
  actual: readonly string[],
  ignore: readonly string[] = [],
): string[] =>
  updatedOutput({ output: expected.map((text, line) => ({ line, text })), match: mode, ignore }, actual);

/** mode, expected, actual, updated */
const TABLE: readonly [what: string, MatchMode, string[], string[], string[]][] = [
  ['a prefix keeps its length', 'prefix', ['a', 'x'], ['a', 'b', 'c'], ['a', 'b']],
  ['a prefix of less output is shorter', 'prefix', ['a', 'x'], ['a'], ['a']],
  ['exact takes all', 'exact', ['x'], ['a', 'b'], ['a', 'b']],
  [
    'a subset keeps what is there and takes the closest for the rest',
    'subset',
    ['b', '{"a":1,"b":2}'],
    ['b', 'z', '{"a":1,"b":3}'],
    ['b', '{"a":1,"b":3}'],
  ],
  ['a subset comes in the order of the output', 'subset', ['b', 'a'], ['a', 'b'], ['a', 'b']],
  ['unordered keeps the order of the case', 'unordered', ['c', 'x', 'a'], ['a', 'b', 'c'], ['c', 'b', 'a']],
  [
    'lines that match stay as they are written',
    'exact',
    ['{ "a": 1.0 }', '/b/', '{...}', 'x'],
    ['{"a":1}', 'abc', '{"src":"a","dest":"b","body":{}}', 'y'],
    ['{ "a": 1.0 }', '/b/', '{...}', 'y'],
  ],
  [
    'placeholders that still accept stay',
    'prefix',
    ['{"a":"<string>","b":"<integer>","c":[1,"/x/"],"d":1}'],
    ['{"a":"s","b":"t","c":[2,"xyz"],"d":2}'],
    ['{"a":"<string>","b":"t","c":[2,"/x/"],"d":2}'],
  ],
  [
    'large integers keep their digits',
    'prefix',
    ['{"a":1,"b":"<any>"}'],
    ['{"a":9007199254740993,"b":1}'],
    ['{"a":9007199254740993,"b":"<any>"}'],
  ],
  [
    'a text that looks like a placeholder is made to mean itself',
    'prefix',
    ['{"a":1}'],
    ['{"a":"<any>","b":["/x+/"]}'],
    [String.raw`{"a":"/^<any>$/","b":["/^/x\\+/$/"]}`],
  ],
  ['a broken line becomes a pattern', 'prefix', ['x'], ['{"a": (oops'], [String.raw`/^\{"a": \(oops$/`]],
];

for (const [what, mode, expected, actual, updated] of TABLE) {
  test(what, (t) => {
    t.deepEqual(update(mode, expected, actual), updated);
  });
}

test('fields that are not compared stay as the case has them', (t) => {
  const expected = ['{"body":{"text":"as I like it","code":1}}'];
  t.deepEqual(update('exact', expected, ['{"body":{"text":"other","code":2}}'], ['text']), [
    '{"body":{"text":"as I like it","code":2}}',
  ]);
  t.deepEqual(update('exact', expected, ['{"body":{"code":2}}'], ['text']), [
    '{"body":{"code":2,"text":"as I like it"}}',
  ]);
  t.deepEqual(update('exact', [], ['{"body":{"text":"other","code":2}}'], ['text']), ['{"body":{"code":2}}']);
});

const anyString = fc.oneof(
  fc.string(),
  fc.constantFrom('<any>', '<string>', '<integer>', '/x/', '/(/', '//', '{...}', '/a.b/'),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    anyString,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(fc.constantFrom('a', 'b', 'text', '__proto__'), tie('value'), { maxKeys: 3 }),
}));
const message = fc
  .record({ src: fc.constantFrom('n1', 'n2'), dest: fc.constant('c1'), body: json.map })
  .map((each) => JSON.stringify(each));
const raw = fc.constantFrom('text', '/x/', '{...}', '{oops', '[1]', '"s"', '3');
const printed = fc.oneof({ weight: 4, arbitrary: message }, { weight: 1, arbitrary: raw });

/** An expectation that can be read: broken patterns never get that far. */
const expectation = printed.filter((text) => {
  try {
    parseExpectedLine(text);
    return true;
  } catch {
    return false;
  }
});

test('an updated case passes, in every mode', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MATCH_MODES),
      fc.array(expectation, { maxLength: 4 }),
      fc.array(printed, { maxLength: 5 }),
      fc.constantFrom([], ['text'], ['body.a']),
      (mode, expected, actual, ignore) => {
        const updated = update(mode, expected, actual, ignore);
        t.deepEqual(match(updated.map(parseExpectedLine), actual.map(parseActualLine), { mode, ignore }), []);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a case that passes is updated to itself', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom('subset' as const, 'unordered' as const),
      fc.array(message, { maxLength: 5 }).chain((all) => fc.tuple(fc.constant(all), fc.subarray(all))),
      (mode, [actual, gaps]) => {
        const safe = gaps.filter((text) => !/"[</]/.test(text));
        t.deepEqual(update(mode, safe, actual), safe);
      },
    ),
  );
});
