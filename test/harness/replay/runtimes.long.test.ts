/** The one contract of the three runtimes: the same program and the same input give the same account. */

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { resolveProgram } from '../../../harness/cluster/program.js';
import type { NodeRun } from '../../../harness/replay/runtimes/node-run.js';
import { runProcess } from '../../../harness/replay/runtimes/process.js';
import { runSimulated } from '../../../harness/replay/runtimes/sim.js';
import { runWorker } from '../../../harness/replay/runtimes/worker.js';
import { RUNTIMES, type Runtime } from '../../../router/index.js';
import { isRunning } from '../../is-running.js';
import { until } from '../../real-time.js';
import { folder, write } from '../folder.js';

const here = folder();

const LIBRARY = pathToFileURL(path.resolve(import.meta.dirname, '../../../node/index.js')).href;

/** A program file with this body of `function (node)`, started as a node when it is the main file. */
function programFile(name: string, body: string): string {
  const file = path.join(here, `${name}.mjs`);
  write(
    file,
    `import { runIfMain, shape } from ${JSON.stringify(LIBRARY)};\n` +
      `export default function program(node) {\n${body}\n}\n` +
      'runIfMain(import.meta.url, program);\n',
  );
  return file;
}

/** For nodes that come to an end by themselves, on however busy a machine. */
const PATIENCE_MS = 50_000;

async function run(
  runtime: Runtime,
  bin: string,
  input: readonly string[],
  timeoutMs = PATIENCE_MS,
): Promise<NodeRun> {
  const source = await resolveProgram({ runtime, bin, args: [], own: '' });
  switch (source.runtime) {
    case 'process':
      return runProcess(source.command, `${input.join('\n')}\n`, timeoutMs);
    case 'worker':
      return runWorker(source.script, `${input.join('\n')}\n`, timeoutMs);
    case 'sim':
      return runSimulated(source.program, input, timeoutMs);
    case 'virtual':
      throw new Error('cases have no clock');
  }
}

const INIT =
  '{"src":"c0","dest":"n1","body":{"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1","n2"]}}';
const ask = (type: string, msgId: number): string =>
  JSON.stringify({ src: 'c1', dest: 'n1', body: { type, msg_id: msgId } });
const types = ({ lines }: NodeRun): unknown[] =>
  lines.map((line) => (JSON.parse(line) as { readonly body: { readonly type: unknown } }).body.type);

const EXIT_0 = { kind: 'exit', code: 0, signal: null };

const forwarding = programFile(
  'forwarding',
  `node.handle('a', {}, () => { node.send('n2', { type: 'forward' }); });
   node.handle('b', {}, async () => { await null; await new Promise((r) => node.after(0, r)); return { late: true }; });
   node.handle('c', {}, () => { node.after(0, () => node.after(0, () => node.send('n2', { type: 'twice' }))); });
   node.handle('never', {}, () => node.sleep(20_000));
   node.every(20_000, () => node.send('n2', { type: 'tick' }));`,
);
const drawing = programFile(
  'drawing',
  "node.handle('draw', {}, () => ({ value: node.random.integer(0, 1e9) }));",
);
const crashing = programFile(
  'crashing',
  `node.handle('ok', {}, () => {});
   node.handle('crash', {}, () => { node.after(0, () => { throw new Error('as it must be'); }); });
   node.handle('later', {}, () => { node.after(0, () => node.send('n2', { type: 'never' })); });`,
);
const logging = programFile('logging', "node.onInit(() => node.log('I am ' + node.id));");

for (const runtime of RUNTIMES.filter((each) => each !== 'virtual')) {
  test(`${runtime}: replies to all input come first, forwards follow, timers of the future never fire`, async (t) => {
    const account = await run(runtime, forwarding, [
      INIT,
      ask('a', 2),
      ask('b', 3),
      ask('never', 4),
      ask('c', 5),
      ask('a', 6),
    ]);
    t.deepEqual(account.ending, EXIT_0);
    t.deepEqual(types(account), ['init_ok', 'a_ok', 'c_ok', 'a_ok', 'forward', 'forward', 'b_ok', 'twice']);
    t.deepEqual(JSON.parse(account.lines[3] ?? ''), {
      src: 'n1',
      dest: 'c1',
      body: { type: 'a_ok', in_reply_to: 6, msg_id: 3 },
    });
  });

  test(`${runtime}: what a node draws is the same every time`, async (t) => {
    const account = await run(runtime, drawing, [INIT, ask('draw', 2)]);
    t.deepEqual(account.lines.slice(1), (await run('sim', drawing, [INIT, ask('draw', 2)])).lines.slice(1));
  });

  test(`${runtime}: a node that throws ends with exit status 1, and its log says why`, async (t) => {
    const account = await run(runtime, crashing, [INIT, ask('ok', 2), ask('crash', 3), ask('later', 4)]);
    t.deepEqual(account.ending, { kind: 'exit', code: 1, signal: null });
    t.deepEqual(types(account), ['init_ok', 'ok_ok', 'crash_ok', 'later_ok']);
    t.true(
      account.stderr.some((line) => line.includes('as it must be')),
      account.stderr.join('\n'),
    );
  });

  test(`${runtime}: blank lines are skipped, others that are no message are complained about`, async (t) => {
    const account = await run(runtime, logging, [
      '',
      '  ',
      'garbage',
      '[1]',
      '{"src":"c0","dest":"n1"}',
      INIT,
    ]);
    t.deepEqual(types(account), ['init_ok']);
    t.deepEqual(account.ending, EXIT_0);
    t.deepEqual(
      account.stderr.map((line) => line.replace(/not JSON \(.*\)/, 'not JSON')),
      [
        'input line 3: not JSON: garbage',
        'input line 4: expected a JSON object: [1]',
        'input line 5: expected an object with src, dest and body: {"src":"c0","dest":"n1"}',
        'I am n1',
      ],
    );
  });

  test(`${runtime}: no input at all is an input`, async (t) => {
    t.deepEqual(await run(runtime, logging, ['']), { lines: [], stderr: [], ending: EXIT_0 });
  });
}

const staying = path.join(here, 'staying.mjs');
write(staying, "console.log('here'); setInterval(() => {}, 1000);\n");
const flooding = path.join(here, 'flooding.mjs');
write(
  flooding,
  "const line = 'x'.repeat(1 << 20) + '\\n'; const more = () => process.stdout.write(line, more); more();\n",
);
const busy = programFile(
  'busy',
  "node.handle('spin', {}, () => { const again = () => node.after(0, again); again(); });",
);
const flood = programFile(
  'flood',
  "node.handle('spin', {}, () => { const again = () => { node.send('n2', { type: 'x', x: 'y'.repeat(1 << 22) }); node.after(0, again); }; again(); });",
);

for (const runtime of ['process', 'worker'] as const) {
  test(`${runtime}: a node that stays is killed after its time, and what it printed is kept`, async (t) => {
    // On a busy machine it has not even begun when its time is over: then it gets more.
    for (let timeoutMs = 1000; ; timeoutMs *= 2) {
      const account = await run(runtime, staying, [INIT], timeoutMs);
      t.deepEqual(account.ending, { kind: 'timeout' });
      t.deepEqual(account.stderr, []);
      if (account.lines.length === 0 && timeoutMs < PATIENCE_MS) continue;
      t.deepEqual(account.lines, ['here']);
      return;
    }
  });

  test(`${runtime}: a node that never stops printing is killed`, async (t) => {
    const account = await run(runtime, flooding, []);
    t.deepEqual(account.ending, { kind: 'flood' });
    t.true(account.lines.length <= 64);
  });
}

test('sim: a node that never comes to rest is cut off after its time', async (t) => {
  t.deepEqual((await run('sim', busy, [INIT, ask('spin', 2)], 200)).ending, { kind: 'timeout' });
});

test('sim: a node that never stops printing is cut off', async (t) => {
  t.deepEqual((await run('sim', flood, [INIT, ask('spin', 2)])).ending, { kind: 'flood' });
});

test('process: what a node started is killed with it, and its open pipe is not waited for', async (t) => {
  const leaving = path.join(here, 'leaving.mjs');
  write(
    leaving,
    "import { spawn } from 'node:child_process';\n" +
      "const child = spawn('sleep', ['600'], { stdio: 'inherit' }); child.unref(); console.log(child.pid);\n",
  );
  const { lines, ending } = await run('process', leaving, []);
  t.deepEqual(ending, EXIT_0);
  const pid = Number(lines[0]);
  // It is killed when the run is over, but the system takes its time to carry that out.
  await until(() => !isRunning(pid), `the end of ${pid}`);
  t.false(isRunning(pid));
});

test('process: a program that cannot be started is an ending, not an error', async (t) => {
  const account = await runProcess({ command: '/does/not/exist', args: [] }, 'x\n', PATIENCE_MS);
  t.is(account.ending.kind, 'not-started');
});

test('process: a node that does not read its input is judged by its exit', async (t) => {
  const account = await runProcess(
    { command: '/bin/sh', args: ['-c', 'exit 3'] },
    'x\n'.repeat(1_000_000),
    PATIENCE_MS,
  );
  t.deepEqual(account.ending, { kind: 'exit', code: 3, signal: null });
});
