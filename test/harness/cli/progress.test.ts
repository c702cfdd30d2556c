/** What is shown while a run goes on, on a terminal and in a pipe. */

import test from 'ava';
import { plain } from '../../../harness/colors.js';
import { Board } from '../../../harness/cli/board.js';
import { Progress } from '../../../harness/cli/progress.js';
import { completeOptions } from '../../../harness/options.js';
import type { RunningTest } from '../../../harness/play.js';
import { runTest } from '../../../harness/test-run.js';
import { until } from '../../router/until.js';
import { simulated } from '../simulated.js';
import { screen } from './screen.js';

/** A run that has done nothing yet. */
function begun(): RunningTest {
  const { cluster, statistics } = simulated(() => {});
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

test('on a terminal one line is rewritten, no longer than the screen, and gone at the end', async (t) => {
  const { stream, text } = screen(true);
  const progress = new Progress(new Board(stream, { live: stream.isTTY }), plain);
  progress.phase('starting', begun());
  progress.phase('running', begun());
  await until(() => text().includes('\r'), 'the first line');
  progress.end();
  const [first = '', ...lines] = text().split('\r\u001B[2K');
  t.is(first, 'echo: 1 nodes, simulated, seed 7\n');
  t.is(lines.pop(), '');
  t.true(lines.length > 0);
  for (const line of lines) {
    t.true(line.startsWith('    1.5 s  running (of 60 s)  |  0 ok, 0 fail, 0 info  |  '), line);
    t.true(line.length < 60);
  }
});

test('what is told meanwhile does not mix with the line', async (t) => {
  const { stream, text } = screen(true);
  const progress = new Progress(new Board(stream, { live: stream.isTTY }), plain);
  progress.phase('starting', begun());
  await until(() => text().includes('\r'), 'the first line');
  progress.trouble({
    node: 'n1',
    kind: 'not-json',
    what: 'n1 printed \u009B2J',
    expected: 'JSON',
    hint: 'none',
  });
  progress.end();
  t.true(
    text().endsWith('\r\u001B[2K! n1 printed \\u009b2J\n  expected: JSON\n  hint: none\n'),
    JSON.stringify(text()),
  );
});

test('faults are told when they happen, in words', async (t) => {
  const { stream, text } = screen(false);
  const progress = new Progress(new Board(stream, { live: stream.isTTY }), plain);
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
