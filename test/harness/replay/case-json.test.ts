import test from 'ava';
import { parseCaseJson, rewriteCaseJson } from '../../../harness/replay/case-json.js';
import { FixtureError } from '../../../harness/replay/fixture-error.js';

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

test('a case is read with its fields, its lines and their places', (t) => {
  const [one, two, ...more] = parseCaseJson(SAMPLE, 'a.cases.json');
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

test('tabs are as good as spaces', (t) => {
  t.is(
    parseCaseJson('[\n\t{\n\t\t"name": "a",\n\t\t"in": [\n\t\t\t"x"\n\t\t],\n\t\t"out": []\n\t}\n]', 'a')[0]
      ?.input[0]?.line,
    5,
  );
});

const WRONG: readonly [what: string, text: string, line: number, field: string | undefined, says: RegExp][] =
  [
    ['an empty file', '', 1, undefined, /expected JSON/],
    ['a brace that is never closed', '[\n{"name": "a",\n"in": [}\n]', 3, undefined, /expected JSON/],
    ['a comma at the end', '[{"name": "a", "in": ["x"], "out": []},]', 1, undefined, /expected JSON/],
    ['no list', '{"name": "a"}', 1, undefined, /expected array, got \{"name":"a"\}/],
    ['a case without a name', '[\n{"in": ["x"], "out": []}]', 2, '[0].name', /expected string, got nothing/],
    [
      'a case without input',
      '[\n{"name": "a",\n"in": [], "out": []}]',
      3,
      '[0].in',
      /expected input lines, got \[\]/,
    ],
    ['a case without output', '[\n{"name": "a",\n"in": ["x"]}]', 2, '[0].out', /expected array, got nothing/],
    [
      'a number for a line',
      '[{"name": "a",\n"in": ["x",\n3], "out": []}]',
      3,
      '[0].in[1]',
      /expected a message or a string, got 3/,
    ],
    [
      'two lines in one',
      '[{"name": "a", "in": [\n"x\\ny"], "out": []}]',
      2,
      '[0].in[0]',
      /expected one line, got "x\\ny"/,
    ],
    [
      'a field that does not exist',
      '[{"name": "a", "in": ["x"],\n"output": []}]',
      1,
      '[0].out',
      /expected array/,
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
  test(`${what} is an error in line ${line}`, (t) => {
    const error = t.throws(() => parseCaseJson(text, 'a.cases.json'), { instanceOf: FixtureError });
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
    parseCaseJson(rewritten, 'a').map((each) => each.output.map((line) => line.text)),
    [['{"n":9007199254740993}', '{...}', 'plain "text"'], ['x']],
  );
});
