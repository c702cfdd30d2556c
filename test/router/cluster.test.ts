/** What a cluster does while it runs, in simulated time: control lines, states, deaths. */

import test, { type ExecutionContext } from 'ava';
import { MILLISECOND, type Program, Random } from '../../node/index.js';
import { Cluster, ControlError, type Trouble, VirtualClock } from '../../router/index.js';
import { RecordingJournal } from './recording-journal.js';

/** Counts, passes on what it is told to, and dies when it is told to. */
const program: Program = (node) => {
  let count = 0;
  node.handle('count', {}, () => ({ count: ++count }));
  node.handle('shout', {}, () => {
    for (const peer of node.peers) node.send(peer, { type: 'hello' });
  });
  node.on('hello', {}, () => {});
  node.handle('clocks', {}, () => ({ now: node.now(), wall: node.wallTime() - Date.UTC(2024, 0, 1) }));
  node.handle('wait', {}, async () => {
    await node.sleep(1000);
    return {};
  });
  node.handle('remember', {}, () => node.storage.append('memory', 'x'));
  node.handle('remembered', {}, () => ({ memory: node.storage.read('memory') ?? '' }));
  node.on('die', {}, () => {
    node.log('farewell');
    node.after(0, () => {
      throw new Error('on purpose');
    });
  });
};

type Run = ReturnType<typeof clustered>;

function clustered() {
  const clock = new VirtualClock();
  const journal = new RecordingJournal();
  const troubles: Trouble[] = [];
  const log: string[] = [];
  const listener = {
    trouble: (trouble: Trouble) => troubles.push(trouble),
    log: (node: string, line: string) => log.push(`${node}: ${line}`),
  };
  const cluster = new Cluster(
    { clock, random: new Random(1), journal, listener },
    {
      nodes: ['n1', 'n2', 'n3'],
      source: { runtime: 'sim', program },
      latency: { meanMs: 0, distribution: 'constant' },
      loss: 0,
      duplication: 0,
    },
  );
  return { clock, journal, troubles, log, cluster };
}

/** Runs a script on a started cluster of n1, n2, n3. */
async function play(
  script: (run: Run & { readonly pass: (ms: number) => Promise<void> }) => Promise<void>,
): Promise<Run> {
  const run = clustered();
  const pass = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      run.clock.schedule(ms * MILLISECOND, resolve);
    });
  await run.clock.drive(async () => {
    await run.cluster.start();
    await script({ ...run, pass });
    await run.cluster.stop();
  });
  return run;
}

/** Of each link between nodes what became of the messages on it: `n1>n2 recv`, `n1>n3 drop partition`. */
function fates(journal: RecordingJournal): readonly string[] {
  const links = new Map<string, string>();
  const result: string[] = [];
  for (const event of journal.events) {
    const [, kind = '', id = '', rest = ''] = event.split(' ');
    if (kind === 'send') links.set(id, rest);
    const link = links.get(id) ?? '';
    if (/^n\d>n\d$/.test(link) && kind !== 'send')
      result.push(`${link} ${kind}${kind === 'drop' ? ` ${rest}` : ''}`);
  }
  return result.toSorted();
}

async function shout(t: ExecutionContext, ...lines: readonly string[]): Promise<Run> {
  return play(async ({ cluster, pass }) => {
    for (const line of lines) await cluster.control(line);
    t.like(await cluster.client().rpc('n1', { type: 'shout' }), { type: 'shout_ok' });
    await pass(5000);
  });
}

test('without faults all arrives', async (t) => {
  t.deepEqual(fates((await shout(t)).journal), ['n1>n2 recv', 'n1>n3 recv']);
});

const PARTITIONS: readonly (readonly [line: string, fates: readonly string[], fault: string])[] = [
  ['partition n1,n2 | n3', ['n1>n2 recv', 'n1>n3 drop partition'], 'n1 n2 | n3'],
  [
    'partition n1 -> n2,n3',
    ['n1>n2 drop partition', 'n1>n3 drop partition'],
    'one-way: n2 n3 do not hear n1',
  ],
  ['partition n2,n3 -> n1', ['n1>n2 recv', 'n1>n3 recv'], 'one-way: n1 does not hear n2 n3'],
];

for (const [line, expected, fault] of PARTITIONS) {
  test(`${line} cuts what it says, and is noted`, async (t) => {
    const { journal } = await shout(t, line);
    t.deepEqual(fates(journal), expected);
    t.deepEqual(journal.of('fault'), [`fault partition: ${fault}`]);
  });
}

test('a partition by kind is drawn from the seed, and noted by its name', async (t) => {
  const [first, second] = [await shout(t, 'partition majority'), await shout(t, 'partition majority')];
  t.deepEqual(first.journal.events, second.journal.events);
  t.regex(first.journal.of('fault')[0] ?? '', /^fault partition: majority: (n\d \| n\d n\d|n\d n\d \| n\d)$/);
  const twice = await play(async ({ cluster }) => {
    for (let i = 0; i < 10; i++) {
      await cluster.control('partition one');
      await cluster.control('heal');
    }
  });
  t.is(new Set(twice.journal.of('fault').filter((event) => event.includes('one'))).size, 3);
});

test('heal opens all links again', async (t) => {
  const { journal } = await shout(t, 'partition n1 | n2,n3', 'heal');
  t.deepEqual(fates(journal), ['n1>n2 recv', 'n1>n3 recv']);
});

test('loss and duplication befall messages between nodes', async (t) => {
  t.deepEqual(fates((await shout(t, 'loss 1')).journal), ['n1>n2 drop loss', 'n1>n3 drop loss']);
  t.deepEqual(
    fates((await shout(t, 'duplication 1')).journal),
    ['n1>n2', 'n1>n2', 'n1>n3', 'n1>n3'].map((link) => `${link} recv`),
  );
});

test('latency is what messages between nodes take', async (t) => {
  const { journal } = await shout(t, 'latency 250');
  const times = journal.events
    .filter((event) => event.includes('recv'))
    .map((event) => parseInt(event) / MILLISECOND);
  t.deepEqual(times.slice(-2), [250, 250]);
});

test('a simulated hop takes 10 microseconds, that time may pass', async (t) => {
  const { journal } = await shout(t);
  t.is(journal.events.filter((event) => event.startsWith('10000 recv')).length, 2);
});

test('states say what each node is doing', async (t) => {
  const states: string[] = [];
  const { journal } = await play(async ({ cluster, pass }) => {
    const note = (): void => void states.push([...cluster.states().values()].join(' '));
    note();
    for (const line of ['pause n1,n2', 'kill n2', 'resume n1', 'restart n2,n3', 'pause all', 'restart n1']) {
      await cluster.control(line);
      note();
    }
    cluster.network.submit({ src: cluster.client().id, dest: 'n1', body: { type: 'die' } });
    await pass(1);
    note();
  });
  t.deepEqual(states, [
    'running running running',
    'paused paused running',
    'paused dead running',
    'running dead running',
    'running running running',
    'paused paused paused',
    'running paused paused',
    'dead paused paused',
  ]);
  t.deepEqual(journal.of('fault'), [
    'fault pause: n1',
    'fault pause: n2',
    'fault kill: n2',
    'fault resume: n1',
    'fault restart: n2',
    'fault restart: n3',
    'fault pause: n1',
    'fault pause: n2',
    'fault pause: n3',
    'fault restart: n1',
    'fault crash: n1 ended with exit status 1',
  ]);
});

test('a restarted node is told again who it is, and remembers nothing', async (t) => {
  const counts: unknown[] = [];
  await play(async ({ cluster }) => {
    const client = cluster.client();
    const count = async (): Promise<void> =>
      void counts.push((await client.rpc('n1', { type: 'count' }))['count']);
    await count();
    await count();
    await cluster.control('restart n1');
    await count();
  });
  t.deepEqual(counts, [1, 2, 1]);
});

test('a restarted node has what it wrote, until it is killed and wiped; other nodes keep theirs', async (t) => {
  const memories: unknown[] = [];
  const { journal } = await play(async ({ cluster }) => {
    const client = cluster.client();
    const remembered = async (node: string): Promise<void> =>
      void memories.push((await client.rpc(node, { type: 'remembered' }))['memory']);
    for (const node of ['n1', 'n2']) await client.rpc(node, { type: 'remember' });
    await cluster.control('restart n1');
    await remembered('n1');
    await cluster.control('kill n1');
    await cluster.control('wipe n1');
    await cluster.control('restart n1,n2');
    await remembered('n1');
    await remembered('n2');
  });
  t.deepEqual(memories, ['x', '', 'x']);
  t.is(journal.of('fault')[2], 'fault wipe: n1');
});

test('only the dead can be wiped: else nobody is', async (t) => {
  const { journal } = await play(async ({ cluster }) => {
    await cluster.control('kill n1');
    await cluster.control('pause n3');
    for (const [line, message] of [
      ['wipe n1,n2', 'wipe expects dead nodes, n2 is running: kill it first'],
      ['wipe n1,n3', 'wipe expects dead nodes, n3 is paused: kill it first'],
    ] as const)
      await t.throwsAsync(cluster.control(line), { instanceOf: ControlError, message });
  });
  t.deepEqual(journal.of('fault'), ['fault kill: n1', 'fault pause: n3']);
});

test('what is sent to a dead node is dropped as dead', async (t) => {
  const { journal } = await shout(t, 'kill n2');
  t.deepEqual(fates(journal), ['n1>n2 drop dead', 'n1>n3 recv']);
});

test('a node that ends by itself is told of, with how and when and its last words, and stays in deaths', async (t) => {
  const { cluster, troubles, journal, log } = await play(async ({ cluster, pass }) => {
    await pass(1500);
    cluster.network.submit({ src: cluster.client().id, dest: 'n2', body: { type: 'die' } });
    await pass(1);
    await cluster.control('restart n2');
  });
  t.deepEqual([...cluster.deaths.keys()], ['n2']);
  const [trouble, ...others] = troubles;
  t.deepEqual(others, []);
  t.like(trouble, {
    node: 'n2',
    kind: 'crashed',
    what: 'n2 ended by itself with exit status 1 at 1.500 s',
    expected: 'a node to run until Eddy stops it',
    hint: 'its log has the whole story: --log-stderr shows it, a stored run keeps it in node-logs/',
  });
  t.regex(
    trouble?.text ?? '',
    /^stderr, last \d+ lines:\n {2}farewell\n {2}Error: on purpose\n[^]*\(stdout: nothing\)$/,
  );
  t.is(log[0], 'n2: farewell');
  t.deepEqual(journal.of('fault'), ['fault crash: n2 ended with exit status 1', 'fault restart: n2']);
});

test('a node counts as killed until it has come up again; one that ended by itself does not', async (t) => {
  await play(async ({ cluster, pass }) => {
    const killed: string[][] = [];
    const control = async (line: string): Promise<void> => {
      await cluster.control(line);
      killed.push([...cluster.killed]);
    };
    cluster.network.submit({ src: cluster.client().id, dest: 'n3', body: { type: 'die' } });
    await pass(1);
    for (const line of ['kill n1,n3', 'kill n2', 'restart n3', 'restart n1', 'restart n2'])
      await control(line);
    t.deepEqual(killed, [['n1'], ['n1', 'n2'], ['n1', 'n2'], ['n2'], []]);
  });
});

test('reordering and slowness are for messages between nodes, and are noted', async (t) => {
  const { journal } = await shout(t, 'reorder 1 1', 'slow n1 -> n3 10', 'slow n2 2', 'fast', 'slow n3 3');
  t.deepEqual(fates(journal), ['n1>n2 recv', 'n1>n3 recv']);
  t.is(journal.of('fault').length, 5);
  const times = journal.events
    .filter((event) => event.includes(' recv '))
    .map((event) => Number(event.split(' ')[0]));
  t.deepEqual(times.slice(-2), [1_010_000, 3_030_000]);
});

test('a killed node and a stopped cluster are no deaths', async (t) => {
  const { cluster, troubles } = await play(({ cluster }) => cluster.control('kill n1'));
  t.is(cluster.deaths.size, 0);
  t.deepEqual(troubles, []);
  t.deepEqual([...cluster.states().values()], ['dead', 'dead', 'dead']);
  await cluster.stop();
});

test('a control line that cannot be understood changes nothing', async (t) => {
  const { journal } = await play(async ({ cluster }) => {
    await t.throwsAsync(cluster.control('partition n1 | n9'), { instanceOf: ControlError });
    await t.throwsAsync(cluster.control('explode'), { instanceOf: ControlError });
  });
  t.deepEqual(journal.of('fault'), []);
});

test('a skew is the clocks’ of one node: its wall clock jumps, its timers run by its rate, until a reset', async (t) => {
  const { journal } = await play(async ({ cluster, clock, pass }) => {
    const client = cluster.client();
    const clocks = (node: string): Promise<unknown> =>
      client.rpc(node, { type: 'clocks' }).then(({ now, wall }) => [now, wall]);
    await pass(1000);
    const before = clock.now() / MILLISECOND;
    await cluster.control('clock-skew n2 +300ms');
    t.deepEqual(await clocks('n2'), [before, before + 300]);
    t.deepEqual(await clocks('n1'), [before, before]);
    await cluster.control('clock-skew n2 x2');
    const asked = clock.now();
    await client.rpc('n2', { type: 'wait' });
    t.is(clock.now() - asked, 500 * MILLISECOND);
    t.deepEqual(await clocks('n2'), [before + 1000, before + 1300]);
    // A restart is of the program, not of the machine.
    await cluster.control('restart n2');
    t.deepEqual(await clocks('n2'), [before + 1000, before + 1300]);
    await cluster.control('clock-reset');
    t.deepEqual(await clocks('n2'), [before + 1000, before + 500]);
    t.is(cluster.clocks.skewed.size, 0);
  });
  t.deepEqual(
    journal.of('fault').filter((event) => event.includes('clock-')),
    ['fault clock-skew: n2 +300ms', 'fault clock-skew: n2 x2', 'fault clock-reset: n2'],
  );
});
