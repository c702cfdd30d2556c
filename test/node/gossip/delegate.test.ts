/** Delegate gossip in health and after a single fault: trips, messages, the tree. Any faults are in delegate-laws. */

import test from 'ava';
import { DelegateGossip } from '../../../node/gossip/delegate.js';
import type { Parameters } from '../../../node/gossip/strategy.js';
import { Random, RpcError } from '../../../node/index.js';
import { FakeTime } from '../../fake-time.js';
import { FaultyNetwork } from './faulty-network.js';

/** What a message takes from node to node, unless the network is told otherwise. */
const TRIP_MS = 20;

function cluster(nodes: number, parameters: Parameters): FaultyNetwork {
  return new FaultyNetwork({ seed: 1, nodes, parameters });
}

/** How many of the nodes know so many values. */
function knowing(network: FaultyNetwork, nodes: number, values: number): number {
  return Array.from({ length: nodes }, (_, rank) => network.values(rank).size).filter(
    (size) => size === values,
  ).length;
}

const TRIPS: readonly (readonly [
  title: string,
  nodes: number,
  fanout: number,
  told: number,
  trips: number,
])[] = [
  ['from the root of a star', 5, 1, 0, 1],
  ['from a leaf of a star', 5, 1, 3, 2],
  ['from the root to those under relays', 7, 2, 0, 2],
  ['from anyone where all send to all', 5, 4, 3, 1],
  ['between two', 2, 1, 1, 1],
];

for (const [title, nodes, fanout, told, trips] of TRIPS) {
  test(`a value that is not held back takes ${trips} trips at most ${title}`, async (t) => {
    const network = cluster(nodes, { fanout, gossipIntervalMs: 0 });
    network.act({ do: 'publish', node: told });
    await network.runUntil(trips * TRIP_MS - 1);
    t.true(knowing(network, nodes, 1) < nodes);
    await network.runUntil(trips * TRIP_MS + 1);
    t.is(knowing(network, nodes, 1), nodes);
  });
}

test('a value is held back for one window at most, on each of its trips', async (t) => {
  const network = cluster(5, { fanout: 1, gossipIntervalMs: 250 });
  network.act({ do: 'publish', node: 0 });
  await network.runUntil(250 + TRIP_MS + 1);
  t.is(knowing(network, 5, 1), 5);
});

test('values that were told within one window travel together', async (t) => {
  const network = cluster(5, { fanout: 1, gossipIntervalMs: 250 });
  for (let i = 0; i < 10; i++) network.at(10 * i, () => network.act({ do: 'publish', node: 0 }));
  await network.runUntil(250 + TRIP_MS + 1);
  t.is(knowing(network, 5, 10), 5);
  t.is(network.sent, 4);
});

test('acknowledgements ride on what flows anyway', async (t) => {
  const network = cluster(5, { fanout: 1, gossipIntervalMs: 250 });
  // Twenty seconds of news from everyone, five values a second each.
  for (let i = 0; i < 500; i++) network.at(40 * i, () => network.act({ do: 'publish', node: i % 5 }));
  await network.runUntil(20_000);
  // At most one message up and one down for each of four leaves and each window, and a few to begin with.
  t.true(network.sent <= 8 * 80 + 20, `${network.sent} messages`);
});

test('a cluster that has nothing to say falls silent', async (t) => {
  const network = cluster(5, { fanout: 1, gossipIntervalMs: 250 });
  await network.runUntil(20_000);
  const { sent } = network;
  await network.runUntil(200_000);
  t.is(network.sent, sent);
  t.deepEqual(network.suspicions(), []);
});

test('under relays each node hangs on its own relay, on another while that is gone, and on its own again', async (t) => {
  const network = cluster(7, { fanout: 2, gossipIntervalMs: 0 });
  for (let i = 0; i < 60; i++) {
    network.at(1000 * i, () => {
      for (let node = 0; node < 7; node++) network.act({ do: 'publish', node });
    });
  }
  await network.runUntil(10_000);
  t.deepEqual(network.delegates(), [undefined, 'n0', 'n0', 'n1', 'n2', 'n1', 'n2']);
  network.act({ do: 'split', from: [1] });
  await network.runUntil(30_000);
  t.deepEqual(network.delegates(), [undefined, undefined, 'n0', 'n0', 'n2', 'n0', 'n2']);
  network.act({ do: 'heal' });
  await network.runUntil(60_000);
  t.deepEqual(network.delegates(), [undefined, 'n0', 'n0', 'n1', 'n2', 'n1', 'n2']);
});

test('a node that sees a gap asks for what it missed, long before that would be sent again', async (t) => {
  const network = cluster(2, { fanout: 1, gossipIntervalMs: 0 });
  network.act({ do: 'cut', from: 0, to: 1 });
  network.act({ do: 'publish', node: 0 });
  network.at(10, () => network.act({ do: 'mend', from: 0, to: 1 }));
  network.at(20, () => network.act({ do: 'publish', node: 0 }));
  await network.runUntil(20 + TRIP_MS + 1);
  t.deepEqual([...network.values(1)], ['v1']);
  // Unanswered, the first message is given up after an acknowledgement's 1.5 s and a patience of 0.65 s.
  await network.runUntil(1000);
  t.deepEqual([...network.values(1)], ['v1', 'v0']);
});

test('a node that is alone says nothing', async (t) => {
  const network = cluster(1, { fanout: 3, gossipIntervalMs: 0 });
  network.act({ do: 'publish', node: 0 });
  network.act({ do: 'configure', node: 0, parameters: { fanout: 1, gossipIntervalMs: 10 } });
  network.act({ do: 'publish', node: 0 });
  await network.runUntil(60_000);
  t.is(network.sent, 0);
});

function alone(learned: (value: unknown) => void): DelegateGossip {
  const time = new FakeTime();
  const surroundings = {
    self: 'n1',
    nodes: ['n1', 'n2'],
    random: new Random(1),
    now: time.now,
    after: time.after,
    send: () => {},
    learned,
  };
  return new DelegateGossip(surroundings, { fanout: 1, gossipIntervalMs: 0 });
}

const TOLD = { type: 'gossip', life: 'x', path: [], at: 0, values: [['n2.x', 1, 'v']] };

test('a message of one who is not of the cluster is ignored', (t) => {
  const learned: unknown[] = [];
  const gossip = alone((value) => learned.push(value));
  for (const src of ['n3', 'c1', 'n1']) gossip.receive(src, TOLD);
  t.deepEqual(learned, []);
  gossip.receive('n2', TOLD);
  t.deepEqual(learned, ['v']);
});

test('a message that is malformed is refused before anything of it is taken', (t) => {
  const learned: unknown[] = [];
  const gossip = alone((value) => learned.push(value));
  t.throws(() => gossip.receive('n2', { ...TOLD, at: 'now' }), { instanceOf: RpcError });
  t.deepEqual(learned, []);
});

test('a message that comes twice is learned from once', (t) => {
  const learned: unknown[] = [];
  const gossip = alone((value) => learned.push(value));
  gossip.receive('n2', TOLD);
  gossip.receive('n2', TOLD);
  t.deepEqual(learned, ['v']);
  t.like(gossip.detail(), { values_received: 1, values_received_twice: 1 });
});
