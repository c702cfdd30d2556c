/** What is said of lines that are no JSON, by their shape. */

import test from 'ava';
import { diagnose } from '../../../router/diagnoses/bad-line.js';

const MESSAGE = '{"src":"n1","dest":"n2","body":{"type":"a"}}';
const utf16 = MESSAGE.replaceAll(/./g, '$&\0');

for (const [line, flaw] of [
  [`\uFEFF${MESSAGE}`, /^begins with a byte order mark \(U\+FEFF\)/],
  [utf16, /^is not in UTF-8, but in UTF-16/],
  [MESSAGE.replaceAll(/./g, '\0\0\0$&'), /^is not in UTF-8, but in UTF-32/],
  [`\0${MESSAGE}`, /^holds a NUL byte \(its character 1\)/],
  [`${MESSAGE}\0`, /^holds a NUL byte \(its character 45\)/],
  [`${MESSAGE}${MESSAGE}`, /^holds 2 JSON objects/],
  [`${MESSAGE}, ${MESSAGE} ${MESSAGE}`, /^holds 3 JSON objects/],
  [`DEBUG ${MESSAGE}`, /^has "DEBUG " before its message$/],
  [`\u001b[32m${MESSAGE}\u001b[0m`, /^has .* before its message and .* behind its message$/],
  [`${MESSAGE};`, /^has ";" behind its message$/],
  [`{'src': 'n1'}`, /single quotes/],
  [`{"src"=>"n1"}`, /Ruby or Elixir/],
  [`{:src=>"n1"}`, /Ruby or Elixir/],
  [`{src: 'n1', dest: 'n2'}`, /keys without quotes/],
  ['map[body:map[type:init_ok] src:n1]', /how Go prints/],
  ['[object Object]', /how JavaScript prints/],
  ['Content-Length: 45', /^is a header/],
  ['{"src":"n1","dest":"n2","body":{"x":NaN}}', /^holds a word that is not JSON/],
  ['{"src":"n1","dest":"n2","body":{"x":None}}', /^holds a word that is not JSON/],
] as const) {
  test(`${JSON.stringify(line).slice(0, 60)} ${flaw.source.slice(0, 30)}`, (t) => {
    const known = diagnose(line, true);
    t.regex(known?.flaw ?? '', flaw);
    t.regex(known?.hint ?? '', /./);
  });
}

test('a line in UTF-16 is shown without its zeros', (t) => {
  t.is(diagnose(utf16, true)?.legible, MESSAGE);
});

test('a line of no shape that is known is left to the parser, unless its bytes are the flaw', (t) => {
  for (const line of ['listening on 8080', '{"src":"n1"', '{"a":1} and so on', MESSAGE.slice(1)]) {
    t.is(diagnose(line, true), undefined, line);
    t.is(diagnose(line, false)?.flaw, 'holds bytes that are not UTF-8');
  }
});
