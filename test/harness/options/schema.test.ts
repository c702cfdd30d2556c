/** The options of a run: what is accepted and completed, and what is refused with which words. */

import test from 'ava';
import { completeOptions, testOptions } from '../../../harness/options/schema.js';
import { workerCount } from '../../../harness/workloads/options.js';
import { UsageError } from '../../../harness/errors/usage-error.js';

test('everything has a default, those of Maelstrom where Maelstrom has one', (t) => {
  t.deepEqual(completeOptions({}), {
    workload: 'lin-kv',
    args: [],
    runtime: 'process',
    nodes: ['n1', 'n2', 'n3', 'n4', 'n5'],
    concurrency: '2n',
    'time-limit': 60,
    rate: 5,
    latency: 0,
    'latency-dist': 'constant',
    loss: 0,
    duplication: 0,
    nemesis: [],
    'nemesis-interval': 10,
    'nemesis-targets': ['one', 'minority'],
    'nemesis-kill-keeps': 'data',
    'partition-kinds': ['one', 'majority', 'minority-third', 'majorities-ring'],
    faults: [],
    topology: 'grid',
    'key-count': 10,
    'max-txn-length': 4,
    'max-writes-per-key': 16,
    'consistency-models': ['strict-serializable'],
    expect: [],
    'test-count': 1,
    strict: false,
    'maelstrom-quirks': false,
    'check-limit': 60,
    'init-timeout': 10,
    'stall-limit': 10,
    'check-memory': 4096,
    'log-stderr': false,
    'log-net-send': false,
    'log-net-recv': false,
    store: 'store',
  });
});

test('what a run was told, written down and read again, is the same', (t) => {
  const options = completeOptions({
    'node-count': 3,
    faults: [{ at: 1, do: 'kill n0' }],
    expect: ['stale-count=0'],
  });
  t.deepEqual(completeOptions(JSON.parse(JSON.stringify(options))), options);
});

test('a node count makes nodes from n0 on, whatever nodes are named', (t) => {
  const { nodes } = completeOptions({ 'node-count': 3, nodes: ['x', 'y'] });
  t.deepEqual(nodes, ['n0', 'n1', 'n2']);
  t.deepEqual(completeOptions({ nodes: ['x', 'y'] }).nodes, ['x', 'y']);
});

test('the default is one worker for each node, on lin-kv two; what is given is never changed', (t) => {
  t.is(completeOptions({}).concurrency, '2n');
  t.is(completeOptions({ workload: 'lin-kv', concurrency: '1n' }).concurrency, '1n');
  t.is(completeOptions({ workload: 'lin-kv', concurrency: '5' }).concurrency, '5');
  t.is(completeOptions({ workload: 'echo' }).concurrency, '1n');
});

for (const [concurrency, nodes, workers] of [
  ['1n', 5, 5],
  ['4n', 3, 12],
  ['10', 3, 10],
  ['1', 25, 1],
] as const) {
  test(`a concurrency of ${concurrency} on ${nodes} nodes is ${workers} workers`, (t) => {
    t.is(workerCount(completeOptions({ workload: 'echo', concurrency, 'node-count': nodes })), workers);
  });
}

for (const input of [
  { rate: 0 },
  { rate: 0.5 },
  { latency: 0.5 },
  { loss: 1 },
  { duplication: 1 },
  { 'time-limit': 0.1 },
  { availability: 'total' },
  { availability: 0 },
  { availability: 1 },
  { configure: { fanout: 3, deep: { any: [null] } } },
  { seed: 0 },
  { seed: 0xffffffff },
  { concurrency: '12n' },
  { expect: ['msgs-per-op<30', 'stable-p95 <= 100ms', 'availability>=0.99'] },
  {
    faults: [
      { at: 0, do: 'partition n1,n2 | n3' },
      { at: 0.5, do: ' heal ' },
    ],
  },
  { nemesis: ['partition'], 'partition-kinds': ['one-way', 'bridge'] },
  { nemesis: ['kill', 'pause'], 'nemesis-targets': ['majority', 'n1', 'n2+n3'] },
  { nodes: ['a', 'b.example.org', 'β'] },
]) {
  test(`accepted: ${JSON.stringify(input)}`, (t) => {
    t.like(completeOptions(input), JSON.parse(JSON.stringify(input)));
  });
}

test('an option that is undefined is one that is not given', (t) => {
  const { bin, seed, rate } = completeOptions({ bin: undefined, seed: undefined, rate: undefined });
  t.deepEqual({ bin, seed, rate }, { bin: undefined, seed: undefined, rate: 5 });
});

const known = Object.keys(testOptions.shape).join(', ');

for (const [input, message] of [
  [{ nope: 1 }, `unknown option nope: known are ${known}`],
  [{ nope: 1, also: 2 }, `unknown option nope, also: known are ${known}`],
  [{ rate: 'x' }, 'rate: expected a number, got "x"'],
  [{ rate: -1 }, 'rate: expected a number of at least 0, got -1'],
  [{ rate: Infinity }, 'rate: expected a number, got Infinity'],
  [{ 'time-limit': 0 }, 'time-limit: expected a number above 0, got 0'],
  [{ latency: -0.5 }, 'latency: expected a number of at least 0, got -0.5'],
  [{ 'latency-dist': 'gauss' }, 'latency-dist: expected one of constant, uniform, exponential, got "gauss"'],
  [{ loss: 1.5 }, 'loss: expected a number of at most 1, got 1.5'],
  [{ duplication: -0.1 }, 'duplication: expected a number of at least 0, got -0.1'],
  [{ nodes: [] }, 'nodes: expected at least one node, got []'],
  [{ nodes: ['a', ''] }, 'nodes.1: expected a node id such as n1, got ""'],
  [{ nodes: ['n1', 'n2', 'n1'] }, 'nodes: n1 is named twice'],
  [{ nodes: ['n1', 'controller'] }, 'nodes: controller begins with c, as only clients may'],
  [{ nodes: ['n1', 'seq-kv'] }, 'nodes: seq-kv is the name of a service, call the node otherwise'],
  [{ nodes: ['n1 n2'] }, 'nodes: "n1 n2" has a blank in it: expected ids with commas between them: n1,n2'],
  [
    { nodes: ['n1\n n2\u00a0n3'] },
    'nodes: "n1\\n n2\u00a0n3" has a blank in it: expected ids with commas between them: n1,n2,n3',
  ],
  [{ nodes: [' '] }, 'nodes: " " has a blank in it: expected ids with commas between them: n1,n2'],
  [{ nodes: ['n1,n2'] }, 'nodes: "n1,n2" has a comma in it: expected ids with commas between them: n1,n2'],
  [{ nodes: ["'n1'"] }, `nodes: "'n1'" has a quote in it: expected ids with commas between them: n1`],
  [{ nodes: ['“n1', 'n2”'] }, /^nodes: "“n1" has a quote in it: expected ids .*: n1$/],
  [{ nodes: ['n1|n2'] }, /^nodes: "n1\|n2" has a bar in it: .*: n1,n2$/],
  [{ nodes: ['n1;n2'] }, /^nodes: "n1;n2" has a semicolon in it: .*: n1,n2$/],
  [{ nodes: ['n1+n2'] }, /^nodes: "n1\+n2" has a plus sign in it: .*: n1,n2$/],
  [{ nodes: ['n1->n2'] }, /^nodes: "n1->n2" has an arrow in it: .*: n1,n2$/],
  [{ nodes: ['--rate'] }, /^nodes: --rate begins with a hyphen, as options do/],
  [{ nodes: ['# n1'] }, /^nodes: # n1 begins with #, as comments do/],
  [{ nodes: ['n\u001b1'] }, /^nodes: "n\\u001b1" has a character in it that cannot be seen/],
  [{ nodes: ['n1\u200b'] }, /^nodes: "n1\\u200b" has a character in it that cannot be seen/],
  [{ nodes: ['n1', 'all'] }, /^nodes: all says how many nodes a fault hits/],
  [{ 'node-count': 0 }, 'node-count: expected a number above 0, got 0'],
  [{ 'node-count': 2.5 }, 'node-count: expected a whole number, got 2.5'],
  [
    { concurrency: '0' },
    'concurrency: expected a whole number above 0, perhaps with n for times the number of nodes, got "0"',
  ],
  [
    { concurrency: 'n' },
    'concurrency: expected a whole number above 0, perhaps with n for times the number of nodes, got "n"',
  ],
  [
    { nemesis: ['clock'] },
    'nemesis.0: expected one of ' +
      'partition, kill, pause, loss, duplication, reorder, slow, corrupt, got "clock"',
  ],
  [
    { 'nemesis-targets': ['one', 'n1+n9'] },
    'nemesis-targets: expected one, minority, majority, all, or nodes of n1, n2, n3, n4, n5 with + between them, got "n1+n9"',
  ],
  [
    { 'nemesis-targets': [''] },
    'nemesis-targets: expected one, minority, majority, all, or nodes of n1, n2, n3, n4, n5 with + between them, got ""',
  ],
  [{ 'nemesis-interval': 0 }, 'nemesis-interval: expected a number above 0, got 0'],
  [{ 'partition-kinds': [] }, 'partition-kinds: expected at least one, got []'],
  [
    { 'partition-kinds': ['half'] },
    'partition-kinds.0: expected one of ' +
      'one, majority, minority-third, majorities-ring, one-way, bridge, got "half"',
  ],
  [{ faults: [{ at: -1, do: 'heal' }] }, 'faults.0.at: expected seconds >= 0, got -1'],
  [{ faults: [{ at: 1 }] }, 'faults.0.do: expected a control line, such as partition majority, got nothing'],
  [
    { faults: [{ at: 2, do: 'kill n9' }] },
    'faults: at 2 s: there is no node n9; known are n1, n2, n3, n4, n5',
  ],
  [
    { faults: [{ at: 2, do: 'kill n1' }], 'node-count': 1 },
    'faults: at 2 s: there is no node n1; known are n0',
  ],
  [
    { topology: 'ring' },
    'topology: expected one of ' + 'line, grid, tree, tree2, tree3, tree4, total, got "ring"',
  ],
  [{ availability: 'most' }, 'availability: expected total, or a share from 0 to 1, got "most"'],
  [{ availability: 1.1 }, 'availability: expected a number of at most 1, got 1.1'],
  [{ configure: [3] }, 'configure: expected an object, got [3]'],
  [
    { expect: ['msgs-per-op'] },
    'expect.0: expected a figure, a comparison and a number, such as msgs-per-op<30, got "msgs-per-op"',
  ],
  [{ seed: -1 }, 'seed: expected a number of at least 0, got -1'],
  [{ seed: 2 ** 32 }, 'seed: expected a number of at most 4294967295, got 4294967296'],
  [{ 'test-count': 0 }, 'test-count: expected a number above 0, got 0'],
  [{ strict: 'yes' }, 'strict: expected true or false, got "yes"'],
  [{ runtime: 'jvm' }, 'runtime: expected one of process, worker, sim, virtual, got "jvm"'],
  [null, 'options: expected an object, got null'],
  [
    { rate: 'x', latency: -1 },
    'latency: expected a number of at least 0, got -1\nrate: expected a number, got "x"',
  ],
] as const) {
  test(`refused: ${JSON.stringify(input)}`, (t) => {
    t.throws(() => completeOptions(input), { instanceOf: UsageError, message });
  });
}
