/** The text of a task as sites, chats and editors show it: the same two cases in each dress. */

import test from 'ava';
import { type Case, isBroken, type ReadCase } from '../../../harness/replay/case.js';
import { parseCaseFile, soundCases } from '../../../harness/replay/case-file.js';
import { rewriteCaseFile } from '../../../harness/replay/case-rewrite.js';
import { FixtureError } from '../../../harness/errors/fixture-error.js';

const IN = [
  '{"src":"c0","dest":"n1","body":{"type":"init","msg_id":1}}',
  '{"src":"c1","dest":"n1","body":{"type":"configure","msg_id":2}}',
];
const OUT = [
  '{"src": "n1", "dest": "c0", "body": {"type": "init_ok", "msg_id": 0}}',
  '{"src": "n1", "dest": "c1", "body": {"type": "configure_ok", "msg_id": 1}}',
];
const [A, B, X, Y] = [IN[0], IN[1], OUT[0], OUT[1]] as [string, string, string, string];

/** Names are `First` and `Second`, or as said; timeouts 5 s, or as said. */
const DRESSES: Readonly<Record<string, string>> = {
  'as a site shows it': `
FirstTimeout: 5000ms
Input
${A}
${B}
Expected Output
${X}
${Y}
SecondTimeout: 5000ms
Input
${A}
Expected Output
${X}
`,
  'with blank lines between': `First\n\nTimeout: 5000ms\n\nInput\n\n${A}\n${B}\n\nExpected Output\n\n${X}\n${Y}\n\nSecond\n\nTimeout: 5000ms\n\nInput\n\n${A}\n\nExpected Output\n\n${X}\n`,
  'in Markdown': `# Tune gossip

Implement **configure**: \`Request: {"type": "configure"}\` is answered.

    Request:  {"type": "configure", "msg_id": 1}
    Response: {"type": "configure_ok", "in_reply_to": 1}

## Sample cases

### First
**Input**
\`\`\`json
${A}
${B}
\`\`\`
**Expected Output:**
\`\`\`
${X}
${Y}
\`\`\`

The fanout is kept until it is set again. It is not read.

### Second (timeout 5s)

**Input:**

~~~
${A}
~~~

**Expected Output**:

~~~
${X}
~~~

## Notes

Nothing depends on time.
in order of arrival.
`,
  'with colons and in one line': `First\nInput: ${A}\n${B}\nOutput: ${X}\n${Y}\n\nSecond\nInput:\n${A}\nExpected: ${X}\n`,
  'in quotes and lists': `> First\n> Input\n>\n> - ${A}\n> - ${B}\n>\n> Expected\n> 1. ${X}\n> 2. ${Y}\n>\n> Second\n> Input\n> * ${A}\n> Expected\n> \`${X}\`\n`,
  'with the text of buttons': `First\nTimeout: 5 s\nInput\nCopy\n${A}\n${B}\nExpected Output\nCopy code\n${X}\n${Y}\nCopied!\nSecond\nTimeout: 5 s\nInputCopy\njson\n${A}\nOutputCopy\n${X}\nCopy\n`,
  'with in and out': `First\n\n    in  ${A}\n    in  ${B}\n    out ${X}\n    out ${Y}\n\nSecond\n\n    in  ${A}\n    out ${X}\n`,
  'with In and Out': `## First\nIn: ${A}\nIn: ${B}\nOut: ${X}\nOut: ${Y}\n## Second\nIn: ${A}\nOut: ${X}\n`,
  'with the words of a contest': `First\nSample Input 1:\n${A}\n${B}\nSample Output 1:\n${X}\n${Y}\nExplanation: the node replies ${X}\n\nSecond\nSample Input 2\n${A}\nSample Output 2\n${X}\nExplanation\nFirst it is told ${A}, then it replies.\n`,
  'with what the node said': `First\nInput (stdin)\n${A}\n${B}\nYour Output\n${Y}\nExpected stdout\n${X}\n${Y}\nSecond\nStdin\n${A}\nActual output:\n${Y}\nExpected result:\n${X}\n`,
  'with messages over several lines': `First\nInput\n${JSON.stringify(JSON.parse(A), null, 2)}\n${JSON.stringify(JSON.parse(B), null, '\t')}\nExpected Output\n${JSON.stringify(JSON.parse(X), null, 4)}\n${Y}\n\nSecond\nInput\n${A}\nExpected Output\n${JSON.stringify(JSON.parse(X), null, 2)}\n`,
  'with lists of messages': `First\nInput\n[\n  ${A},\n  ${B}\n]\nExpected Output\n[${X}, ${Y}]\nSecond\nInput\n${A},\nExpected Output\n[${X}]\n`,
  'with rules and marks of a site': `First\nPoints: 10\n📥 Input JSON (stdin):\n${A}\n${B}\n📤 Expected output, in this order:\n${X}\n${Y}\n✅ Passed\nHidden: false\n---\nSecond\n▶ INPUT\n${A} Copy\nEXPECTED OUTPUT\n${X}\n======\n`,
  'with numbers of lines': `First\nInput\n1 ${A}\n2\t${B}\nExpected\n1 | ${X}\n2 | ${Y}\n\n***\n\nSecond\nInput\n1: ${A}\nExpected\n1 ${X}\n`,
  'in HTML': `<h3>First</h3>\n<p>Input</p>\n<pre><code>${A}\n${B}</code></pre>\n<p>Expected Output</p>\n<pre>\n${X.replaceAll('"', '&quot;')}\n${Y}\n</pre>\n<b>Second</b>\n<details><summary>Input</summary>\n${A}\n</details>\n<strong>Expected Output</strong>\n${X}\n`,
  'with escapes': `**First** (Timeout: 5000ms)\n*Input*\n${A.replaceAll('"', String.raw`\"`)}\n${B}\n_Expected Output_\n${X.replaceAll('_', String.raw`\_`)}\n${Y}\n**Second**\n**Timeout:** 5 s\n*Input*\n${A}\n*Output*\n${X}\n`,
  'with the timeout last': `First\nInput\n${A}\n${B}\nExpected Output\n${X}\n${Y}\nTimeout: 5 seconds\n\nSecond\nInput\n${A}\nExpected Output\n${X}\nTime limit: 5s\n`,
};

function compact(read: readonly Case[]): unknown {
  return read.map(({ name, timeoutMs, input, output }) => ({
    name,
    timeoutMs,
    in: input.map(({ text }) => text.replaceAll(' ', '')),
    out: output.map(({ text }) => text.replaceAll(' ', '')),
  }));
}

const [x, y] = OUT.map((line) => line.replaceAll(' ', ''));
const BOTH = [
  { name: 'First', timeoutMs: 5000, in: IN, out: [x, y] },
  { name: 'Second', timeoutMs: 5000, in: [A], out: [x] },
];

for (const [how, text] of Object.entries(DRESSES))
  for (const [ends, change] of [
    ['', (each: string) => each],
    [' and Windows line ends', (each: string) => each.replaceAll('\n', '\r\n')],
    [', tabs and a byte order mark', (each: string) => `\uFEFF${each.replaceAll(/^(?=\S)/gm, '\t')}\t`],
  ] as const)
    test(`a task ${how}${ends} is two cases`, (t) => {
      t.deepEqual(compact(soundCases(change(text), 'a.txt')), BOTH);
    });

test('the lines of cases have their places in the file', (t) => {
  const [first, second] = soundCases(DRESSES['with messages over several lines'] ?? '', 'a.txt');
  const at = (each: Case | undefined) => [
    each?.line,
    each?.input.map(({ line }) => line),
    each?.output.map(({ line }) => line),
  ];
  t.deepEqual(at(first), [1, [3, 11], [20, 28]]);
  t.deepEqual(at(second), [30, [32], [34]]);
});

const TITLES: readonly (readonly [written: string, name: string, timeoutMs: number])[] = [
  ['Configure updates fanout', 'Configure updates fanout', 5000],
  ['### Configure updates fanout ###', 'Configure updates fanout', 5000],
  ['**Configure updates fanout**', 'Configure updates fanout', 5000],
  ['# Configure updates fanout', 'Configure updates fanout', 5000],
  ['Test case 1: Configure', 'Test case 1: Configure', 5000],
  ['Sample 1', 'Sample 1', 5000],
  ['Case 3', 'Case 3', 5000],
  ['case of two words', 'of two words', 5000],
  ['Title (timeout 7s)', 'Title', 7000],
  ['Title — Timeout: 1500 ms', 'Title', 1500],
  ['Title [Time limit: 2.5 seconds]', 'Title', 2500],
  ['TitleTimeout: 300ms', 'Title', 300],
  ['Request timeout 5', 'Request timeout 5', 5000],
  ['Title\nTimeout: 2 s', 'Title', 2000],
  ['Title\n\nIt is told once.\n\nTimeout: 2 s', 'Title', 2000],
  ['### Title\nHow the node behaves\nwhen it is told', 'Title', 5000],
  ['Title\nTimeout: 2000ms each', 'Title', 2000],
  ['Title\nTime limit: 2 s (per case)', 'Title', 2000],
  ['## Sample cases\n\nTitle\n', 'Title', 5000],
  ['Title\nmatch: exact', 'Title', 5000],
  ['', 'Case 1', 5000],
];

for (const [written, name, timeoutMs] of TITLES)
  test(`the title of a case below ${JSON.stringify(written)} is ${name}`, (t) => {
    const text = `${written}\nInput\n${A}\nOutput\n${X}\n`;
    t.like(soundCases(text, 'a.txt'), [{ name, timeoutMs, input: [{ text: A }], output: [{ text: X }] }]);
    t.is(soundCases(text, 'a.txt').length, 1);
  });

test('below the headings a line of plain text, a pattern and {...} are lines as well', (t) => {
  const text = `Raw\nInput\nthis line is no JSON.\n${A}\nOutput\n{...}\n/"init_ok"/\nplain text\n\nSome words about it.\n\nNext\nInput\n${A}\nOutput\n{…}\n`;
  const [raw, next] = soundCases(text, 'a.txt');
  t.deepEqual(
    raw?.input.map((line) => line.text),
    ['this line is no JSON.', A],
  );
  t.deepEqual(
    raw?.output.map((line) => line.text),
    ['{...}', '/"init_ok"/', 'plain text'],
  );
  t.like(next, { name: 'Next', output: [{ text: '{…}' }] });
});

test('plain text is the first line of its section also behind a blank line, but a sentence or a title is not', (t) => {
  const [raw, empty, next] = soundCases(
    `Raw\n\nInput\n\nno JSON\n${A}\n\nOutput\n\nThe reply is this:\n\n${X}\n\nEmpty\nInput\n${A}\nOutput\n\nNext\nInput\n${A}\nOutput\n${X}`,
    'a.txt',
  );
  t.deepEqual(
    raw?.input.map(({ text }) => text),
    ['no JSON', A],
  );
  t.deepEqual(
    raw?.output.map(({ text }) => text),
    [X],
  );
  t.like(empty, { name: 'Empty' });
  t.is(empty?.output.length, 0);
  t.like(next, { name: 'Next', output: [{ text: X }] });
});

test('blanks that JSON does not know are blanks, but not inside a string', (t) => {
  const strange = '{"src":\u00A0"c0",\u2003"dest": "n1",\u200B "body": {"echo": "a\u00A0b\u200B"}}';
  const [only] = soundCases(`T\nInput\n\u00A0${strange}\nOutput\n${strange}\u00A0\n`, 'a.txt');
  const plain = '{"src": "c0", "dest": "n1", "body": {"echo": "a\u00A0b\u200B"}}';
  t.is(only?.input[0]?.text, plain);
  t.is(only?.output[0]?.text, plain);
});

/** What is in the first case beside its first input line, the line of the error, and a part of what is said. */
const WRONG: readonly (readonly [what: string, text: string, line: number, says: RegExp])[] = [
  [
    'typographic quotes in input',
    `Input\n${A}\n{“src”: “c1”, “dest”: “n1”}\nOutput\n${X}`,
    4,
    /in: expected JSON, got typographic quotes \(“ ”\).*\{“src”/,
  ],
  [
    'typographic quotes in output',
    `Input\n${A}\nOutput\n{“src”: “n1”}`,
    5,
    /out: expected JSON, got typographic quotes/,
  ],
  [
    'a message in a sentence',
    `Input\n${A}\nand then ${B}\nOutput\n${X}`,
    4,
    /expected a message alone in its line, without words around it, got "and then/,
  ],
  ['output that is no JSON', `Input\n${A}\nOutput\n${X}\n{"src": }`, 6, /out: expected a JSON message/],
  ['no output', `Input\n${A}\n`, 1, /expected a heading "Expected Output" in the case "First", got none/],
  [
    'a timeout in words',
    `Timeout: soon\nInput\n${A}\nOutput\n${X}`,
    2,
    /timeout: expected a time above 0, such as .* got "soon"/,
  ],
];

for (const [what, text, line, says] of WRONG)
  test(`${what} costs its case alone, with an error in line ${line}`, (t) => {
    const [first, second, ...more] = parseCaseFile(
      `First\n${text}\n\nSecond\nInput\n${A}\nOutput\n${X}\n`,
      'a.txt',
    );
    t.deepEqual(more, []);
    t.true(first !== undefined && isBroken(first));
    const { error } = first as ReadCase & { error: FixtureError };
    t.is(error.line, line, error.message);
    t.regex(error.message, says);
    t.like(second, { name: 'Second', input: [{ text: A }], output: [{ text: X }] });
  });

for (const [what, text, line] of [
  ['prose', 'Gossip\n\nNodes talk.\nInput is piped in, then stdin closes.\n', 1],
  ['messages without headings', `Some words.\n${A}\n${X}\n`, 2],
  ['a description of input and output', 'Input\n\nLines of JSON.\n\nOutput\n\nLines of JSON.\n', 1],
] as const)
  test(`a text with ${what} and no case says what was looked for, and shows the two shortest cases`, (t) => {
    const error = t.throws(() => parseCaseFile(text, 'a.txt'), { instanceOf: FixtureError });
    t.is(error.line, line);
    t.regex(
      error.message,
      /^a\.txt:\d: expected a case: a line "case Its name".*"Input" and "Expected Output"; got none/,
    );
    const [, shown = ''] = error.message.split('Either of these is one:\n');
    const examples = shown.split('or, as tasks have it:');
    t.is(examples.length, 2);
    for (const example of examples)
      t.deepEqual(
        soundCases(example, 'b').map(({ name, input, output }) => [name, input.length, output.length]),
        [['Init is answered', 1, 1]],
      );
  });

test('a rewrite of a pasted text changes the lines of output and nothing else', (t) => {
  const updates = new Map([
    [0, ['{"n":1}']],
    [1, ['{"n":2}', '{"n":3}']],
  ]);
  const rewritten = (how: string): string => rewriteCaseFile(DRESSES[how] ?? '', 'a', updates);
  const site = DRESSES['as a site shows it'] ?? '';
  t.is(
    rewritten('as a site shows it'),
    site.replace(`${X}\n${Y}\nSecond`, '{"n":1}\nSecond').replace(`${X}\n`, () => '{"n":2}\n{"n":3}\n'),
  );
  for (const [how, text] of Object.entries(DRESSES)) {
    const again = rewriteCaseFile(text, 'a', updates);
    t.deepEqual(
      soundCases(again, 'a').map(({ name, output }) => [name, output.map((line) => line.text)]),
      [
        ['First', ['{"n":1}']],
        ['Second', ['{"n":2}', '{"n":3}']],
      ],
      how,
    );
  }
});

test('a rewrite puts output below its heading if there was none, also in a block of code', (t) => {
  const updates = new Map([[0, [X]]]);
  for (const [before, after] of [
    [`T\nInput\n${A}\nOutput\n`, `T\nInput\n${A}\nOutput\n${X}\n`],
    [`T\nInput\n${A}\nOutput`, `T\nInput\n${A}\nOutput\n${X}\n`],
    [`T\nInput\n${A}\nOutput\n\`\`\`\n\`\`\`\n`, `T\nInput\n${A}\nOutput\n\`\`\`\n${X}\n\`\`\`\n`],
  ] as const)
    t.is(rewriteCaseFile(before, 'a', updates), after);
});
