/** How nodes become a cluster: what each is told, and what is said when one does not become part of it. */

import test from 'ava';
import { type Body, type Program, Random } from '../../node/index.js';
import { Cluster, InitError, SERVICES, StartError, VirtualClock } from '../../router/index.js';
import { liveCluster, startedCluster } from './live-cluster.js';
import { RecordingJournal } from './recording-journal.js';
import { until } from '../real-time.js';

test('the first that a node hears is init, from a fresh client: msg_id 1, its id, all ids in order', async (t) => {
  const { journal } = await startedCluster(t, { nodes: ['n2', 'n1', 'n3'] });
  const inits = journal.received.filter(({ body }) => body.type === 'init');
  const told = (node: string): Body => ({
    type: 'init',
    msg_id: 1,
    node_id: node,
    node_ids: ['n2', 'n1', 'n3'],
  });
  t.is(inits.length, 3);
  t.deepEqual(Object.fromEntries(inits.map(({ dest, body }) => [dest, body])), {
    n1: told('n1'),
    n2: told('n2'),
    n3: told('n3'),
  });
  t.true(inits.every(({ src }) => /^c\d+$/.test(src)));
  t.is(new Set(inits.map(({ src }) => src)).size, 3);
  for (const node of ['n1', 'n2', 'n3']) {
    t.is(journal.received.find(({ dest }) => dest === node)?.body.type, 'init');
  }
});

test('nodes are told all at once, and each client of an init leaves when it is answered', async (t) => {
  const { cluster, journal } = await startedCluster(t, { nodes: ['n1', 'n2', 'n3'] });
  t.deepEqual(
    journal.of('send').map((event) => /init|c\d+>n/.test(event)),
    [true, true, true, false, false, false],
  );
  t.deepEqual(cluster.network.endpoints(), ['n1', 'n2', 'n3', ...SERVICES, 'c0']);
});

for (const runtime of ['process', 'worker'] as const) {
  test(`a ${runtime} that ends before it answers is an InitError at once, with its status`, async (t) => {
    const { cluster, troubles } = liveCluster(t, { runtime, args: ['--init', 'exit'], nodes: ['n1'] });
    const error = await t.throwsAsync(cluster.start(), { instanceOf: InitError });
    t.is(error.message, 'n1 did not start: it ended with exit status 3 before it answered init');
    t.is(error.node, 'n1');
    t.deepEqual(
      troubles.map(({ node, kind }) => [node, kind]),
      [['n1', 'crashed']],
    );
  });
}

test('a node that does not answer in time is told what was expected', async (t) => {
  const { cluster } = liveCluster(t, { args: ['--init', 'silent'], nodes: ['n1'], initTimeoutMs: 300 });
  await t.throwsAsync(cluster.start(), {
    instanceOf: InitError,
    message:
      'n1 did not start: it did not answer init within 0.3 s. Expected one line on its stdout such as ' +
      '{"src": "n1", "dest": "c0", "body": {"type": "init_ok", "in_reply_to": 1}}; nothing came: does it flush its stdout? ' +
      'A program that starts slowly needs longer: --init-timeout 60',
  });
});

for (const [init, what] of [
  [
    'mark',
    /^n1 did not start: its answer to init cannot be read\. n1 printed a line that begins with a byte order mark/,
  ],
  [
    'unended',
    /^n1 did not start: its answer to init cannot be read\. n1 printed \d+ characters without a line end/,
  ],
] as const) {
  test(`an answer to init that cannot be read ends the start long before the timeout (${init})`, async (t) => {
    const { cluster } = liveCluster(t, { args: ['--init', init], nodes: ['n1'], initTimeoutMs: 1e9 });
    await t.throwsAsync(cluster.start(), { instanceOf: InitError, message: what });
  });
}

test('what waits for its line end when the time is up is quoted', async (t) => {
  const { cluster } = liveCluster(t, { args: ['--init', 'unended'], nodes: ['n1'], initTimeoutMs: 1500 });
  const { message } = await t.throwsAsync(cluster.start(), { instanceOf: InitError });
  // On a busy machine the program may have begun too late to print anything.
  t.regex(message, /It printed \d+ characters without a line end, which begin "\{\\"src|nothing came/);
});

test('a node that refuses init is quoted', async (t) => {
  const { cluster } = liveCluster(t, { args: ['--init', 'error'], nodes: ['n1'] });
  await t.throwsAsync(cluster.start(), {
    instanceOf: InitError,
    message:
      'n1 did not start: it answered init with an error reply, code 11 (temporarily-unavailable), ' +
      '"the disk is full"; expected init_ok',
  });
});

test('a node that answers init with something else is quoted', async (t) => {
  const { cluster } = liveCluster(t, { args: ['--init', 'wrong'], nodes: ['n1'] });
  await t.throwsAsync(cluster.start(), {
    instanceOf: InitError,
    message:
      'n1 did not start: expected a reply of type init_ok to init, got {"type":"hello","in_reply_to":1}',
  });
});

test('a command that does not exist is a StartError', async (t) => {
  const collaborators = {
    clock: new VirtualClock(),
    random: new Random(1),
    journal: new RecordingJournal(),
    listener: { trouble: () => {}, log: () => {} },
  };
  const cluster = new Cluster(collaborators, {
    nodes: ['n1', 'n2'],
    source: { runtime: 'process', command: { command: '/no/such', args: [] } },
    latency: { meanMs: 0, distribution: 'constant' },
    loss: 0,
    duplication: 0,
  });
  await t.throwsAsync(cluster.start(), { instanceOf: StartError });
  await cluster.stop();
});

/** A simulated cluster of n1 whose program is this. */
function simulated(program: Program) {
  const clock = new VirtualClock();
  const journal = new RecordingJournal();
  const cluster = new Cluster(
    { clock, random: new Random(1), journal, listener: { trouble: () => {}, log: () => {} } },
    {
      nodes: ['n1'],
      source: { runtime: 'sim', program },
      latency: { meanMs: 0, distribution: 'constant' },
      loss: 0,
      duplication: 0,
    },
  );
  return { clock, journal, cluster };
}

test('a node whose answer to init replies to nothing is told what was wrong with it', async (t) => {
  const { cluster } = liveCluster(t, { args: ['--init', 'quotes'], nodes: ['n1'], initTimeoutMs: 1000 });
  await t.throwsAsync(cluster.start(), {
    instanceOf: InitError,
    message:
      'n1 did not start: it did not answer init within 1 s: n1 sent init_ok with in_reply_to "1", a string; ' +
      'expected in_reply_to 1 (the msg_id of init)',
  });
});

test('a node whose answer to init was no message is told of its line', async (t) => {
  const { cluster } = liveCluster(t, { args: ['--init', 'swaps'], nodes: ['n1'], initTimeoutMs: 1000 });
  const error = await t.throwsAsync(cluster.start(), { instanceOf: InitError });
  t.regex(
    error.message,
    /^n1 did not start: it did not answer init within 1 s: n1 sent a message whose src is not n1, but "c\d+" .*"init_ok".* \(expected src to be "n1" and dest to be "c\d+"; /,
  );
});

test('a node has 10 s to answer, if nothing else is said', async (t) => {
  const { clock, cluster } = simulated(() => {});
  const start = async (): Promise<void> => {
    const starting = cluster.start();
    await cluster.control('pause n1');
    await starting;
  };
  const error = await t.throwsAsync(clock.drive(start), { instanceOf: InitError });
  t.regex(error.message, /it did not answer init within 10 s/);
  t.is(clock.now(), 10e9);
});

test('a program that throws at its start is a node that ended before it answered', async (t) => {
  const { clock, cluster } = simulated(() => {
    throw new Error('on purpose');
  });
  await t.throwsAsync(
    clock.drive(() => cluster.start()),
    { message: 'n1 did not start: it ended with exit status 1 before it answered init: Error: on purpose' },
  );
  t.is(clock.now(), 0);
});

test('a cluster that is stopped while it starts is not waited for, and leaves nobody behind', async (t) => {
  const { cluster } = liveCluster(t, { args: ['--init', 'silent'] });
  const starting = cluster.start();
  await cluster.stop();
  await t.throwsAsync(starting, {
    instanceOf: InitError,
    // Of whichever node the machine was slower to start.
    message: /^n[12] did not start: the cluster was stopped$/,
  });
  t.deepEqual([...cluster.states().values()], ['dead', 'dead']);
  await t.throwsAsync(cluster.start(), { message: 'n1 did not start: the cluster was stopped' });
});

test('a node that is being restarted when the cluster is stopped does not come back', async (t) => {
  const { cluster } = await startedCluster(t);
  const restarting = cluster.control('restart n1');
  await cluster.stop();
  t.deepEqual([...cluster.states().values()], ['dead', 'dead']);
  await t.throwsAsync(restarting, { message: 'n1 did not start: the cluster was stopped' });
  t.deepEqual([...cluster.states().values()], ['dead', 'dead']);
});

test('a node that is killed while it starts is not waited for', async (t) => {
  const { cluster } = liveCluster(t, { args: ['--init', 'silent'], nodes: ['n1'] });
  const starting = cluster.start();
  await cluster.control('kill n1');
  await t.throwsAsync(starting, { message: 'n1 did not start: it was killed before it answered init' });
  t.deepEqual([...cluster.states().values()], ['dead']);
});

test('a node that is restarted twice at a time lives once, and no node is started over itself', async (t) => {
  const { cluster, log } = await startedCluster(t, { program: 'stubborn.sh', nodes: ['n1'] });
  await until(() => log.length === 1);
  const [first, second] = await Promise.allSettled([
    cluster.control('restart n1'),
    cluster.control('restart n1'),
  ]);
  t.is(first.status, 'fulfilled');
  t.is(second.status, 'rejected');
  await until(() => log.length === 2);
  await t.throwsAsync(cluster.start(), {
    instanceOf: InitError,
    message: 'n1 did not start: it has been started already',
  });
  t.is(log.length, 2);
});

test('each node has a seed of its own, another one in each life, and the same in each run', async (t) => {
  const seeds = async (seed: number): Promise<readonly unknown[]> => {
    const { cluster, ask } = await startedCluster(t, { seed });
    const read = async (node: string): Promise<unknown> =>
      (await ask(node, { type: 'env', name: 'EDDY_SEED' }))['value'];
    const all = [await read('n1'), await read('n2')];
    await cluster.control('restart n1');
    return [...all, await read('n1')];
  };
  const first = await seeds(1);
  t.is(new Set(first).size, 3);
  t.true(first.every((seed) => typeof seed === 'string' && /^\d+$/.test(seed)));
  t.deepEqual(await seeds(1), first);
  t.notDeepEqual(await seeds(2), first);
});
