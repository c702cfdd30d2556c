import test from 'ava';
import * as fc from 'fast-check';
import { sameJson } from '../../../node/protocol/canonical-json.js';
import { mayRound, parseExact, printExact } from '../../../node/protocol/exact-json.js';

const NUMBERS: readonly [text: string, value: unknown][] = [
  ['9007199254740991', 9007199254740991],
  ['9007199254740993', 9007199254740993n],
  ['-9007199254740993', -9007199254740993n],
  ['90071992547409930e-1', 9007199254740993n],
  ['9007199254740993.0', 9007199254740993n],
  ['1e20', 1e20],
  ['1234567890123456789e2', 123456789012345678900n],
  ['100000000000000000000', 100000000000000000000n],
  ['1e0', 1],
  ['10e-1', 1],
  ['1.0000000000000000', 1],
  ['0.30000000000000004', 0.30000000000000004],
  ['0.10000000000000001', 0.1],
  ['1e-400', 0],
  ['1e99999', Infinity],
];

for (const [text, value] of NUMBERS) {
  test(`${text} is ${String(value)}${typeof value === 'bigint' ? ' exactly' : ''}`, (t) => {
    t.is(parseExact(text), value);
    t.deepEqual(parseExact(`[{"a": ${text}}, ${text}]`), [{ a: value }, value]);
  });
}

test('an integer with an exponent is the same value as its digits', (t) => {
  for (const [short, long] of [
    ['1e20', '100000000000000000000'],
    ['-12.5e20', '-1250000000000000000000'],
    ['1152921504606847000', '1.152921504606847e18'],
  ] as const) {
    t.true(sameJson(parseExact(short), parseExact(long)), short);
  }
  t.false(sameJson(parseExact('1152921504606847000'), parseExact('1152921504606846976')));
});

test('a long run of digits is found wherever it begins', (t) => {
  for (let place = 0; place < 40; place++) {
    t.true(mayRound(`[${' '.repeat(place)}9007199254740993]`), String(place));
    t.false(mayRound(`[${' '.repeat(place)}900719925474099,3]`), String(place));
    t.false(mayRound(`["${' '.repeat(place)}", "9007199254740993", 0.9007199254740993]`), String(place));
  }
});

test('digits inside strings are no numbers', (t) => {
  t.deepEqual(parseExact('{"12345678901234567890": "9007199254740993 \\" 1e5", "b": [1e2]}'), {
    '12345678901234567890': '9007199254740993 " 1e5',
    b: [100],
  });
});

test('__proto__ is a key like any other', (t) => {
  const value = parseExact('{"__proto__": 9007199254740993}') as object;
  t.deepEqual(Object.entries(value), [['__proto__', 9007199254740993n]]);
});

test('what is no JSON is a SyntaxError', (t) => {
  for (const text of ['', '{', '01', '9007199254740993,', '{"a": 9007199254740993']) {
    t.throws(() => parseExact(text), { instanceOf: SyntaxError }, text);
  }
});

test('where no integer is unsafe, it reads as JSON.parse does', (t) => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      // A large number forces the second reading; it must agree on all the rest.
      const [value] = parseExact(`[${text}, 12345678901234567890]`) as unknown[];
      t.deepEqual(printExact(value), printExact(parseExact(text)));
    }),
  );
});

test('what is printed reads as what it was', (t) => {
  fc.assert(
    fc.property(fc.bigInt(), fc.json(), (integer, json) => {
      const value = parseExact(`[${integer}, {"json": ${json}}]`);
      t.deepEqual(parseExact(printExact(value)), value);
    }),
  );
});
