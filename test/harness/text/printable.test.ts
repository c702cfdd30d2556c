import test from 'ava';
import * as fc from 'fast-check';
import { printable } from '../../../harness/text/printable.js';

test('text that only shows is left as it is', (t) => {
  for (const text of ['', 'n1 -> n2 {"a":[1]}', 'héllo', '日本語', '🎉', 'e\u0301'])
    t.is(printable(text), text);
});

test('what would act on a terminal is spelled out', (t) => {
  const cases: [string, string][] = [
    ['\u001b[31m', '\\u001b[31m'],
    ['\u009b31m', '\\u009b31m'],
    ['a\u007fb\u0085', 'a\\u007fb\\u0085'],
    ['\u202eevil\u2066', '\\u202eevil\\u2066'],
    ['\r\n\t\b', '\\u000d\\u000a\\u0009\\u0008'],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['\u200b\ufeff', '\\u200b\\ufeff'],
    ['\u{e0041}', '\\udb40\\udc41'],
    ['\ud800', '\\ud800'],
  ];
  for (const [text, expected] of cases) t.is(printable(text), expected);
});

test('inside JSON it stays the same JSON', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      t.is(JSON.parse(printable(JSON.stringify(text))), text);
    }),
  );
});
