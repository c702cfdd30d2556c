import test from 'ava';
import { differences, ignoredPaths } from '../../../harness/replay/compare.js';
import {
  lineDifferences,
  parseActualLine,
  parseExpectedLine,
} from '../../../harness/replay/expected-line.js';

const accepts = (expected: string, actual: string, ignore: readonly string[] = []): boolean =>
  lineDifferences(parseExpectedLine(expected), parseActualLine(actual), ignoredPaths(ignore)).length === 0;

/** expected, what it accepts, what it refuses */
const TABLE: readonly [expected: string, accepted: readonly string[], refused: readonly string[]][] = [
  [
    '{"a":1,"b":2}',
    ['{"b":2,"a":1}', ' { "a" : 1.0, "b":2 } '],
    ['{"a":1}', '{"a":1,"b":2,"c":3}', '{"a":1,"b":"2"}'],
  ],
  [
    '{"a":9007199254740993}',
    ['{"a":9007199254740993}'],
    ['{"a":9007199254740992}', '{"a":9007199254740994}'],
  ],
  [
    '{"a":9007199254740992}',
    ['{"a":9007199254740992.0}', '{"a":9.007199254740992e15}'],
    ['{"a":9007199254740993}'],
  ],
  ['{"a":[1,2]}', ['{"a":[1,2]}'], ['{"a":[2,1]}', '{"a":[1]}', '{"a":[1,2,3]}', '{"a":{"0":1,"1":2}}']],
  ['{"a":null}', ['{"a":null}'], ['{}', '{"a":0}', '{"a":false}']],
  ['{"a":"<any>"}', ['{"a":null}', '{"a":[1]}', '{"a":"<any>"}'], ['{}']],
  ['{"a":"<string>"}', ['{"a":""}', '{"a":"<string>"}'], ['{"a":1}', '{"a":null}']],
  [
    '{"a":"<integer>"}',
    ['{"a":-3}', '{"a":3.0}', '{"a":12345678901234567890}'],
    ['{"a":1.5}', '{"a":"3"}', '{"a":null}'],
  ],
  ['{"a":"<number>"}', ['{"a":1.5}', '{"a":12345678901234567890}'], ['{"a":"1"}', '{"a":null}']],
  ['{"a":"<boolean>"}', ['{"a":true}', '{"a":false}'], ['{"a":0}', '{"a":"true"}']],
  ['{"a":"<array>"}', ['{"a":[]}'], ['{"a":{}}', '{"a":"[]"}']],
  ['{"a":"<object>"}', ['{"a":{"b":1}}'], ['{"a":[]}', '{"a":null}']],
  ['{"a":"/^n[23]$/"}', ['{"a":"n2"}'], ['{"a":"n4"}', '{"a":["n2"]}', '{"a":"/^n[23]$/"}']],
  ['{"a":"//"}', ['{"a":"//"}'], ['{"a":""}', '{"a":"/"}']],
  ['{"a":"<other>"}', ['{"a":"<other>"}'], ['{"a":"x"}']],
  [
    '{...}',
    ['{"src":"n1","dest":"c1","body":{}}'],
    ['{}', '[1]', 'text', '{"src":"n1","dest":"c1","body":[]}'],
  ],
  ['{ ... }', ['{"src":"n1","dest":"c1","body":{}}'], ['{}']],
  ['/"type": ?"ok"/', ['{"type": "ok"}', 'not JSON: "type":"ok"'], ['{"type":"no"}']],
  ['  plain text ', ['plain text', '  plain text\t'], ['plain  text', '{"a":1}']],
  ['[1, 2]', ['[1, 2]'], ['[1,2]']],
];

for (const [expected, accepted, refused] of TABLE) {
  test(`${expected} accepts what it says`, (t) => {
    for (const actual of accepted) t.true(accepts(expected, actual), actual);
    for (const actual of refused) t.false(accepts(expected, actual), actual);
  });
}

test('a difference names its path, what was expected and what came', (t) => {
  const expected = { src: 'n1', body: { type: 'read_ok', msg_id: 1, messages: [1, { a: 'x' }], gone: true } };
  const actual = {
    src: 'n1',
    body: { type: 'read_ok', msg_id: 0, messages: [1, { a: 'y' }, 3], more: null },
  };
  t.deepEqual(
    differences(expected, actual, new Set()).map(
      ({ path, expected: e, got }) => `${path}: expected ${e}, got ${got}`,
    ),
    [
      'body.msg_id: expected 1, got 0',
      'body.messages.1.a: expected "x", got "y"',
      'body.messages.2: expected nothing, got 3',
      'body.gone: expected true, got nothing',
      'body.more: expected nothing, got null',
    ],
  );
});

test('an ignored field may differ, be missing or be there in vain', (t) => {
  const expected = '{"src":"n1","body":{"text":"a","code":1}}';
  t.true(accepts(expected, '{"src":"n1","body":{"text":"b","code":1}}', ['text']));
  t.true(accepts(expected, '{"src":"n1","body":{"code":1}}', ['body.text']));
  t.true(accepts('{"src":"n1","body":{}}', '{"src":"n1","body":{"text":"b"}}', ['text']));
  t.true(accepts(expected, '{"src":"n2","body":{"text":"a","code":1}}', ['src']));
  t.false(accepts(expected, '{"src":"n1","body":{"text":"a","code":2}}', ['text']));
});

test('a bare name means the top of the body, not what is inside it', (t) => {
  t.false(accepts('{"body":{"a":{"text":1}}}', '{"body":{"a":{"text":2}}}', ['text']));
  t.true(accepts('{"body":{"a":{"text":1}}}', '{"body":{"a":{"text":2}}}', ['body.a.text']));
});

test('a line that opens a brace and is no JSON is a mistake, not a text', (t) => {
  t.throws(() => parseExpectedLine('{"a": 1'), { instanceOf: SyntaxError });
  t.throws(() => parseExpectedLine('{"a": "/(/"}'), { instanceOf: SyntaxError });
  t.throws(() => parseExpectedLine('/(/'), { instanceOf: SyntaxError });
});
