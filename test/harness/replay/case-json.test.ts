import test from 'ava';
import { type Case, isBroken } from '../../../harness/replay/case.js';
import { parseCaseJson, rewriteCaseJson } from '../../../harness/replay/case-json.js';
import { FixtureError } from '../../../harness/errors/fixture-error.js';

const SAMPLE = `[
  {
    "name": "one",
    "program": "echo",
    "timeout_ms": 100,
    "match": "subset",
    "ignore": ["text"],
    "final_newline": false,
    "in": [
      {"n": 9007199254740993,
       "s": "a  \\n b"},
      "raw"
    ],
    "out": [{"n": 1e2}, "/x/"]
  },
  {"name": "two", "in": [""], "out": []}
]
`;

/** The cases of a file that has nothing wrong in it. */
function sound(text: string, file = 'a.cases.json'): Case[] {
  return parseCaseJson(text, file).map((read) => {
    if (isBroken(read)) throw read.error;
    return read;
  });
}

test('a case is read with its fields, its lines and their places', (t) => {
  const [one, two, ...more] = sound(SAMPLE);
  t.deepEqual(more, []);
  t.deepEqual(one, {
    file: 'a.cases.json',
    index: 0,
    line: 2,
    name: 'one',
    program: 'echo',
    timeoutMs: 100,
    match: 'subset',
    ignore: ['text'],
    finalNewline: false,
    input: [
      { line: 10, text: '{"n": 9007199254740993, "s": "a  \\n b"}' },
      { line: 12, text: 'raw' },
    ],
    output: [
      { line: 14, text: '{"n": 1e2}' },
      { line: 14, text: '/x/' },
    ],
  });
  t.like(two, {
    index: 1,
    line: 16,
    program: 'broadcast',
    timeoutMs: 5000,
    match: 'prefix',
    input: [{ line: 16, text: '' }],
  });
});

test('other names and forms of the fields say the same', (t) => {
  const init = '{"src": "c0", "n": 9007199254740993}';
  const read = '{"src": "c1"}';
  const ok = '{"src": "n1"}';
  const text = (...lines: string[]): string => JSON.stringify(lines.join('\n'));
  const forms = [
    `"title": "a", "in": [${init}, ${read}], "out": [${ok}]`,
    `"title": "a", "input": ${text(init, read, '')}, "expected": ${text(ok)}`,
    `"name": "a", "stdin": ${text(init, read).replace(String.raw`\n`, String.raw`\r\n`)}, "expected_output": ${text(ok, '', '')}`,
    `"description": "a", "id": 3, "input": [${text(init)}, ${text(read, '')}], "expectedOutput": [${text(ok)}], "points": 5`,
    `"name": "a", "inputs": [${init}, ${read}], "outputs": ${ok}, "hidden": true`,
    `"name": "a", "input": ${text(`[${init}, ${read}]`)}, "output": ${text(`[${ok}]`)}, "expected": [${ok}]`,
    `"name": "a", "in": ${text(init, read)}, "out": ${text(ok)}`,
  ];
  const compact = (lines: Case['input']): string[] => lines.map(({ text }) => text.replaceAll(' ', ''));
  for (const form of forms)
    for (const file of [`[{${form}}]`, `{"tests": [{${form}}], "version": 2}`, `{${form}}`]) {
      const [only, ...more] = sound(file);
      t.deepEqual(more, []);
      t.is(only?.name, 'a', form);
      t.deepEqual(
        compact(only?.input ?? []),
        [init, read].map((line) => line.replaceAll(' ', '')),
        form,
      );
      t.deepEqual(compact(only?.output ?? []), [ok.replaceAll(' ', '')], form);
    }
});

test('a timeout of another name may have a unit, and is in seconds below 100', (t) => {
  for (const [timeout, ms] of [
    ['"timeout": 5000', 5000],
    ['"timeout": "5000ms"', 5000],
    ['"timeoutMs": 300', 300],
    ['"timeout": 5', 5000],
    ['"time_limit": 2.5', 2500],
  ] as const)
    t.is(sound(`[{"title": "a", "input": ["x"], "expected": [], ${timeout}}]`)[0]?.timeoutMs, ms, timeout);
});

test('what is wrong in JSON costs its case: the others of the file are read', (t) => {
  const [a, b, c, d] = parseCaseJson(
    '[{"title": "a", "input": "x"},\n{"title": "b", "input": "x", "expected": ["y"]},\n5,\n{"title": "d", "input": "x", "expected": ["y",\n"{"]}]',
    'a',
  );
  t.true(
    a !== undefined &&
      isBroken(a) &&
      /no.* such as out, expected|such as out, expected/.test(a.error.message),
  );
  t.like(b, { name: 'b', index: 1, output: [{ text: 'y' }] });
  t.true(c !== undefined && isBroken(c) && c.error.line === 3);
  t.true(d !== undefined && isBroken(d) && d.name === 'd' && d.error.line === 5);
});

test('tabs are as good as spaces', (t) => {
  t.is(
    sound('[\n\t{\n\t\t"name": "a",\n\t\t"in": [\n\t\t\t"x"\n\t\t],\n\t\t"out": []\n\t}\n]', 'a')[0]?.input[0]
      ?.line,
    5,
  );
});

const WRONG: readonly [what: string, text: string, line: number, field: string | undefined, says: RegExp][] =
  [
    ['an empty file', '', 1, undefined, /expected JSON/],
    ['a brace that is never closed', '[\n{"name": "a",\n"in": [}\n]', 3, undefined, /expected JSON/],
    ['a comma at the end', '[{"name": "a", "in": ["x"], "out": []},]', 1, undefined, /expected JSON/],
    [
      'no list',
      '{"name": "a"}',
      1,
      undefined,
      /expected a list of cases, or an object with one .*; got \{"name":"a"\}\. Either of these is one:/,
    ],
    ['a case without a name', '[\n{"in": ["x"], "out": []}]', 2, '[0].name', /expected a name, got nothing/],
    [
      'a case without input',
      '[\n{"name": "a",\n"in": [], "out": []}]',
      3,
      '[0].in',
      /expected input lines, got \[\]/,
    ],
    [
      'a case without output',
      '[\n{"name": "a",\n"in": ["x"]}]',
      2,
      '[0].out',
      /expected output lines in a field such as out, expected, .*got nothing/,
    ],
    [
      'a number for a line',
      '[{"name": "a",\n"in": ["x",\n3], "out": []}]',
      3,
      '[0].in[1]',
      /expected a message or a string, got 3/,
    ],
    [
      'a field too many',
      '[{"name": "a", "in": ["x"], "out": [],\n"timeout": 3}]',
      2,
      '[0].timeout',
      /there is no such field/,
    ],
    [
      'a timeout in words',
      '[{"name": "a", "in": ["x"], "out": [],\n"timeout_ms": "3"}]',
      2,
      '[0].timeout_ms',
      /expected whole milliseconds above 0, got "3"/,
    ],
    [
      'a match that does not exist',
      '[{"name": "a", "in": ["x"], "out": [],\n"match": "most"}]',
      2,
      '[0].match',
      /expected one of exact, .* got "most"/,
    ],
    [
      'a program that does not exist',
      '[{"name": "a", "in": ["x"], "out": [],\n"program": "nope"}]',
      2,
      '[0].program',
      /got "nope"/,
    ],
    [
      'a broken pattern',
      '[{"name": "a", "in": ["x"],\n"out": [{"a":\n"/(/"}]}]',
      2,
      '[0].out[0]',
      /Invalid regular expression/,
    ],
  ];

for (const [what, text, line, field, says] of WRONG) {
  test(`in JSON, ${what} is an error in line ${line}`, (t) => {
    const error = t.throws(() => sound(text), { instanceOf: FixtureError });
    t.is(error.line, line, error.message);
    t.is(error.field, field, error.message);
    t.regex(error.message, says);
  });
}

test('a rewrite changes the list of out and nothing else', (t) => {
  const rewritten = rewriteCaseJson(
    SAMPLE,
    'a',
    new Map([
      [0, ['{"n":9007199254740993}', '{...}', 'plain "text"']],
      [1, ['x']],
    ]),
  );
  t.is(
    rewritten,
    SAMPLE.replace(
      '[{"n": 1e2}, "/x/"]',
      `[\n      {"n":9007199254740993},\n      "{...}",\n      ${JSON.stringify('plain "text"')}\n    ]`,
    ).replace('"out": []', '"out": [\n    "x"\n  ]'),
  );
  t.deepEqual(
    sound(rewritten).map((each) => each.output.map((line) => line.text)),
    [['{"n":9007199254740993}', '{...}', 'plain "text"'], ['x']],
  );
});

test('a rewrite keeps the form of what was expected', (t) => {
  const file =
    '{"tests": [{"title": "a", "input": "x", "expected": "old\\n"}, {"title": "b", "input": "x", "expected": ["old"]}]}';
  const rewritten = rewriteCaseJson(
    file,
    'a',
    new Map([
      [0, ['{"n":1}', 'two']],
      [1, ['new']],
    ]),
  );
  t.is(
    rewritten,
    file.replace('"old\\n"', JSON.stringify('{"n":1}\ntwo\n')).replace('["old"]', '[\n  "new"\n]'),
  );
});
