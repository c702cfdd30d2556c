/** The store as its clients see it, on nodes that are well. What it does in bad weather is in `test/node/raft`. */

import test, { type ExecutionContext } from 'ava';
import {
  type Body,
  MemoryStorage,
  MILLISECOND,
  type Program,
  Random,
  RpcError,
} from '../../../node/index.js';
import linKv from '../../../node/programs/lin-kv.js';
import linKvProxy from '../../../node/programs/lin-kv-proxy.js';
import { Cluster, Journals, VirtualClock } from '../../../router/index.js';
import { WiredNode } from '../wired-node.js';

type Ask = (node: string, body: Body) => Promise<Body>;

/** Runs a script on a cluster of simulated nodes. */
async function play(
  program: Program,
  nodes: readonly string[],
  script: (ask: Ask, sleep: (ms: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const clock = new VirtualClock();
  const options = { latency: { meanMs: 5, distribution: 'constant' }, loss: 0, duplication: 0 } as const;
  const cluster = new Cluster(
    {
      clock,
      random: new Random(1),
      journal: new Journals([]),
      listener: { trouble: () => {}, log: () => {} },
    },
    { nodes, source: { runtime: 'sim', program }, ...options },
  );
  await clock.drive(async () => {
    await cluster.start();
    const sleep = (ms: number): Promise<void> =>
      new Promise((resolve) => {
        clock.schedule(ms * MILLISECOND, resolve);
      });
    await script((node, body) => cluster.client().rpc(node, body, 5000), sleep);
    await cluster.stop();
  });
}

const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];

for (const [name, program] of [
  ['lin-kv', linKv],
  ['lin-kv-proxy', linKvProxy],
] as const) {
  test(`${name}: what is written on one node is read on every other at once`, async (t) => {
    await play(program, NODES, async (ask) => {
      for (const [value, writer] of NODES.entries()) {
        t.like(await ask(writer, { type: 'write', key: 'x', value }), { type: 'write_ok' });
        for (const reader of NODES)
          t.like(await ask(reader, { type: 'read', key: 'x' }), { type: 'read_ok', value });
      }
    });
  });

  test(`${name}: a missing key is error 20, another value than expected 22, and both change nothing`, async (t) => {
    await play(program, ['n1', 'n2', 'n3'], async (ask) => {
      await refused(t, ask('n1', { type: 'read', key: 1 }), 20);
      await refused(t, ask('n2', { type: 'cas', key: 1, from: 0, to: 1 }), 20);
      await ask('n3', { type: 'cas', key: 1, from: 0, to: 1, create_if_not_exists: true });
      await refused(t, ask('n1', { type: 'cas', key: 1, from: 0, to: 2 }), 22);
      await refused(t, ask('n1', { type: 'cas', key: 1, from: 0, to: 2, create_if_not_exists: true }), 22);
      t.is((await ask('n2', { type: 'read', key: 1 }))['value'], 1);
      t.like(await ask('n2', { type: 'cas', key: 1, from: 1, to: 3 }), { type: 'cas_ok' });
      t.is((await ask('n1', { type: 'read', key: 1 }))['value'], 3);
    });
  });

  test(`${name}: keys and values are JSON, compared by what they say`, async (t) => {
    await play(program, ['n1'], async (ask) => {
      await ask('n1', { type: 'write', key: { a: 1, b: [2] }, value: { x: 1, y: null } });
      await ask('n1', { type: 'write', key: '1', value: 'text' });
      await ask('n1', { type: 'write', key: 1, value: null });
      t.deepEqual((await ask('n1', { type: 'read', key: { b: [2], a: 1 } }))['value'], { x: 1, y: null });
      t.is((await ask('n1', { type: 'read', key: '1' }))['value'], 'text');
      t.is((await ask('n1', { type: 'read', key: 1 }))['value'], null);
      const swap = { type: 'cas', key: { a: 1, b: [2] }, from: { y: null, x: 1 }, to: [] };
      t.like(await ask('n1', swap), { type: 'cas_ok' });
    });
  });

  test(`${name}: a request without its fields is refused as malformed`, async (t) => {
    await play(program, ['n1'], async (ask) => {
      await refused(t, ask('n1', { type: 'read' }), 12);
      await refused(t, ask('n1', { type: 'write', key: 1 }), 12);
      await refused(t, ask('n1', { type: 'cas', key: 1, from: 1 }), 12);
    });
  });
}

async function refused(t: ExecutionContext, reply: Promise<Body>, code: number): Promise<void> {
  const error = await t.throwsAsync(reply, { instanceOf: RpcError });
  t.is(error.code, code);
}

test('a node that knows no leader says so, with an error that is definite', async (t) => {
  const wired = new WiredNode(linKv).init();
  wired.receive({ type: 'write', msg_id: 2, key: 1, value: 1 });
  wired.receive({ type: 'read', msg_id: 3, key: 1 });
  await wired.pass(1000);
  const replies = wired.takeBodies().filter(({ in_reply_to }) => in_reply_to !== undefined);
  t.deepEqual(
    replies.map(({ in_reply_to, code }) => [in_reply_to, code]),
    [
      [2, 11],
      [3, 11],
    ],
  );
});

test('what comes from a client under the name of a replica’s message is ignored', async (t) => {
  const wired = new WiredNode(linKv).init();
  await wired.pass(1);
  wired.take();
  wired.receive({ type: 'hello' }, 'c1');
  wired.receive({ type: 'vote', term: 9, pre: false, last_index: 9, last_term: 9, roster: {} }, 'c1');
  await wired.pass(1);
  t.deepEqual(wired.take(), []);
  wired.receive({ type: 'hello' }, 'n2');
  await wired.pass(1);
  t.like(wired.takeBodies()[0], { type: 'here', blank: true });
});

test('a node alone in its cluster does what comes at once in the order in which it came', (t) => {
  const wired = new WiredNode(linKv).init(['n1']);
  wired.receive({ type: 'write', msg_id: 2, key: 1, value: 1 });
  wired.receive({ type: 'read', msg_id: 3, key: 1 });
  wired.receive({ type: 'cas', msg_id: 4, key: 1, from: 1, to: 2 }, 'c2');
  wired.receive({ type: 'read', msg_id: 5, key: 1 }, 'c3');
  wired.receive({ type: 'unheard of', msg_id: 6 }, 'c3');
  const replies = wired.takeBodies();
  t.like(replies, [
    { type: 'write_ok', in_reply_to: 2 },
    { type: 'read_ok', in_reply_to: 3, value: 1 },
    { type: 'cas_ok', in_reply_to: 4 },
    { type: 'read_ok', in_reply_to: 5, value: 2 },
    { type: 'error', in_reply_to: 6, code: 10 },
  ]);
  t.is(replies.length, 5);
});

test('a node alone in its cluster leads at once when it is started again', (t) => {
  const storage = new MemoryStorage();
  new WiredNode(linKv, () => {}, storage)
    .init(['n1'])
    .receive({ type: 'write', msg_id: 2, key: 1, value: 1 });
  const again = new WiredNode(linKv, () => {}, storage).init(['n1']);
  again.receive({ type: 'read', msg_id: 3, key: 1 });
  t.like(again.takeBodies()[0], { type: 'read_ok', in_reply_to: 3, value: 1 });
});

test('a node alone in its cluster needs nobody', async (t) => {
  const wired = new WiredNode(linKv).init(['n1']);
  wired.receive({ type: 'write', msg_id: 2, key: 1, value: 1 });
  await wired.pass(10);
  wired.receive({ type: 'read', msg_id: 3, key: 1 });
  await wired.pass(10);
  t.like(wired.takeBodies(), [{ type: 'write_ok' }, { type: 'read_ok', value: 1 }]);
});
