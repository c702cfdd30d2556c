import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import test from 'ava';
import { traceCommand } from '../../../harness/cli/trace.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder } from '../folder.js';
import { drop, journal, recv, send } from './journal.js';

const COMMAND = new URL('../../../harness/cli/trace.js', import.meta.url).href;

/** `eddy trace` with these arguments, as a process of its own. */
function eddyTrace(args: readonly string[], cwd = folder()): ChildProcess {
  const script = `
    import { Command } from ${JSON.stringify(import.meta.resolve('commander'))};
    import { traceCommand } from ${JSON.stringify(COMMAND)};
    const program = new Command('eddy');
    traceCommand(program);
    await program.parseAsync(['trace', ...process.argv.slice(1)], { from: 'user' });`;
  const env = { ...process.env, FORCE_COLOR: undefined, NODE_OPTIONS: undefined };
  return spawn(process.execPath, ['--input-type=module', '--eval', script, '--', ...args], { cwd, env });
}

async function outputOf(...args: readonly string[]): Promise<{ status: unknown; out: string; err: string }> {
  const child = eddyTrace(args);
  const [out, err, [status]] = await Promise.all([
    read(child.stdout),
    read(child.stderr),
    once(child, 'close'),
  ]);
  return { status, out, err };
}

function read(stream: NodeJS.ReadableStream | null): Promise<string> {
  return stream === null ? Promise.resolve('') : text(stream);
}

const file = journal(
  send(100, 0, 'n1', 'n2', { type: 'gossip', values: [17, 'x'.repeat(100)] }),
  recv(200, 0),
  send(300, 1, 'n2', 'n1', { type: 'gossip_ok' }),
  drop(300, 1, 'loss'),
);

test('in a pipe lines are whole and plain', async (t) => {
  const { status, out, err } = await outputOf(file);
  t.is(err, '');
  t.is(status, 0);
  t.is(
    out,
    `   0.100     0 n1 -> n2   gossip {"values":[17,"${'x'.repeat(100)}"]}  ✓ 100 ms\n` +
      '   0.300     1 n2 -> n1   gossip_ok  ✗ loss\n' +
      '2 messages: 1 delivered, 1 dropped (1 loss)\n',
  );
});

test('each option reaches the trace', async (t) => {
  const cases: [string[], number][] = [
    [['--node', 'n1'], 2],
    [['--node', 'n8', '--node', 'n9'], 0],
    [['--link', 'n1->n2'], 1],
    [['--link', 'n1->n2', '--link', 'n2->n1'], 2],
    [['--type', 'gossip_ok', '--type', 'other'], 1],
    [['--time', '200ms..'], 1],
    [['--outcome', 'delivered', '--outcome', 'loss'], 2],
    [['--outcome', 'partition'], 0],
    [['--value', '17'], 1],
  ];
  await Promise.all(
    cases.map(async ([args, shown]) => {
      const { out, err } = await outputOf(file, ...args, '--json');
      t.is(err, '');
      t.is(out.split('\n').length - 1, shown, args.join(' '));
    }),
  );
  const { out } = await outputOf(file, '--width', '50');
  t.true(out.split('\n').every((line) => line.length <= 50));
});

test('a reader that leaves early is no error', async (t) => {
  const long = journal(
    ...Array.from({ length: 20_000 }, (_, id) => send(id, id, 'n1', 'n2', { type: 'gossip' })),
  );
  const child = eddyTrace([long]);
  const errors = read(child.stderr);
  child.stdout?.once('data', () => child.stdout?.destroy());
  const [status] = (await once(child, 'close')) as unknown[];
  t.is(await errors, '');
  t.is(status, 0);
});

test('Ctrl-C ends the following with the count', async (t) => {
  const child = eddyTrace([file, '--follow']);
  child.stdout?.once('data', () => setTimeout(() => child.kill('SIGINT'), 100));
  const [out, [status]] = await Promise.all([read(child.stdout), once(child, 'close')]);
  t.true(out.endsWith('2 messages: 1 delivered, 1 dropped (1 loss)\n'), out);
  t.is(status, 0);
});

test('what is wrong with an option is a usage error', async (t) => {
  const parse = (...args: string[]): Promise<unknown> => {
    const program = new Command('eddy').exitOverride();
    traceCommand(program);
    return program.parseAsync(['trace', ...args], { from: 'user' });
  };
  for (const args of [
    ['--link', 'n1-'],
    ['--time', '5'],
    ['--outcome', 'lost'],
    ['--width', '0'],
    ['--width', 'x'],
    ['/nowhere'],
  ]) {
    await t.throwsAsync(() => parse(...args), { instanceOf: UsageError }, args.join(' '));
  }
});
