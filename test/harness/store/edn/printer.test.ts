/** What is printed reads back as what it was. */

import test from 'ava';
import * as fc from 'fast-check';
import { isKeywordName, printEdn } from '../../../../harness/store/edn/printer.js';
import { readEdn, toJson } from '../../../../harness/store/edn/index.js';
import {
  EdnList,
  EdnMap,
  EdnSet,
  EdnSymbol,
  Float,
  Keyword,
  Tagged,
} from '../../../../harness/store/edn/values.js';

for (const [value, text] of [
  [undefined, 'nil'],
  [-0, '-0.0'],
  [2 ** 60, '1152921504606847000.0'],
  [1e21, '1e+21'],
  [2n ** 63n - 1n, '9223372036854775807'],
  [2n ** 63n, '9223372036854775808N'],
  [-(2n ** 63n), '-9223372036854775808'],
  [-(2n ** 63n) - 1n, '-9223372036854775809N'],
  [new Float(1), '1.0'],
  [new Float(NaN), '##NaN'],
  [new Float(-Infinity), '##-Inf'],
  ['a"\\\n\r\t\b\fé\u0001', '"a\\"\\\\\\n\\r\\t\\b\\fé\u0001"'],
  [{ a: [1, null], 'b c': true }, '{"a" [1 nil], "b c" true}'],
  [new EdnMap([[new Keyword('a'), new EdnSet([1, 2])]]), '{:a #{1 2}}'],
  [new Tagged('op', new EdnList([new EdnSymbol('x')])), '#op (x)'],
] as const) {
  test(`prints ${text.replaceAll('\u0001', '?')}`, (t) => {
    t.is(printEdn(value), text);
  });
}

test('the name of a keyword is a word as identifiers have them, and no number', (t) => {
  for (const name of ['read', 'valid?', 'G-single-item', 'net-timeout', '+', 'a1', '-a'])
    t.true(isKeywordName(name), name);
  for (const name of ['', '1', '-1', 'two words', 'a:b', 'a/b', '"', 'é', ':a'])
    t.false(isKeywordName(name), name);
});

const name = fc.stringMatching(/^[a-z][a-z0-9?*!-]{0,5}$/);
const integer = fc.oneof(
  fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
  fc.bigInt().filter((n) => !Number.isSafeInteger(Number(n))),
);
const fraction = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Number.isInteger(n));
const whole = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e300));

const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    integer,
    fraction,
    whole.map((n) => new Float(n)),
    fc.string({ unit: 'binary' }),
    name.map((text) => new Keyword(text)),
    name.filter((text) => !['nil', 'true', 'false'].includes(text)).map((text) => new EdnSymbol(text)),
    fc.array(tie('value')),
    fc.array(tie('value')).map((items) => new EdnList(items)),
    fc.array(tie('value')).map((items) => new EdnSet(items)),
    fc
      .uniqueArray(fc.tuple(tie('value'), tie('value')), { selector: ([key]) => printEdn(key) })
      .map((entries) => new EdnMap(entries)),
    fc.tuple(name, tie('value')).map(([tag, value]) => new Tagged(tag, value)),
  ),
}));

test('reading what was printed gives the value again, and nothing else', (t) => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 3 }), (values) => {
      const text = values.map(printEdn).join('\n');
      t.deepEqual(
        readEdn(text).map(({ value }) => value),
        values,
      );
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('JSON survives EDN', (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      t.deepEqual(
        readEdn(printEdn(value)).map((form) => toJson(form.value)),
        [value],
      );
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('a text cut short never reads as something', (t) => {
  fc.assert(
    fc.property(
      fc.array(anything, { minLength: 1 }).map(printEdn),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (text, share) => {
        const cut = text.slice(0, Math.floor(text.length * share));
        if (cut === '') return;
        t.throws(() => readEdn(cut));
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});
