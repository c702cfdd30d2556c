/** From flags to options: what the command line makes of what was typed. */

import path from 'node:path';
import { Command } from 'commander';
import test from 'ava';
import { clusterOptions } from '../../../harness/cluster/options.js';
import { flagsOf } from '../../../harness/flags/flags-of.js';
import { flagsBut } from '../../../harness/options/flags.js';
import { addFlags, readFlags } from '../../../harness/options/command-line.js';
import { completeOptions, testOptions } from '../../../harness/options/schema.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';

const TEST_FLAGS = flagsBut();
const CLUSTER_FLAGS = flagsOf(clusterOptions);

const file = write(path.join(folder(), 'nodes'), 'a\n\n b \r\nc1\n');

function read(args: readonly string[], flags = TEST_FLAGS): unknown {
  const command = new Command().exitOverride().argument('[args...]');
  addFlags(command, flags);
  command.parse(args, { from: 'user' });
  return readFlags(command.opts(), flags, command.args);
}

for (const [typed, options] of [
  ['', {}],
  ['-w echo', { workload: 'echo' }],
  ['--workload=echo --runtime sim', { workload: 'echo', runtime: 'sim' }],
  ['--rate 0.5 --time-limit 1e1', { rate: 0.5, 'time-limit': 10 }],
  ['--rate fast', { rate: 'fast' }],
  ['--node-count 25 --concurrency 4n', { 'node-count': 25, concurrency: '4n' }],
  ['--concurrency 10', { concurrency: '10' }],
  ['-n a -n b', { nodes: ['a', 'b'] }],
  ['--nodes a,b,,c', { nodes: ['a', 'b', 'c'] }],
  [`--node z --nodes x,y --nodes-file ${file}`, { nodes: ['a', 'b', 'c1', 'x', 'y', 'z'] }],
  [
    '--nemesis partition --partition-kinds one,one-way',
    { nemesis: ['partition'], 'partition-kinds': ['one', 'one-way'] },
  ],
  ['--nemesis partition,kill', { nemesis: ['partition', 'kill'] }],
  ['--availability total', { availability: 'total' }],
  ['--availability 0.99', { availability: 0.99 }],
  ['--availability most', { availability: 'most' }],
  [
    '--expect msgs-per-op<30 --expect stale-count=0,lost-count=0',
    { expect: ['msgs-per-op<30', 'stale-count=0', 'lost-count=0'] },
  ],
  ['--configure {"fanout":3}', { configure: { fanout: 3 } }],
  [
    '--strict --log-stderr --log-net-send --log-net-recv',
    { strict: true, 'log-stderr': true, 'log-net-send': true, 'log-net-recv': true },
  ],
  ['--seed 7 --test-count 3 --store elsewhere', { seed: 7, 'test-count': 3, store: 'elsewhere' }],
  ['--bin ./a -- -x --rate 3 y', { bin: './a', args: ['-x', '--rate', '3', 'y'] }],
  [
    '--latency 100 --latency-dist uniform --loss 0.1 --duplication 0.2',
    { latency: 100, 'latency-dist': 'uniform', loss: 0.1, duplication: 0.2 },
  ],
] as const) {
  test(`eddy test ${typed.replace(file, '<file>')}`, (t) => {
    t.deepEqual(read(typed.split(' ').filter((word) => word !== '')), { args: [], ...options });
  });
}

test('comments, blank lines and line ends of Windows are no ids of a nodes file', (t) => {
  const nodes = write(
    path.join(folder(), 'nodes'),
    '\ufeff# all of them\r\n\r\nn1  # the first\r\n  n2\t\r\n#n3\r\nn#4',
  );
  t.deepEqual(read(['--nodes-file', nodes]), { args: [], nodes: ['n1', 'n2', 'n#4'] });
});

for (const line of ['n2 n3', 'n2,n3', 'n2, n3,']) {
  test(`refused: a nodes file with the line ${line}`, (t) => {
    const nodes = write(path.join(folder(), 'nodes'), `n1\n${line}\n`);
    t.throws(() => read(['--nodes-file', nodes]), {
      instanceOf: UsageError,
      message: `--nodes-file ${nodes}:2: expected one node id a line, got ${JSON.stringify(line)}: write n2 and n3 on lines of their own`,
    });
  });
}

test('two spaces around a comma of a list do not matter', (t) => {
  t.deepEqual(read(['--nodes', ' a , b ']), { args: [], nodes: ['a', 'b'] });
});

test('faults are a time and a line', (t) => {
  t.deepEqual(read(['--fault', '2.5:partition n1,n2 | n3', '--fault', '4: heal']), {
    args: [],
    faults: [
      { at: 2.5, do: 'partition n1,n2 | n3' },
      { at: 4, do: 'heal' },
    ],
  });
});

test('a schedule adds the faults of its file, for the nodes that the flags name', (t) => {
  const schedule = write(path.join(folder(), 'faults.yaml'), '- {at: 4, do: kill n0}\n');
  t.deepEqual(read(['--schedule', schedule, '--fault', '5:heal', '--node-count', '1']), {
    args: [],
    'node-count': 1,
    faults: [
      { at: 5, do: 'heal' },
      { at: 4, do: 'kill n0' },
    ],
  });
  t.throws(() => read(['--schedule', schedule]), {
    instanceOf: UsageError,
    message: `${schedule}:1: [0].do: there is no node n0; known are n1, n2, n3, n4, n5`,
  });
});

for (const [args, message] of [
  [
    ['--fault', 'heal'],
    /^--fault expects seconds, a colon and a line, such as '2.5:partition majority', got "heal"$/,
  ],
  [['--fault', ':heal'], /^--fault expects/],
  [['--fault', 'soon:heal'], /^--fault expects/],
  [['--configure', 'fanout=3'], /^--configure expects JSON such as '\{"fanout": 3\}', got fanout=3 \(/],
  [['--nodes-file', '/no/such'], /^--nodes-file \/no\/such cannot be read: ENOENT/],
] as const) {
  test(`refused: ${args.join(' ')}`, (t) => {
    t.throws(() => read(args), { instanceOf: UsageError, message });
  });
}

test('each flag is an option of a run, and each option has its flag', (t) => {
  const spelled = TEST_FLAGS.map(({ flags }) => /--([\w-]+)/.exec(flags)?.[1] ?? flags);
  const other: Readonly<Record<string, string>> = {
    node: 'nodes',
    'nodes-file': 'nodes',
    fault: 'faults',
    schedule: 'faults',
  };
  const options = new Set(spelled.map((name) => other[name] ?? name));
  t.deepEqual(
    [...options].toSorted(),
    Object.keys(testOptions.shape)
      .filter((name) => name !== 'args')
      .toSorted(),
  );
  t.is(new Set(spelled).size, spelled.length);
});

test('a cluster on the desk takes the flags of a cluster, and no others', (t) => {
  t.deepEqual(read(['--nodes', 'a,b', '--seed', '3'], CLUSTER_FLAGS), {
    args: [],
    nodes: ['a', 'b'],
    seed: 3,
  });
  const all = new Set(TEST_FLAGS.map(({ flags }) => flags));
  t.true(CLUSTER_FLAGS.every(({ flags }) => all.has(flags)));
  t.false(CLUSTER_FLAGS.some(({ flags }) => flags.includes('--rate')));
});

test('defaults that help tells are those of the options', (t) => {
  // Of a workload that asks for nothing special.
  const defaults = completeOptions({ workload: 'echo' });
  for (const [option, told] of [
    ['runtime', 'process'],
    ['latency', 0],
    ['latency-dist', 'constant'],
    ['time-limit', 60],
    ['rate', 5],
    ['nemesis-interval', 10],
    ['topology', 'grid'],
    ['test-count', 1],
    ['store', 'store'],
  ] as const) {
    const help = TEST_FLAGS.find(({ flags }) => flags.includes(`--${option} `))?.help ?? '';
    t.true(help.endsWith(`default ${told}`), `${option}: ${help}`);
    t.is(defaults[option], told);
  }
});
