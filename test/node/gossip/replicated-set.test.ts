/** The set that every node holds in the end: what its nodes are told of, and what survives a kill. */

import test from 'ava';
import { MemoryStorage, Node, type Program, Random, type Storage } from '../../../node/index.js';
import { ReplicatedSet } from '../../../node/gossip/replicated-set.js';
import { Cluster, Journals, VirtualClock } from '../../../router/index.js';

/** A set on a node without a network, whose storage holds this. */
function started(storage: Storage = new MemoryStorage()): { set: ReplicatedSet; news: unknown[] } {
  const news: unknown[] = [];
  let set: ReplicatedSet | undefined;
  let receive: Parameters<ConstructorParameters<typeof Node>[0]['transport']['listen']>[0] = () => {};
  const node = new Node({
    clock: new VirtualClock(),
    random: new Random(1),
    storage,
    transport: {
      send: () => {},
      listen: (to) => {
        receive = to;
      },
    },
    log: () => {},
  });
  set = new ReplicatedSet(node, (value) => news.push(value));
  receive({
    src: 'c0',
    dest: 'n1',
    body: { type: 'init', msg_id: 1, node_id: 'n1', node_ids: ['n1', 'n2'] },
  });
  return { set, news };
}

test('each value is new once, whatever the spelling of it', (t) => {
  const { set, news } = started();
  for (const value of [1, '1', [1, { a: 1, b: 2 }], 1, '1', [1, { b: 2, a: 1 }], null, null, '[1]', [1]])
    set.add(value);
  t.deepEqual(news, [1, '1', [1, { a: 1, b: 2 }], null, '[1]', [1]]);
});

test('what a node was told it knows after a restart, and takes for known', (t) => {
  const storage = new MemoryStorage();
  const first = started(storage);
  for (const value of [3, 'a\nb', { c: [null] }]) first.set.add(value);
  const second = started(storage);
  t.deepEqual(second.news, [3, 'a\nb', { c: [null] }]);
  second.set.add(3);
  second.set.add(4);
  t.deepEqual(started(storage).news, [3, 'a\nb', { c: [null] }, 4]);
});

test('a value that was written only in part is not there, and harms no other', (t) => {
  const storage = new MemoryStorage();
  started(storage).set.add(1);
  storage.append('told.ndjson', '{"cut of');
  const second = started(storage);
  t.deepEqual(second.news, [1]);
  second.set.add(2);
  t.deepEqual(started(storage).news, [1, 2]);
});

test('a value that cannot be stored is not acknowledged, nor taken for known', (t) => {
  class FullStorage extends MemoryStorage {
    override append(): void {
      throw new Error('no space left');
    }
  }
  const { set, news } = started(new FullStorage());
  for (let i = 0; i < 2; i++) t.throws(() => set.add(1), { message: 'no space left' });
  t.deepEqual(news, []);
});

test('all nodes know all values in the end, also those of a node that was killed before it could tell', async (t) => {
  const known = new Map<string, Set<unknown>>();
  const program: Program = (node) => {
    const values = new Set<unknown>();
    node.onInit(() => known.set(node.id, values));
    const set = new ReplicatedSet(node, (value) => values.add(value));
    node.handle('add', {}, ({ value }) => set.add(value));
  };
  const clock = new VirtualClock();
  const cluster = new Cluster(
    {
      clock,
      random: new Random(1),
      journal: new Journals([]),
      listener: { trouble: (trouble) => t.log(trouble), log: () => {} },
    },
    {
      nodes: ['n1', 'n2', 'n3'],
      source: { runtime: 'sim', program },
      latency: { meanMs: 10, distribution: 'constant' },
      loss: 0,
      duplication: 0,
    },
  );
  const pass = (seconds: number): Promise<void> =>
    new Promise((resolve) => void clock.schedule(seconds * 1e9, resolve));
  await clock.drive(async () => {
    await cluster.start();
    const client = cluster.client();
    for (const [i, node] of ['n1', 'n2', 'n3'].entries()) {
      await client.rpc(node, { type: 'add', value: i });
      await cluster.control(`kill ${node}`);
    }
    await cluster.control('restart all');
    await pass(20);
    await cluster.stop();
  });
  for (const node of ['n1', 'n2', 'n3'])
    t.deepEqual([...(known.get(node) ?? [])].toSorted(), [0, 1, 2], node);
});
