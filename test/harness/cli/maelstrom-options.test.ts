/** Command lines written for Maelstrom mean here what they mean there: each of its options, what it takes and refuses. */

import path from 'node:path';
import { Command } from 'commander';
import test from 'ava';
import { flagsBut, WITHOUT_EFFECT } from '../../../harness/options/flags.js';
import { addFlags, readFlags } from '../../../harness/options/command-line.js';
import { testCommand } from '../../../harness/cli/test.js';
import { completeOptions, type TestOptions } from '../../../harness/options/schema.js';
import { workerCount } from '../../../harness/workloads/options.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';

const file = write(path.join(folder(), 'nodes'), 'f1\nf2\n');

function options(args: readonly string[]): TestOptions {
  const command = new Command().exitOverride().argument('[args...]');
  addFlags(command, flagsBut());
  command.parse([...args], { from: 'user' });
  return completeOptions(readFlags(command.opts(), flagsBut(), command.args));
}

for (const [args, expected] of [
  [['--bin', 'a/b', '--', '-x', 'y'], { bin: 'a/b', args: ['-x', 'y'] }],
  [['-w', 'echo'], { workload: 'echo' }],
  [['--workload', 'txn-list-append'], { workload: 'txn-list-append' }],
  [['--availability', 'total'], { availability: 'total' }],
  [['--availability', '0'], { availability: 0 }],
  [['--availability', '1'], { availability: 1 }],
  [['--availability', '0.95'], { availability: 0.95 }],
  [['--consistency-models', 'read-committed'], { 'consistency-models': ['read-committed'] }],
  [['--consistency-models', 'read-atomic,PL-3'], { 'consistency-models': ['read-atomic', 'PL-3'] }],
  [['--consistency-models', 'read-atomic , PL-3'], { 'consistency-models': ['read-atomic', 'PL-3'] }],
  [['--key-count', '3'], { 'key-count': 3 }],
  [['--latency', '0'], { latency: 0 }],
  [['--latency', '100'], { latency: 100 }],
  [['--latency-dist', 'constant'], { 'latency-dist': 'constant' }],
  [['--latency-dist', 'uniform'], { 'latency-dist': 'uniform' }],
  [['--latency-dist', 'exponential'], { 'latency-dist': 'exponential' }],
  [
    ['--log-net-send', '--log-net-recv', '--log-stderr'],
    { 'log-net-send': true, 'log-net-recv': true, 'log-stderr': true },
  ],
  [['--max-txn-length', '1'], { 'max-txn-length': 1 }],
  [['--max-writes-per-key', '1'], { 'max-writes-per-key': 1 }],
  [['--node-count', '3'], { nodes: ['n0', 'n1', 'n2'] }],
  [['--node-count', '1', '--nodes', 'a,b'], { nodes: ['n0'] }],
  [['--nemesis', 'partition'], { nemesis: ['partition'] }],
  [['--nemesis', 'partition , partition'], { nemesis: ['partition', 'partition'] }],
  [['--nemesis-interval', '0.5'], { 'nemesis-interval': 0.5 }],
  [['--rate', '0'], { rate: 0 }],
  [['--rate', '0.25'], { rate: 0.25 }],
  [['--topology', 'line'], { topology: 'line' }],
  [['--topology', 'grid'], { topology: 'grid' }],
  [['--topology', 'tree'], { topology: 'tree' }],
  [['--topology', 'tree2'], { topology: 'tree2' }],
  [['--topology', 'tree3'], { topology: 'tree3' }],
  [['--topology', 'tree4'], { topology: 'tree4' }],
  [['--topology', 'total'], { topology: 'total' }],
  [[], { nodes: ['n1', 'n2', 'n3', 'n4', 'n5'] }],
  [['-n', 'a'], { nodes: ['a'] }],
  [['--node', 'a', '--node', 'b'], { nodes: ['a', 'b'] }],
  [['--nodes', 'a,b'], { nodes: ['a', 'b'] }],
  [['-n', 'z', '--nodes-file', file, '--nodes', 'x,y'], { nodes: ['f1', 'f2', 'x', 'y', 'z'] }],
  [['--concurrency', '10'], { concurrency: '10' }],
  [['--time-limit', '1'], { 'time-limit': 1 }],
  [['--test-count', '2'], { 'test-count': 2 }],
  [
    [
      '--username',
      'root',
      '--password',
      'root',
      '--strict-host-key-checking',
      '--no-ssh',
      '--ssh-private-key',
      'key',
      '--leave-db-running',
      '--logging-json',
      '--rate',
      '7',
    ],
    { rate: 7 },
  ],
] as const satisfies readonly (readonly [readonly string[], Partial<TestOptions>])[]) {
  test(`taken: ${args.join(' ').replace(file, '<file>')}`, (t) => {
    t.like(options(args), expected as Partial<TestOptions>);
  });
}

for (const [concurrency, workers] of [
  ['1n', 3],
  ['4n', 12],
  ['10', 10],
] as const) {
  test(`concurrency ${concurrency} of three nodes is ${workers} workers`, (t) => {
    t.is(workerCount(options(['-w', 'echo', '--node-count', '3', '--concurrency', concurrency])), workers);
  });
}

for (const [args, message] of [
  [['--availability', 'most'], /^availability: expected total, or a share from 0 to 1, got "most"$/],
  [['--availability', '1.1'], /^availability: .*got 1\.1$/],
  [['--availability', '-0.1'], /^availability: .*got -0\.1$/],
  [
    ['--consistency-models', 'strict'],
    /^consistency-models\.0: expected one of .*strict-serializable.*, got "strict"/,
  ],
  [['--key-count', '0'], /^key-count: .*got 0$/],
  [['--key-count', '1.5'], /^key-count: .*got 1\.5$/],
  [['--latency', '-1'], /^latency: .*got -1$/],
  [['--latency', 'slow'], /^latency: expected a number, got "slow"$/],
  [
    ['--latency-dist', 'normal'],
    /^latency-dist: expected one of constant, uniform, exponential, got "normal"$/,
  ],
  [['--max-txn-length', '0'], /^max-txn-length: .*got 0$/],
  [['--max-writes-per-key', '-1'], /^max-writes-per-key: .*got -1$/],
  [['--node-count', '0'], /^node-count: .*got 0$/],
  [['--nemesis', 'gremlins'], /^nemesis\.0: expected one of partition, .*got "gremlins"$/],
  [['--nemesis-interval', '0'], /^nemesis-interval: .*got 0$/],
  [['--rate', '-1'], /^rate: .*got -1$/],
  [['--rate', ''], /^rate: expected a number, got ""$/],
  [['--topology', 'ring'], /^topology: .*grid.*got "ring"$/],
  [['--concurrency', '0'], /^concurrency: .*got "0"$/],
  [['--concurrency', '2m'], /^concurrency: expected a whole number above 0, perhaps with n .*got "2m"$/],
  [['--concurrency', '1.5n'], /^concurrency: /],
  [['--time-limit', '0'], /^time-limit: .*got 0$/],
  [['--test-count', '0'], /^test-count: .*got 0$/],
  [['--nodes-file', '/no/such'], /^--nodes-file \/no\/such cannot be read: /],
] as const) {
  test(`refused: ${args.join(' ')}`, (t) => {
    t.throws(() => options(args), { instanceOf: UsageError, message });
  });
}

test('all that is wrong is told at once', (t) => {
  const error = t.throws(() => options(['--rate', '-1', '--topology', 'ring', '--key-count', '0']));
  t.deepEqual(
    error?.message
      .split('\n')
      .map((line) => line.split(':')[0])
      .toSorted(),
    ['key-count', 'rate', 'topology'],
  );
});

test('help tells every option, those without effect too', (t) => {
  const program = new Command().exitOverride();
  testCommand(program);
  let help = '';
  program.commands[0]?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  for (const flag of [...flagsBut().map(({ flags }) => flags), ...WITHOUT_EFFECT])
    t.true(help.includes(flag), flag);
});
