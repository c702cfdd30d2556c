import path from 'node:path';
import test from 'ava';
import { replay, type ReplayOptions } from '../../../harness/replay/replay.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folderWith } from '../folder.js';
import { ECHO, ECHO_OK, INIT, INIT_OK, play, told } from './playing.js';

const LIBRARY = new URL('../../../node/index.js', import.meta.url).href;

test('files are found below folders, and told in the order of their names', async (t) => {
  const echo = (name: string): string => `case ${name}\nprogram: echo\nin ${INIT}\nout ${INIT_OK}\n`;
  const folder = folderWith({
    'b.case': echo('two') + echo('three'),
    'a/z.case': echo('one'),
    'c.cases.json': JSON.stringify([
      { name: 'four', program: 'echo', in: [JSON.parse(INIT)], out: [INIT_OK] },
    ]),
    'd.scenario.yaml': 'name: five\noptions: {workload: echo, time-limit: 1}\nseeds: 2',
    '.hidden/x.case': 'broken',
    'node_modules/x.case': 'broken',
    'readme.md': 'broken',
  });
  const { summary, entries } = await play({ paths: [folder, path.join(folder, 'b.case')], jobs: 3 });
  t.deepEqual(told(entries), [
    'z.case: one: passed',
    'b.case: two: passed',
    'b.case: three: passed',
    'c.cases.json: four: passed',
    'd.scenario.yaml: five [seed 1]: passed',
    'd.scenario.yaml: five [seed 2]: passed',
  ]);
  t.like(summary, { passed: 6, failed: 0, updated: 0 });
});

test('a file that cannot be read is one failure, and the others are played', async (t) => {
  const folder = folderWith({
    'a.case': 'case x\nnonsense\n',
    'b.case': `case good\nprogram: echo\nin ${INIT}\nout ${INIT_OK}\n`,
    'c.scenario.yaml': 'name: [',
    'd.cases.json': '[',
  });
  const { summary, entries } = await play({ paths: [folder] });
  t.deepEqual(told(entries), [
    'a.case: x: failed',
    'b.case: good: passed',
    'c.scenario.yaml: cannot be read: failed',
    'd.cases.json: cannot be read: failed',
  ]);
  t.is(entries[0]?.line, 2);
  t.regex(entries[0]?.problem ?? '', /a\.case:2: expected case, in, out, /);
  t.like(summary, { passed: 1, failed: 3 });
});

test('a mismatch is told with its lines, its path and the end of the log', async (t) => {
  const folder = folderWith({
    'a.case': `case wrong\nprogram: echo\nin ${INIT}\nin garbage\nin ${ECHO}\nout ${INIT_OK}\nout ${ECHO_OK.replace('"hi"', '"ho"')}\n`,
  });
  const { entries } = await play({ paths: [folder], runtime: 'all' });
  t.deepEqual(told(entries), [
    'a.case: wrong [process]: failed',
    'a.case: wrong [worker]: failed',
    'a.case: wrong [sim]: failed',
  ]);
  for (const { problem } of entries) {
    t.is(
      problem?.replace(/not JSON \(.*\)/, 'not JSON'),
      `expected line 2 (${folder}/a.case:7) is not what the node printed in line 2
  body.echo: expected "ho", got "hi"
  expected  ${ECHO_OK.replace('"hi"', '"ho"')}
  actual    ${ECHO_OK}
its stderr ends with:
  input line 2: not JSON: garbage`,
    );
  }
});

test('--only narrows by text or by pattern', async (t) => {
  const folder = folderWith({
    'a.case': ['One', 'Two', 'Twenty'].map((name) => `case ${name}\nprogram: echo\nin ${INIT}\n`).join('\n'),
  });
  const titles = async (only: string): Promise<string[]> =>
    (await play({ paths: [folder], only, runtime: 'sim' })).entries.map((entry) => entry.title);
  t.deepEqual(await titles('Tw'), ['Two', 'Twenty']);
  t.deepEqual(await titles('/^o/i'), ['One']);
  t.deepEqual(await titles('/T/g'), ['Two', 'Twenty']);
  await t.throwsAsync(titles('Three'), {
    instanceOf: UsageError,
    message: /no fixture has a name with "Three"/,
  });
  await t.throwsAsync(titles('/(/'), {
    instanceOf: UsageError,
    message: /^only: Invalid regular expression/,
  });
});

test('what makes no sense is a UsageError, before anything runs', async (t) => {
  const folder = folderWith({ 'a.case': `case a\nin ${INIT}\n`, 'empty/x.txt': '' });
  const wrong: readonly [ReplayOptions, RegExp][] = [
    [{ paths: [path.join(folder, 'nope')] }, /there is no .*nope/],
    [{ paths: [path.join(folder, 'empty')] }, /there are no fixtures in .*: expected \*\.case, /],
    [{ paths: [folder], bin: './nope.js' }, /--bin \.\/nope\.js: there is no such file/],
    [{ paths: [folder], bin: '/bin/cat', runtime: 'worker' }, /runs JavaScript only/],
    [{ paths: [folder], jobs: 0 }, /^jobs: expected a whole number above 0, got 0/],
  ];
  for (const [options, message] of wrong)
    await t.throwsAsync(play(options), { instanceOf: UsageError, message });
});

test('--bin plays any executable, with its arguments', async (t) => {
  const folder = folderWith({
    'a.case': 'case cat\nmatch: exact\nin {"a":1}\nin  text \nin\nout {"a":1}\nout text\n',
  });
  t.like((await play({ paths: [folder], bin: '/bin/cat' })).summary, { passed: 1, failed: 0 });
  t.like((await play({ paths: [folder], bin: '/bin/cat', args: ['-n'] })).summary, { passed: 0, failed: 1 });
});

test('a simulated node that stops its thread, or ends it, costs its own case only', async (t) => {
  const program = (body: string): string => `export default function (node) {\n${body}\n}\n`;
  const folder = folderWith({
    'a.case': ['loop', 'exit', 'reject', 'fine']
      .map(
        (type) =>
          `case ${type}\ntimeout: 300\nin ${INIT}\nin {"src":"c1","dest":"n1","body":{"type":"${type}","msg_id":2}}\nout ${INIT_OK}\n`,
      )
      .join('\n'),
    'node.mjs': program(
      `node.handle('exit', {}, () => process.exit(3));
       node.handle('loop', {}, () => { for (;;); });
       node.handle('reject', {}, () => { void Promise.reject(new Error('unheard')); });
       node.handle('fine', {}, () => {});`,
    ),
  });
  const { entries } = await play({
    paths: [folder],
    bin: path.join(folder, 'node.mjs'),
    runtime: 'sim',
    jobs: 1,
    graceMs: 3000,
  });
  t.deepEqual(told(entries), [
    'a.case: loop: failed',
    'a.case: exit: failed',
    'a.case: reject: failed',
    'a.case: fine: passed',
  ]);
  t.regex(entries[0]?.problem ?? '', /its thread was killed\. Is a simulated node in an endless loop\?/);
  t.regex(entries[1]?.problem ?? '', /worker exited with code: 3/);
  t.regex(entries[2]?.problem ?? '', /exit status 1[^]*unheard/);
});

test('a program that cannot be simulated is a failure that says so', async (t) => {
  const folder = folderWith({
    'a.case': `case a\nin ${INIT}\n`,
    'x.mjs': `import ${JSON.stringify(LIBRARY)};\n`,
  });
  const { entries } = await play({ paths: [folder], bin: path.join(folder, 'x.mjs'), runtime: 'sim' });
  t.regex(
    entries[0]?.problem ?? '',
    /cannot be simulated: expected a module whose default export is a function/,
  );
});

test('a replay that was interrupted before it began played nothing, and says how many are left', async (t) => {
  const folder = folderWith({ 'a.case': `case one\nprogram: echo\nin ${INIT}\nout ${INIT_OK}\n` });
  let ended: unknown;
  const reporter = { begin() {}, entry: () => t.fail(), end: (summary: unknown) => (ended = summary) };
  await replay({ paths: [folder], signal: AbortSignal.abort() }, reporter);
  t.like(ended, { passed: 0, failed: 0, left: 1 });
});
