/** The broadcast program between nodes: when configure takes effect, what the statistics count, the task's sample cases. */

import test from 'ava';
import type { Body, Message } from '../../../node/index.js';
import broadcast from '../../../node/programs/broadcast.js';
import { init, lines, request, runProgram } from '../program-process.js';
import { WiredNode } from '../wired-node.js';

const LATENCY_MS = 10;

/** Some broadcast nodes whose gossip takes a while; each on a clock of its own, moved in step. */
class Cluster {
  readonly nodes: ReadonlyMap<string, WiredNode>;
  /** Gossip that was sent: when, from whom, to whom. */
  readonly gossip: (readonly [number, string, string])[] = [];
  #nowMs = 0;
  #travelling: { readonly dueMs: number; readonly message: Message }[] = [];

  constructor(ids: readonly string[] = ['n1', 'n2', 'n3']) {
    this.nodes = new Map(ids.map((id) => [id, new WiredNode(broadcast)]));
    for (const [id, node] of this.nodes) {
      node.receive({ type: 'init', msg_id: 1, node_id: id, node_ids: ids }, 'c0');
      node.take();
    }
  }

  /** Puts a request to a node, and gives the body of its reply without the numbers. */
  ask(id: string, body: Body): Readonly<Record<string, unknown>> {
    const node = this.#node(id);
    node.receive({ msg_id: 99, ...body });
    const reply = node.takeBodies().find(({ in_reply_to }) => in_reply_to === 99);
    const { msg_id: _, in_reply_to: __, ...answer } = reply ?? {};
    return answer;
  }

  async pass(milliseconds: number): Promise<void> {
    for (let i = 0; i < milliseconds; i++) {
      this.#nowMs++;
      const due = this.#travelling.filter(({ dueMs }) => dueMs <= this.#nowMs);
      this.#travelling = this.#travelling.filter(({ dueMs }) => dueMs > this.#nowMs);
      for (const { message } of due) this.#node(message.dest).receive(message.body, message.src);
      for (const node of this.nodes.values()) {
        await node.pass(1);
        for (const message of node.take()) {
          this.gossip.push([this.#nowMs, message.src, message.dest]);
          this.#travelling.push({ dueMs: this.#nowMs + LATENCY_MS, message });
        }
      }
    }
  }

  #node(id: string): WiredNode {
    const node = this.nodes.get(id);
    if (node === undefined) throw new RangeError(`no node ${id}`);
    return node;
  }
}

test('a value told to one node is read from all, once', async (t) => {
  const cluster = new Cluster();
  cluster.ask('n2', { type: 'broadcast', message: { a: [1] } });
  cluster.ask('n3', { type: 'broadcast', message: { a: [1] } });
  await cluster.pass(1000);
  for (const id of cluster.nodes.keys())
    t.deepEqual(cluster.ask(id, { type: 'read' })['messages'], [{ a: [1] }]);
});

for (const [told, handedIn, first] of [
  ['n1', [], 'n1 n2'],
  ['n2', ['n2 n1'], 'n1 n3'],
] as const) {
  test(`configure takes effect at once, on values that were told to ${told} and wait already too`, async (t) => {
    const cluster = new Cluster();
    for (const id of cluster.nodes.keys()) cluster.ask(id, { type: 'configure', gossip_interval_ms: 2000 });
    cluster.ask(told, { type: 'broadcast', message: 1 });
    await cluster.pass(10_000);
    const before = cluster.gossip.length;
    cluster.ask(told, { type: 'broadcast', message: 2 });
    await cluster.pass(50);
    const sent = (): string[] => cluster.gossip.slice(before).map(([, src, dest]) => `${src} ${dest}`);
    t.deepEqual(sent(), handedIn);
    cluster.ask('n1', { type: 'configure', gossip_interval_ms: 20 });
    await cluster.pass(25);
    t.is(sent()[handedIn.length], first);
  });
}

test('a longer interval holds back values that wait already too', async (t) => {
  const cluster = new Cluster();
  cluster.ask('n1', { type: 'configure', gossip_interval_ms: 50 });
  cluster.ask('n1', { type: 'broadcast', message: 1 });
  cluster.ask('n1', { type: 'configure', gossip_interval_ms: 400 });
  await cluster.pass(390);
  t.deepEqual(cluster.gossip, []);
  await cluster.pass(20);
  t.is(cluster.gossip.length, 2);
});

test('a fanout of all others sends a value straight from where it was told', async (t) => {
  const cluster = new Cluster(['n1', 'n2', 'n3', 'n4']);
  for (const id of cluster.nodes.keys())
    cluster.ask(id, { type: 'configure', fanout: 3, gossip_interval_ms: 0 });
  cluster.ask('n4', { type: 'broadcast', message: 1 });
  await cluster.pass(LATENCY_MS + 2);
  for (const id of cluster.nodes.keys()) t.deepEqual(cluster.ask(id, { type: 'read' })['messages'], [1]);
});

test('the statistics have four fields, and a fifth with all details where it is asked for', async (t) => {
  const cluster = new Cluster();
  const stats = cluster.ask('n1', { type: 'gossip_stats' });
  t.deepEqual(stats, {
    type: 'gossip_stats_ok',
    broadcasts_received: 0,
    gossip_messages_sent: 0,
    messages_per_op: 0,
    unique_messages: 0,
  });
  t.deepEqual(cluster.ask('n1', { type: 'gossip_stats', detail: false }), stats);
  t.like(cluster.ask('n1', { type: 'gossip_stats', detail: 1 }), { code: 12 });
  const { detail, ...rest } = cluster.ask('n1', { type: 'gossip_stats', detail: true });
  t.deepEqual(rest, stats);
  t.like(detail, { fanout: 1, messages_by_cause: { push: 0 }, suspects: [] });
});

test('a node counts the gossip it sent, the broadcasts it was told and the values it knows', async (t) => {
  const cluster = new Cluster();
  for (const message of [1, 2, 2, 3]) cluster.ask('n1', { type: 'broadcast', message });
  cluster.ask('n2', { type: 'broadcast', message: 4 });
  await cluster.pass(5000);
  for (const [id, broadcasts] of [
    ['n1', 4],
    ['n2', 1],
    ['n3', 0],
  ] as const) {
    const sent = cluster.gossip.filter(([, src]) => src === id).length;
    t.true(sent > 0);
    t.deepEqual(cluster.ask(id, { type: 'gossip_stats' }), {
      type: 'gossip_stats_ok',
      broadcasts_received: broadcasts,
      gossip_messages_sent: sent,
      messages_per_op: broadcasts === 0 ? 0 : sent / broadcasts,
      unique_messages: 4,
    });
  }
});

test('no detail is ever something that JSON cannot say', async (t) => {
  const cluster = new Cluster();
  const hasOnlyJson = (): void => {
    for (const id of cluster.nodes.keys()) {
      const stats = cluster.ask(id, { type: 'gossip_stats', detail: true });
      // What JSON cannot say, NaN above all, would have become null on the wire.
      const { delegate, ...figures } = Object(stats['detail']);
      t.true(delegate === null || typeof delegate === 'string');
      t.notRegex(JSON.stringify(figures), /null/);
    }
  };
  hasOnlyJson();
  cluster.ask('n3', { type: 'broadcast', message: 1 });
  await cluster.pass(3000);
  hasOnlyJson();
});

const STATS = { broadcasts_received: 0, gossip_messages_sent: 0, messages_per_op: 0, unique_messages: 0 };

const SAMPLES: readonly (readonly [
  title: string,
  nodes: readonly string[],
  asked: object,
  answered: object,
])[] = [
  [
    'configure updates fanout',
    ['n1', 'n2', 'n3'],
    { type: 'configure', msg_id: 2, fanout: 3, gossip_interval_ms: 100 },
    { type: 'configure_ok', in_reply_to: 2, msg_id: 1 },
  ],
  [
    'stats with zero broadcasts',
    ['n1'],
    { type: 'gossip_stats', msg_id: 2 },
    { type: 'gossip_stats_ok', ...STATS, in_reply_to: 2, msg_id: 1 },
  ],
];

for (const [title, nodes, asked, answered] of SAMPLES) {
  test(`the task's sample case: ${title}`, async (t) => {
    const { messages, stderr, code } = await runProgram('broadcast', lines(init(...nodes), request(asked)));
    t.is(code, 0);
    t.is(stderr, '');
    t.deepEqual<readonly object[], readonly object[]>(messages, [
      { src: 'n1', dest: 'c0', body: { type: 'init_ok', in_reply_to: 1, msg_id: 0 } },
      { src: 'n1', dest: 'c1', body: answered },
    ]);
  });
}
