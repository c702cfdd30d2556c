/** What is shown while a run goes on, on a terminal and in a pipe. */

import test from 'ava';
import { createLogUpdate } from 'log-update';
import { plain } from '../../../harness/text/colors.js';
import { Board } from '../../../harness/terminal/board.js';
import { Progress } from '../../../harness/terminal/progress.js';
import { completeOptions } from '../../../harness/options/schema.js';
import type { RunningTest } from '../../../harness/run/play.js';
import { runTest } from '../../../harness/run/run-test.js';
import { simulated } from '../simulated.js';
import { screen } from '../cli/screen.js';
import { Terminal } from '../cli/terminal.js';

/** A run that has done nothing yet. */
function begun(): RunningTest {
  const { cluster, statistics } = simulated(() => {}, { nodes: ['n1'] });
  const clock = { now: () => 1_500_000_000, schedule: () => ({ cancel: () => {} }) };
  const options = completeOptions({ workload: 'echo', nodes: ['n1'], runtime: 'sim' });
  return {
    options,
    seed: 7,
    clock,
    statistics,
    history: [],
    cluster,
    troubles: { list: () => [] },
    folder: undefined,
  };
}

test('on a terminal a block is rewritten below what is told, and gone at the end', (t) => {
  const terminal = new Terminal(60, 24);
  const board = new Board(terminal.stream, { rewrite: createLogUpdate, now: () => 0 });
  t.teardown(() => board.close());
  const progress = new Progress(board, plain);
  t.teardown(() => progress.end());
  progress.phase('starting', begun());
  t.is(terminal.text, 'echo: 1 nodes, simulated, seed 7', 'a run that ends at once shows no block');
  progress.phase('running', begun());
  progress.tick();
  const block = [
    '',
    'running     [..............................] 0.0 of 60 s',
    'operations  0 ok, 0 fail, 0 info',
    'msgs-per-op -',
    'nodes       0 running, 1 dead (n1)',
  ];
  const [first, ...lines] = terminal.text.split('\n');
  t.is(first, 'echo: 1 nodes, simulated, seed 7');
  t.deepEqual(lines, block);
  progress.trouble({
    node: 'n1',
    kind: 'not-json',
    what: 'n1 printed \u009B2J',
    expected: 'JSON',
    hint: 'none',
  });
  progress.tick();
  const told = ['! n1 printed \\u009b2J', '  expected: JSON', '  hint: none'];
  t.deepEqual(terminal.text.split('\n'), [first, ...told, ...block]);
  progress.end();
  t.deepEqual(terminal.text.split('\n'), [first, ...told]);
});

test('in a pipe a line is written only where something has happened', (t) => {
  const { stream, text } = screen(false);
  const progress = new Progress(new Board(stream), plain);
  t.teardown(() => progress.end());
  progress.phase('running', begun());
  progress.tick();
  progress.tick();
  progress.operation({ index: 0, time: 0, type: 'invoke', process: 0, f: 'echo', value: null });
  progress.tick();
  progress.tick();
  progress.end();
  const line = (perOp: string): string =>
    `    1.5 s  running (0.0 of 60 s)  |  0 ok, 0 fail, 0 info  |  msgs-per-op ${perOp}  |  n1 dead`;
  t.deepEqual(text().split('\n'), ['echo: 1 nodes, simulated, seed 7', line('-'), line('0.00'), '']);
});

test('a check that takes long is reported again and again in a pipe', (t) => {
  const { stream, text } = screen(false);
  const progress = new Progress(new Board(stream), plain);
  t.teardown(() => progress.end());
  let now = 1_500_000_000;
  const run = { ...begun(), clock: { now: () => now, schedule: () => ({ cancel: () => {} }) } };
  progress.phase('checking', run);
  for (let i = 0; i < 2; i++) {
    now += 5_000_000_000;
    progress.tick();
  }
  t.deepEqual(text().split('\n').slice(2, -1), ['checking echo, 5 s ...', 'checking echo, 10 s ...']);
});

test('nodes that crash in the same way are reported in full once', (t) => {
  const { stream, text } = screen(false);
  const progress = new Progress(new Board(stream), plain);
  const crash = (node: string, flaw: string): void =>
    progress.trouble({
      node,
      kind: 'crashed',
      what: `${node} ended`,
      flaw,
      expected: 'it not to',
      hint: 'look',
    });
  crash('n1', 'KeyError');
  crash('n2', 'KeyError');
  crash('n3', 'panic');
  t.deepEqual(text().split('\n'), [
    '! n1 ended',
    '  expected: it not to',
    '  hint: look',
    '! n2 ended, in the same way',
    '! n3 ended',
    '  expected: it not to',
    '  hint: look',
    '',
  ]);
});

test('faults are told when they happen, in words', async (t) => {
  const { stream, text } = screen(false);
  const progress = new Progress(new Board(stream, stream.isTTY ? { rewrite: createLogUpdate } : {}), plain);
  const faults = [
    { at: 0.25, do: 'partition n1 -> n2,n3' },
    { at: 0.5, do: 'heal' },
    { at: 0.6, do: 'heal' },
    { at: 0.75, do: 'latency 100 uniform' },
    { at: 0.8, do: 'latency 50' },
    { at: 0.85, do: 'kill n1,n3' },
    { at: 0.9, do: 'restart n3' },
  ];
  await runTest(
    {
      workload: 'broadcast',
      runtime: 'sim',
      seed: 1,
      nodes: ['n1', 'n2', 'n3'],
      rate: 20,
      'time-limit': 1,
      faults,
    },
    { store: false, listener: progress },
  );
  progress.end();
  const told = text()
    .split('\n')
    .filter((line) => / s {2}(?!recovering|checking|running)/.test(line));
  t.deepEqual(told, [
    '   0.25 s  partition n2 n3 do not hear n1',
    '   0.50 s  healed',
    '   0.60 s  heal network-healed',
    '   0.75 s  latency 100 uniform',
    '   0.80 s  latency 50',
    '   0.85 s  kill n1 n3',
    '   0.90 s  restart {"n3":"restarted"}',
    // The last request to n1 was given up after five seconds.
    '   5.97 s  end of latency 50',
    '   5.97 s  end of kill n1 n3',
  ]);
});
