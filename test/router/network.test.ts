/** The network in simulated time: its knobs, what they do to messages, and what is noted of them. */

import test from 'ava';
import { MILLISECOND, Random } from '../../node/index.js';
import {
  complete,
  describeGrudge,
  type Grudge,
  Network,
  type NetworkOptions,
  oneWay,
  parseControl,
  VirtualClock,
} from '../../router/index.js';
import { Inbox } from './inbox.js';
import { RecordingJournal } from './recording-journal.js';

const NODES = ['n1', 'n2', 'n3'];

/** n1, n2, n3 and the client c0 on a network; times in the journal are milliseconds. */
function networked(options: Partial<NetworkOptions> = {}) {
  const clock = new VirtualClock();
  const journal = new RecordingJournal();
  const network = new Network(
    { clock, random: new Random(1), journal },
    { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0, ...options },
  );
  for (const id of [...NODES, network.nextClientId()]) network.attach(id, new Inbox());
  /** Does what a control line says. */
  const change = (line: string): void => {
    const control = parseControl(line, NODES);
    if ('nodes' in control) throw new Error(`${line} is for nodes`);
    network.change(control, { nodes: NODES, random: new Random(1) });
  };
  const send = (src: string, dest: string): void => {
    network.submit({ src, dest, body: {} });
  };
  const events = async (): Promise<readonly string[]> => {
    await clock.drive(
      () =>
        new Promise<void>((resolve) => {
          clock.schedule(1000 * MILLISECOND, resolve);
        }),
    );
    return journal.events.map((event) => event.replace(/^\d+/, (time) => String(Number(time) / MILLISECOND)));
  };
  return { clock, journal, network, change, send, events };
}

test('latency is for messages between nodes', async (t) => {
  const { send, events } = networked({ latency: { meanMs: 100, distribution: 'constant' } });
  send('n1', 'n2');
  send('c0', 'n1');
  send('n1', 'c0');
  t.deepEqual(await events(), [
    '0 send #0 n1>n2',
    '0 send #1 c0>n1',
    '0 recv #1',
    '0 send #2 n1>c0',
    '0 recv #2',
    '100 recv #0',
  ]);
});

test('a partition drops what is sent across it, when it is sent, and clients do not notice it', async (t) => {
  const { change, send, events } = networked({ latency: { meanMs: 10, distribution: 'constant' } });
  send('n1', 'n2');
  change('partition n1 | n2,n3');
  send('n1', 'n2');
  send('n2', 'n1');
  send('n2', 'n3');
  send('c0', 'n1');
  send('n1', 'n1');
  change('heal');
  send('n1', 'n2');
  t.deepEqual(await events(), [
    '0 send #0 n1>n2',
    '0 fault partition: n1 | n2 n3',
    '0 send #1 n1>n2',
    '0 drop #1 partition',
    '0 send #2 n2>n1',
    '0 drop #2 partition',
    '0 send #3 n2>n3',
    '0 send #4 c0>n1',
    '0 recv #4',
    '0 send #5 n1>n1',
    '0 fault heal: all links are open',
    '0 send #6 n1>n2',
    '10 recv #0',
    '10 recv #3',
    '10 recv #5',
    '10 recv #6',
  ]);
});

test('all knobs can be turned while it runs, and each turn is noted', async (t) => {
  const { network, change, send, events } = networked();
  change('latency 5');
  t.deepEqual(network.rules.latency.get(), { meanMs: 5, distribution: 'constant' });
  send('n1', 'n2');
  change('loss 1');
  send('n1', 'n2');
  change('loss 0');
  change('duplication 1');
  send('n1', 'n2');
  change('duplication 0');
  change('reorder 1 1');
  send('n1', 'n2');
  change('reorder 0');
  change('slow n3 10');
  change('slow n1 -> n2 3');
  send('n1', 'n2');
  t.true(network.rules.slow.get());
  change('fast');
  t.false(network.rules.slow.get());
  send('n1', 'n2');
  const all = await events();
  t.deepEqual(
    all.filter((event) => event.includes('fault')),
    [
      '0 fault latency: latency is 5 ms (constant)',
      '0 fault loss: each message between nodes is lost with probability 1',
      '0 fault loss: each message between nodes is lost with probability 0',
      '0 fault duplication: each message between nodes arrives twice with probability 1',
      '0 fault duplication: each message between nodes arrives twice with probability 0',
      '0 fault reorder: each message between nodes is held back with probability 1, for up to 1 ms',
      '0 fault reorder: each message between nodes is held back with probability 0, for up to 100 ms',
      '0 fault slow: n3 10 times as long',
      '0 fault slow: n1 -> n2 3 times as long',
      '0 fault fast: no node and no link is slow',
    ],
  );
  t.true(all.includes('5 recv #0'));
  t.true(all.includes('0 drop #1 loss'));
  t.is(all.filter((event) => event.endsWith('recv #2')).length, 2);
  for (const arrival of ['6 recv #3', '15 recv #4', '5 recv #5']) t.true(all.includes(arrival), arrival);
});

test('cuts in force can be asked for, and add up until they are healed', (t) => {
  const { network, change } = networked();
  change('partition n1 -> n2');
  change('partition n3 -> n2');
  t.deepEqual(network.rules.partition.get(), new Map([['n2', new Set(['n1', 'n3'])]]));
  change('heal');
  t.is(network.rules.partition.get().size, 0);
});

test('a hop is the least that a message between nodes takes', async (t) => {
  const { send, events } = networked({ hop: 2 * MILLISECOND });
  send('n1', 'n2');
  send('c0', 'n2');
  t.deepEqual(await events(), ['0 send #0 n1>n2', '0 send #1 c0>n2', '0 recv #1', '2 recv #0']);
});

test('clients are called c0, c1, and so on, less the names that are taken', (t) => {
  const { network } = networked();
  network.attach('c2', new Inbox());
  t.deepEqual([network.nextClientId(), network.nextClientId()], ['c1', 'c3']);
});

test('the same seed gives the same network, and its rules do not share their chance', async (t) => {
  const run = (options: Partial<NetworkOptions>): Promise<readonly string[]> => {
    const { send, events } = networked({ latency: { meanMs: 100, distribution: 'uniform' }, ...options });
    for (let i = 0; i < 50; i++) send('n1', 'n2');
    return events();
  };
  t.deepEqual(await run({ loss: 0.3 }), await run({ loss: 0.3 }));
  const undisturbed = new Set(await run({}));
  const duplicating = new Set(await run({ duplication: 0.5 }));
  t.true([...undisturbed].every((event) => duplicating.has(event)));
});

test('damage shifts no other chance: the same messages are lost, late and doubled', async (t) => {
  const run = async (line?: string): Promise<readonly string[]> => {
    const { change, send, events } = networked({
      latency: { meanMs: 100, distribution: 'uniform' },
      loss: 0.3,
      duplication: 0.3,
    });
    if (line !== undefined) change(line);
    for (let i = 0; i < 50; i++) send('n1', 'n2');
    return (await events()).filter((event) => !event.includes('fault'));
  };
  t.deepEqual(await run('corrupt 0.5'), await run());
});

test('a stopped network delivers nothing any more', async (t) => {
  const { network, send, events } = networked();
  network.stop();
  send('n1', 'n2');
  t.deepEqual(await events(), ['0 send #0 n1>n2']);
});

const DESCRIBED: readonly (readonly [grudge: Grudge, text: string])[] = [
  [new Map(), 'nothing is cut'],
  [complete([['n1'], ['n2', 'n3']]), 'n1 | n2 n3'],
  [complete([['n3', 'n1'], ['n2']]), 'n1 n3 | n2'],
  [
    complete([['n1'], ['n2'], ['n3']]),
    'n1 does not hear n2 n3; n2 does not hear n1 n3; n3 does not hear n1 n2',
  ],
  [oneWay(['n1'], ['n2']), 'n2 does not hear n1'],
  [oneWay(['n1', 'n2'], ['n3', 'n4']), 'n3 n4 do not hear n1 n2'],
  [
    new Map([
      ['n1', new Set(['n2'])],
      ['n2', new Set(['n3'])],
    ]),
    'n1 does not hear n2; n2 does not hear n3',
  ],
  [
    new Map([
      ['n1', new Set(['n2'])],
      ['n2', new Set(['n1', 'n3'])],
    ]),
    'n1 does not hear n2; n2 does not hear n1 n3',
  ],
];

for (const [grudge, text] of DESCRIBED) {
  test(`a grudge in words: ${text}`, (t) => {
    t.is(describeGrudge(grudge), text);
  });
}
