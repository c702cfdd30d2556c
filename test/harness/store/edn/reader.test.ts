/** What counts as EDN, what it means, and where it is broken. */

import test from 'ava';
import { EdnError, readEdn } from '../../../../harness/store/edn/index.js';
import {
  EdnList,
  EdnMap,
  EdnSet,
  EdnSymbol,
  Float,
  Keyword,
  Tagged,
  toJson,
} from '../../../../harness/store/edn/values.js';

const key = (name: string): Keyword => new Keyword(name);

for (const [text, value] of [
  ['nil', null],
  ['true', true],
  ['false', false],
  ['0', 0],
  ['-0', 0],
  ['+17', 17],
  ['-3', -3],
  ['17N', 17],
  ['9007199254740991', 9007199254740991],
  ['9007199254740993', 9007199254740993n],
  ['-18446744073709551617N', -18446744073709551617n],
  ['1.5', 1.5],
  ['1.50M', 1.5],
  ['-1.5e-3', -0.0015],
  ['1.', new Float(1)],
  ['3.0', new Float(3)],
  ['1e3', new Float(1000)],
  ['1/4', 0.25],
  ['4/2', new Float(2)],
  ['##Inf', new Float(Infinity)],
  ['##-Inf', new Float(-Infinity)],
  ['##NaN', new Float(NaN)],
  ['""', ''],
  ['"a\\"b\\\\c\\nd\\u00e9\\t"', 'a"b\\c\ndé\t'],
  ['"two\nlines; no comment"', 'two\nlines; no comment'],
  ['\\a', 'a'],
  ['\\newline', '\n'],
  ['\\u00e9', 'é'],
  ['\\(', '('],
  [':a', key('a')],
  [':valid?', key('valid?')],
  [':ns/name', key('ns/name')],
  ['name', new EdnSymbol('name')],
  ['-', new EdnSymbol('-')],
  ['[]', []],
  ['[1, 2,,3]', [1, 2, 3]],
  ['[1[2]"a":b]', [1, [2], 'a', key('b')]],
  ['(1 2)', new EdnList([1, 2])],
  ['#{1 #{}}', new EdnSet([1, new EdnSet([])])],
  ['{}', new EdnMap([])],
  [
    '{:a 1 "a" 2}',
    new EdnMap([
      [key('a'), 1],
      ['a', 2],
    ]),
  ],
  ['#inst "2026"', new Tagged('inst', '2026')],
  ['#jepsen.history.Op{:index 0}', new Tagged('jepsen.history.Op', new EdnMap([[key('index'), 0]]))],
  ['[1 #_ 2 #_[3 4] 5 #_#_ 6 7]', [1, 5]],
  ['; a comment\n1 ; another', 1],
] as const) {
  test(`EDN: ${JSON.stringify(text)}`, (t) => {
    t.deepEqual(
      readEdn(text).map((form) => form.value),
      [value],
    );
  });
}

for (const [text, line, message] of [
  ['1\n{:a', 2, 'this map is not closed with }: the file is cut off'],
  ['[1\n2\n', 1, 'this vector is not closed with ]: the file is cut off'],
  ['(1', 1, 'this list is not closed with ): the file is cut off'],
  ['#{1', 1, 'this set is not closed with }: the file is cut off'],
  ['\n{:a\n [1 }}', 3, 'expected an element or ], got }'],
  ['{:a 1 :b}', 1, 'a map with a key that has no value'],
  ['{:a 1 :a 2}', 1, 'a map with two values for :a'],
  ['{:a 1}}', 1, 'expected a form, got }'],
  ['\n\n"never closed', 3, 'this string is not closed with ": the file is cut off'],
  ['"\\q"', 1, 'unknown escape \\q in a string'],
  ['"\\u12"', 1, 'unknown escape \\u in a string'],
  ['\\alpha', 1, 'unknown character \\alpha'],
  ['007', 1, 'expected a value, got 007'],
  ['1.2.3', 1, 'expected a value, got 1.2.3'],
  ['12ab', 1, 'expected a value, got 12ab'],
  [':', 1, 'expected a value, got :'],
  ['@a', 1, 'expected a value, got @a'],
  ['##Infinity', 1, 'expected ##Inf, ##-Inf or ##NaN'],
  ['# 1', 1, 'expected a tag behind #'],
  ['#inst', 1, 'expected a value for #inst, got the end of the file'],
  ['[1 #_]', 1, 'expected a form to leave out, got ]'],
  [`a${'b'.repeat(60)}@`, 1, `expected a value, got a${'b'.repeat(39)}…`],
  ['['.repeat(2000), 1, 'nested more than 1000 deep'],
] as const) {
  test(`not EDN: ${JSON.stringify(text.slice(0, 30))}`, (t) => {
    const error = t.throws(() => readEdn(text), { instanceOf: EdnError });
    t.like(error, { line, message });
  });
}

test('each form is told with the line on which it begins', (t) => {
  const forms = readEdn('1\n\n; two\n{:a\n 1} 4\n"a\nb"\n5');
  t.deepEqual(
    forms.map(({ line }) => line),
    [1, 4, 5, 6, 8],
  );
});

test('no text, no forms', (t) => {
  t.deepEqual(readEdn(' \n; nothing\n#_ 1'), []);
});

test('what JSON lacks becomes what JSON has', (t) => {
  const [form] = readEdn(
    '{:type :ok, "key" (1 2.0 nil), 3 #{:a}, [1 9007199254740993] sym, #tag nil #inst "now", 2.5 {}}',
  );
  t.deepEqual(toJson(form?.value), {
    type: 'ok',
    key: [1, 2, null],
    3: ['a'],
    '[1,9007199254740993]': 'sym',
    null: 'now',
    '2.5': {},
  });
});
