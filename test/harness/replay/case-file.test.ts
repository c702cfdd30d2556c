import test from 'ava';
import * as fc from 'fast-check';
import { isBroken } from '../../../harness/replay/case.js';
import { parseCaseFile, soundCases } from '../../../harness/replay/case-file.js';
import { rewriteCaseFile } from '../../../harness/replay/case-rewrite.js';
import { FixtureError } from '../../../harness/errors/fixture-error.js';

const SAMPLE = `# a comment
case The first # with a number sign
program: echo        # which own program
timeout: 250
match: unordered     # exact | prefix | subset | unordered
ignore: msg_id, body.text
final-newline: no
in  {"src":"c0"}

# in between
  in
out {"src": "n1"}
in not JSON
out   /pattern/

case The second
in x
`;

test('a case is read with its options, its lines and their places', (t) => {
  const [first, second, ...more] = soundCases(SAMPLE, 'a.case');
  t.deepEqual(more, []);
  t.deepEqual(first, {
    file: 'a.case',
    index: 0,
    line: 2,
    name: 'The first # with a number sign',
    program: 'echo',
    timeoutMs: 250,
    match: 'unordered',
    ignore: ['msg_id', 'body.text'],
    finalNewline: false,
    input: [
      { line: 8, text: '{"src":"c0"}' },
      { line: 11, text: '' },
      { line: 13, text: 'not JSON' },
    ],
    output: [
      { line: 12, text: '{"src": "n1"}' },
      { line: 14, text: '/pattern/' },
    ],
  });
  t.deepEqual(second, {
    file: 'a.case',
    index: 1,
    line: 16,
    name: 'The second',
    program: 'broadcast',
    timeoutMs: 5000,
    match: 'prefix',
    ignore: [],
    finalNewline: true,
    input: [{ line: 17, text: 'x' }],
    output: [],
  });
});

test('the text of a task is a case file as it stands', (t) => {
  const cases = soundCases(
    '\nFirst: a title\n\n    in  {"a":1}\n    out {"b":2}\n\nSecond title\n\n    in  {}\n',
    'a.case',
  );
  t.deepEqual(
    cases.map(({ name, line, input, output }) => [name, line, input.length, output.length]),
    [
      ['First: a title', 2, 1, 1],
      ['Second title', 7, 1, 0],
    ],
  );
});

test('line ends of any kind, a byte order mark and exotic separators inside a line do no harm', (t) => {
  const [only] = soundCases('\uFEFFcase a\r\nin {"x":"\u2028"}\r\nout {"y":"\u2029"}\r\n', 'a.case');
  t.is(only?.input[0]?.text, '{"x":"\u2028"}');
  t.is(only?.output[0]?.text, '{"y":"\u2029"}');
});

/** text, line, field, and a part of what is said */
const WRONG: readonly [what: string, text: string, line: number, field: string | undefined, says: RegExp][] =
  [
    ['an empty file', '', 1, undefined, /expected a case: a line "case Its name" .*got an empty file/s],
    ['only comments', '# nothing\n\n', 1, undefined, /the text begins with "# nothing"/],
    ['a case without a name', 'case\nin x', 1, undefined, /expected a name behind the word case, got "case"/],
    [
      'a case without input',
      'case a\n\ncase b\nin x',
      1,
      undefined,
      /expected in lines for the case "a", got none/,
    ],
    [
      'a word that does not exist',
      'case a\nin x\ninn y\nout z',
      3,
      undefined,
      /expected case, in, out, .*got "inn y"/,
    ],
    [
      'an option that does not exist',
      'case a\ntimout: 5\nin x',
      2,
      undefined,
      /an option \(program, timeout, .*got "timout: 5"/,
    ],
    [
      'an option too late',
      'case a\nin x\nmatch: exact',
      3,
      'match',
      /expected options before the first in or out line/,
    ],
    ['an option twice', 'case a\nmatch: exact\nmatch: exact\nin x', 3, 'match', /expected an option once/],
    [
      'a timeout in words',
      'case a\ntimeout: soon\nin x',
      2,
      'timeout',
      /expected a time above 0, such as 5000, 5000 ms or 5 s, got "soon"/,
    ],
    [
      'a timeout of 0',
      'case a\ntimeout: 0\nin x',
      2,
      'timeout',
      /expected whole milliseconds above 0, got 0/,
    ],
    [
      'a match that does not exist',
      'case a\nmatch: most\nin x',
      2,
      'match',
      /expected one of exact, prefix, subset, unordered, got "most"/,
    ],
    [
      'a program that does not exist',
      'case a\nprogram: nope\nin x',
      2,
      'program',
      /expected one of .*echo.*, got "nope"/,
    ],
    ['an empty ignore', 'case a\nignore: a,,b\nin x', 2, 'ignore', /expected names of fields with commas/],
    [
      'a final-newline of maybe',
      'case a\nfinal-newline: maybe\nin x',
      2,
      'final-newline',
      /expected yes or no, got "maybe"/,
    ],
    [
      'an expectation that is no JSON',
      'case a\nin x\nout {"a": }',
      3,
      'out',
      /expected a JSON message, .* got "\{\\"a\\": \}" \(Unexpected token/,
    ],
    [
      'an expectation with a broken pattern',
      'case a\nin x\nout {"a": "/(/"}',
      3,
      'out',
      /Invalid regular expression/,
    ],
  ];

for (const [what, text, line, field, says] of WRONG) {
  test(`in a case file, ${what} is an error in line ${line}`, (t) => {
    const error = t.throws(() => soundCases(text, 'dir/a.case'), { instanceOf: FixtureError });
    t.is(error.file, 'dir/a.case');
    t.is(error.line, line);
    t.is(error.field, field);
    t.true(
      error.message.startsWith(`dir/a.case:${line}: ${field === undefined ? '' : `${field}: `}`),
      error.message,
    );
    t.regex(error.message, says);
  });
}

test('what is wrong in a case costs that case: the others of the file are read', (t) => {
  const text = 'case a\nin x\nout {\n\ncase b\nin x\n\ncase c\nmatch: most\nin x\nnonsense\n';
  const [a, b, c, ...more] = parseCaseFile(text, 'a.case');
  t.deepEqual(more, []);
  t.like(a, { name: 'a', index: 0, line: 1 });
  t.true(a !== undefined && isBroken(a) && a.error.line === 3);
  t.like(b, { name: 'b', index: 1, input: [{ line: 6, text: 'x' }] });
  // The first thing that is wrong.
  t.true(c !== undefined && isBroken(c) && c.error.line === 9 && c.error.field === 'match');
});

test('a timeout may have a unit', (t) => {
  for (const [text, ms] of [
    ['250', 250],
    ['250ms', 250],
    ['5s', 5000],
    ['2.5 s', 2500],
    ['5 seconds', 5000],
    ['5000 milliseconds   # long', 5000],
  ] as const)
    t.is(soundCases(`case a\ntimeout: ${text}\nin x`, 'a')[0]?.timeoutMs, ms, text);
});

test('a rewrite changes out lines and nothing else', (t) => {
  const rewritten = rewriteCaseFile(SAMPLE, 'a.case', new Map([[0, ['{"new":1}', 'two', 'three']]]));
  t.is(
    rewritten,
    SAMPLE.replace('out {"src": "n1"}', 'out {"new":1}').replace('out   /pattern/', 'out   two\nout three'),
  );
});

test('a rewrite with fewer lines removes, with none removes all, without any before appends behind the input', (t) => {
  t.is(
    rewriteCaseFile(SAMPLE, 'a.case', new Map([[0, ['one']]])),
    SAMPLE.replace('out {"src": "n1"}', 'out one').replace('out   /pattern/\n', ''),
  );
  t.is(rewriteCaseFile('case a\nin x\nout y', 'a', new Map([[0, []]])), 'case a\nin x\n');
  t.is(
    rewriteCaseFile('case a\n  in x', 'a', new Map([[0, ['y', 'z']]])),
    'case a\n  in x\n  out y\n  out z\n',
  );
  t.is(
    rewriteCaseFile('case a\r\nin x\r\nout y\r\n', 'a', new Map([[0, ['1', '2']]])),
    'case a\r\nin x\r\nout 1\r\nout 2\r\n',
  );
  t.is(rewriteCaseFile('case a\nin x\nout\n', 'a', new Map([[0, ['$& $1']]])), 'case a\nin x\nout $& $1\n');
});

test('what was rewritten reads as the new expectations', (t) => {
  const text = fc.constantFrom('{"a":1}', 'plain', '/x/', '{...}');
  const file = fc.array(
    fc.tuple(fc.array(text, { maxLength: 4 }), fc.option(fc.array(text, { maxLength: 4 }))),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(file, fc.constantFrom('\n', '\r\n'), fc.boolean(), (cases, eol, ended) => {
      const lines = cases.flatMap(([outs], i) => [
        `case ${i}`,
        'in x',
        ...outs.flatMap((out) => ['# note', `  out  ${out}`]),
        '',
      ]);
      const source = lines.join(eol) + (ended ? eol : '');
      const updates = new Map(
        cases.flatMap(([, update], i) => (update === null ? [] : [[i, update] as const])),
      );
      const again = soundCases(rewriteCaseFile(source, 'a', updates), 'a');
      t.deepEqual(
        again.map((each) => each.output.map((out) => out.text)),
        cases.map(([outs, update]) => update ?? outs),
      );
    }),
  );
});
