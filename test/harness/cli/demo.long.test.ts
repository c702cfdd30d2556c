/** `eddy demo` as a command. */

import test from 'ava';
import { WORKLOADS } from '../../../harness/workloads/index.js';
import { eddy } from './eddy.js';

test('a row for each workload, how many ended how, and where they are stored', async (t) => {
  const { status, out, err } = await eddy(['demo', '--runtime', 'sim', '--seed', '1', '--time-limit', '4']);
  t.is(status, 0, out + err);
  const lines = out.split('\n');
  t.regex(lines[0] ?? '', /^workload +runtime +verdict +ops +msgs-per-op +time$/);
  for (const [i, { name }] of WORKLOADS.entries())
    t.regex(lines[i + 1] ?? '', new RegExp(`^${name} +sim +valid +\\d+ +\\d+\\.\\d\\d +\\d+\\.\\d s$`));
  t.deepEqual(lines.slice(WORKLOADS.length + 1), [
    '',
    `${WORKLOADS.length} valid, 0 unknown, 0 crashed, 0 invalid`,
    'stored in store',
    '',
  ]);
});

test('one workload runs in all three runtimes', async (t) => {
  const { out } = await eddy(['demo', '-w', 'echo', '--time-limit', '0.5', '--node-count', '1']);
  t.regex(out, /\necho +process .*\necho +worker .*\necho +sim .*\n/);
});

test('what is not valid is told at length below, and in the exit status', async (t) => {
  const { status, out } = await eddy([
    'demo',
    '-w',
    'echo',
    '--runtime',
    'sim',
    '--time-limit',
    '1',
    '--expect',
    'availability<1',
  ]);
  t.is(status, 1);
  t.regex(out, /\necho +sim +invalid /);
  t.regex(
    out,
    /\necho, 5 nodes, sim runtime: INVALID\n[^]*availability is exactly 1[^]*\n0 valid, 0 unknown, 0 crashed, 1 invalid\n/,
  );
});

test('2: unknown', async (t) => {
  const { status, out } = await eddy([
    'demo',
    '-w',
    'broadcast',
    '--runtime',
    'sim',
    '--time-limit',
    '1',
    '--rate',
    '0',
  ]);
  t.is(status, 2);
  t.regex(out, /\n0 valid, 1 unknown, 0 crashed, 0 invalid\n/);
});

test('254: what makes no sense is said before anything runs', async (t) => {
  for (const args of [
    ['-w', 'ecco'],
    ['--rate', 'fast'],
    ['--bin', 'x'],
  ]) {
    const { status, out } = await eddy(['demo', ...args]);
    t.is(status, 254, args.join(' '));
    t.is(out, '');
  }
});
