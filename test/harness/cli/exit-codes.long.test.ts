/** What the exit status of `eddy` tells, each by an example, and the words that come with the bad ones. */

import path from 'node:path';
import test from 'ava';
import { programFile } from '../../router/programs.js';
import { folder, write } from '../folder.js';
import { eddy } from './eddy.js';

const ECHO = [
  'test',
  '-w',
  'echo',
  '--runtime',
  'sim',
  '--seed',
  '1',
  '--node-count',
  '1',
  '--time-limit',
  '1',
];

test('0: the run is valid, and the summary goes to stdout alone', async (t) => {
  const { status, out, err } = await eddy([...ECHO, '--rate', '20']);
  t.is(status, 0, err);
  t.regex(
    out,
    /^echo, 1 nodes, sim runtime: VALID\n {2}operations {3}\d+: \d+ ok, 0 fail, 0 info \(availability 1\)\n/,
  );
  t.regex(out, /\n {2}stored in {4}store\/echo\/\d{8}T\d{6}\.\d{3}[+-]\d{4}\n/);
  t.regex(
    out,
    /\n {2}repeat {7}eddy test --workload echo .* --seed 1\n {15}\(the same run, byte for byte\)\n$/,
  );
  t.regex(err, /^echo: 1 nodes, simulated, seed 1\n/);
});

test('1: the run is invalid', async (t) => {
  const { status, out } = await eddy([...ECHO, '--rate', '20', '--bin', programFile('echo-wrong.js')]);
  t.is(status, 1);
  t.regex(out, /^echo, 1 nodes, sim runtime: INVALID\n/);
  t.regex(out, /\n {2}mismatches {3}expected an echo of ".*", got /);
});

test('1: a demand is not met', async (t) => {
  const { status, out } = await eddy([...ECHO, '--expect', 'availability<1,availability>=1']);
  t.is(status, 1);
  t.regex(out, /\n {2}expected {5}availability < 1: not met, availability is exactly 1 \(1\)\n/);
  t.regex(out, /\n {2}expected {5}availability >= 1: met \(1\)\n/);
});

test('2: nothing was broadcast, so nobody knows', async (t) => {
  const { status, out } = await eddy([
    'test',
    '-w',
    'broadcast',
    '--runtime',
    'sim',
    '--rate',
    '0',
    '--time-limit',
    '1',
  ]);
  t.is(status, 2);
  t.regex(out, /^broadcast, 5 nodes, sim runtime: UNKNOWN\n/);
});

test('255: a node crashed; the run is judged all the same', async (t) => {
  const bin = write(
    path.join(folder(), 'crash.mjs'),
    `export default (node) => {
      node.handle('echo', {}, ({ echo }) => ({ echo }));
      node.onInit(() => node.after(1500, () => { throw new Error('enough'); }));
    };`,
  );
  const { status, out, err } = await eddy([...ECHO, '--time-limit', '2', '--rate', '5', '--bin', bin]);
  t.is(status, 255);
  t.regex(out, /^echo, 1 nodes, sim runtime: VALID \(n0 crashed\)\n/);
  t.regex(
    err,
    /! n0 ended by itself with exit status 1 at 1\.500 s\n {4}stderr, last \d+ lines:\n {6}Error: enough\n/,
  );
});

test('255: a node did not come up, and the reason is one line', async (t) => {
  const { status, out, err } = await eddy([
    ...ECHO,
    '--runtime',
    'process',
    '--bin',
    programFile('puppet.js'),
    '--',
    '--init',
    'error',
  ]);
  t.is(status, 255);
  t.is(out, '');
  t.regex(err, /\neddy: n0 did not start: it answered init with an error reply, .*"the disk is full"/);
  t.regex(err, /\nthe run is stored in store\/echo\/\S+\n/);
});

test('254: a store that cannot be written, before any node starts', async (t) => {
  const file = write(path.join(folder(), 'file'), '');
  const { status, err } = await eddy([...ECHO, '--store', file]);
  t.is(status, 254);
  t.regex(
    err,
    /^eddy: --store: expected a folder that can be written to, got ".*file" \((EEXIST|ENOTDIR): .*\)\n$/,
  );
});

test('254: a word that no control line knows is not mistaken for a message', async (t) => {
  const { status, err } = await eddy([...ECHO, '--fault', '1:unknown']);
  t.is(status, 254);
  t.regex(err, /^eddy: --fault: at 1 s: unknown word "unknown": expected partition, heal, .*, wipe, /);
});

for (const [args, message] of [
  [['test', '-w', 'ecco'], /^eddy: --workload: expected one of .*echo.*, got "ecco"; did you mean echo\?\n$/],
  [
    ['test', '--nemsis', 'partition'],
    /^eddy: unknown option '--nemsis'\n\(Did you mean --nemesis\?\)\n\(eddy test --help\)\n$/,
  ],
  [['test', '-w', 'echo', '--rate', 'fast'], /^eddy: --rate: expected a number, got "fast"\n$/],
  [
    ['test', '-w', 'echo', '--bin', './missing'],
    /^eddy: --bin \.\/missing: there is no such file \(looked for \/.*\/missing\)\n$/,
  ],
  [['tset'], /^eddy: unknown command 'tset'\n\(Did you mean test\?\)/],
  [['tset', '--help'], /^eddy: unknown command 'tset'\n\(Did you mean test\?\)/],
  [['test', 'echo'], /^eddy: test: unexpected "echo": did you mean -w echo\?\n$/],
  [
    ['up', './node.py'],
    /^eddy: up: unexpected ".\/node.py": expected options only; arguments for a program of yours/,
  ],
  [['sweep', 'kafka', '--vary', 'rate=1,2'], /^eddy: sweep: unexpected "kafka": did you mean -w kafka\?\n$/],
  [['test', '--nodes', ''], /^eddy: --nodes: expected at least one node, got \[\]\n$/],
  [['test', '--nodes-file', '/dev/null'], /^eddy: --nodes: expected at least one node, got \[\]\n$/],
  [['test', '--bin', ''], /^eddy: --bin: expected a program, got ""\n$/],
  [['test', '--store', ''], /^eddy: --store: expected a folder, got ""\n$/],
  [['up', '--program', 'ecco'], /^eddy: there is no program "ecco": expected one of /],
  [['node', 'ecco'], /^eddy: there is no program "ecco": expected one of .*broadcast/],
  [['help', 'nonsense'], /^eddy: unknown command 'nonsense'/],
  [['challenge', '3f'], /^eddy: challenge: .*got "3f"; did you mean 3a, 3b, 3c, 3d, 3e\?\n$/],
  [
    ['test', '--nemesis', 'partitoin'],
    /^eddy: --nemesis: expected one of partition, .*; did you mean partition\?\n$/,
  ],
  [
    ['test', '--reporter', 'junti'],
    /^eddy: --reporter: expected one of .*, got "junti"; did you mean junit\?\n$/,
  ],
  [
    ['test', '--test-count', '2', '--json'],
    /^eddy: --reporter: json reports one run: expected --test-count 1/,
  ],
  [['node'], /^usage: eddy node <program>\n/],
  [[], /^Usage: eddy /],
] as const) {
  test(`254: eddy ${args.join(' ')}`, async (t) => {
    const { status, out, err } = await eddy(args);
    t.is(status, 254);
    t.is(out, '');
    t.regex(err, message);
  });
}

test('help and version go to stdout, with status 0', async (t) => {
  const [all, command, node, version] = await Promise.all(
    [['--help'], ['test', '--help'], ['node', '--help'], ['--version']].map((args) => eddy(args)),
  );
  for (const ended of [all, command, node, version]) {
    t.is(ended?.status, 0);
    t.is(ended?.err, '');
  }
  t.regex(all?.out ?? '', /Exit status: 0 valid, 1 invalid, 2 unknown, 254 wrong usage, 255 crash\./);
  for (const flag of ['--workload', '--nemesis-interval', '--time-limit', '--latency-dist', '--concurrency'])
    t.true(command?.out.includes(flag), flag);
  t.regex(node?.out ?? '', /Programs: .*broadcast.*echo/);
  t.regex(version?.out ?? '', /^\d+\.\d+\.\d+\n$/);
});
