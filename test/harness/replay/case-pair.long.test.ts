import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { pairs, parseCasePair, partOf } from '../../../harness/replay/case-pair.js';
import { isBroken } from '../../../harness/replay/case.js';
import { folderWith } from '../folder.js';
import { ECHO, ECHO_OK, INIT, INIT_OK, play, told } from './playing.js';

for (const [input, output] of [
  ['input-1.jsonl', 'expected-1.txt'],
  ['1.in', '1.out'],
  ['01.in', '01.ans'],
  ['input1.txt', 'output1.txt'],
  ['sample-1-input', 'sample-1-output'],
  ['sample_1_input.txt', 'sample_1_expected_output.txt'],
  ['test1.input', 'test1.expected'],
  ['in.1', 'out.1'],
  ['input.txt', 'expected.txt'],
  ['case3.stdin', 'case3.stdout'],
  ['Input 2.ndjson', 'Expected Output 2.json'],
] as const)
  test(`${input} and ${output} are a pair`, (t) => {
    t.deepEqual(
      [...pairs([output, 'input-99.txt', 'output-98.txt', input, 'notes.txt'])],
      [
        ['input-99.txt', undefined],
        [input, output],
      ],
    );
  });

test('a name without a word for one side, with both, or of a program is no part', (t) => {
  for (const name of [
    'sample.txt',
    'input-output.txt',
    'input.js',
    'output.ts',
    'outer.txt',
    'inner-1.txt',
    'in.case',
  ])
    t.is(partOf(name), undefined, name);
});

test('a pair is a case: blank lines of input count, those of output do not', (t) => {
  const read = parseCasePair({
    name: 'p',
    file: 'a.in',
    text: `\uFEFF${INIT}\r\n\r\nno JSON\r\n`,
    outputFile: 'a.out',
    outputText: `\n  ${INIT_OK}\n\n/x/`,
  });
  t.like(read, { file: 'a.in', outputFile: 'a.out', name: 'p', match: 'prefix' });
  t.false(isBroken(read));
  if (isBroken(read)) return;
  t.deepEqual(read.input, [
    { line: 1, text: INIT },
    { line: 2, text: '' },
    { line: 3, text: 'no JSON' },
  ]);
  t.deepEqual(read.output, [
    { line: 2, text: INIT_OK },
    { line: 4, text: '/x/' },
  ]);
});

/** Echoes as our program does; named by its file, since a pair names none. */
const BIN = new URL('../../../node/programs/echo.js', import.meta.url).pathname;

test('a folder of pairs is played in the order of its numbers; what is wrong in one costs that one', async (t) => {
  const folder = folderWith({
    'input-10.jsonl': `${INIT}\n`,
    'expected-10.txt': `${INIT_OK}\n`,
    'input-2.jsonl': `${INIT}\n${ECHO}\n`,
    'expected-2.txt': `${INIT_OK}\n${ECHO_OK.replace('"hi"', '"ho"')}\n`,
    'input-3.jsonl': `${INIT}\n`,
    'expected-3.txt': `${INIT_OK}\n{"src": \n`,
    'input-4.jsonl': `${INIT}\n`,
    'readme.txt': 'words',
  });
  const { entries } = await play({ paths: [folder], bin: BIN });
  t.deepEqual(told(entries), [
    'input-2.jsonl: input-2.jsonl: failed',
    'expected-3.txt: input-3.jsonl: failed',
    'input-4.jsonl: cannot be read: failed',
    'input-10.jsonl: input-10.jsonl: passed',
  ]);
  const [two, three, four] = entries.map(({ problem }) => problem ?? '');
  t.regex(
    two ?? '',
    /expected line 2 \(.*expected-2\.txt:2\) is not what the node printed[^]*body\.echo: expected "ho", got "hi"/,
  );
  t.regex(three ?? '', /expected-3\.txt:2: out: expected a JSON message/);
  t.regex(
    four ?? '',
    /input-4\.jsonl:1: expected a file beside it .* such as expected-1\.txt for input-1\.jsonl; got none/,
  );
});

test('either file of a pair names the case, and --update writes the expected one', async (t) => {
  const folder = folderWith({ '1.in': `${INIT}\n${ECHO}`, '1.out': 'wrong\n' });
  const file = (name: string): string => path.join(folder, name);
  const { entries } = await play({
    paths: [file('1.out'), file('1.in')],
    bin: BIN,
    update: true,
    runtime: 'all',
  });
  t.deepEqual(
    told(entries),
    ['process', 'worker', 'sim'].map((each) => `1.in: 1.in [${each}]: updated`),
  );
  t.is(readFileSync(file('1.in'), 'utf8'), `${INIT}\n${ECHO}`);
  t.is(readFileSync(file('1.out'), 'utf8'), `${INIT_OK}\n`);
  t.like((await play({ paths: [file('1.out')], bin: BIN })).summary, { passed: 1, failed: 0 });
});

test('a file that is named is read by what is in it, whatever its name', async (t) => {
  const text = `Echo\nInput\n${INIT}\nExpected Output\n${INIT_OK}\n`;
  const json = `[{"title": "Echo", "input": [${INIT}], "expected": [${INIT_OK}]}]`;
  const folder = folderWith({
    'task.txt': text,
    task: text,
    'task.md': text,
    'tests.json': json,
    'tests.txt': json,
    'a.case': json,
  });
  const paths = ['task.txt', 'task', 'task.md', 'tests.json', 'tests.txt', 'a.case'].map((name) =>
    path.join(folder, name),
  );
  const { entries } = await play({ paths, bin: BIN });
  t.deepEqual(
    entries.map(({ title, status }) => [title, status]),
    paths.map(() => ['Echo', 'passed']),
  );
});

test('a bad line costs its case, and --update leaves it as it is', async (t) => {
  const bad = `case bad\nin ${INIT}\nout {\n`;
  const folder = folderWith({ 'a.case': `${bad}\ncase good\nin ${INIT}\nout old\n` });
  const { entries, summary } = await play({ paths: [folder], bin: BIN, update: true });
  t.deepEqual(told(entries), ['a.case: bad: failed', 'a.case: good: updated']);
  t.is(entries[0]?.line, 3);
  t.like(summary, { failed: 1, updated: 1 });
  t.is(readFileSync(path.join(folder, 'a.case'), 'utf8'), `${bad}\ncase good\nin ${INIT}\nout ${INIT_OK}\n`);
});
