/** The services as endpoints of a cluster: who reaches them, what that takes, and what becomes of numbers on the way. */

import test from 'ava';
import {
  type Body,
  MILLISECOND,
  type Node,
  type Program,
  Random,
  readMessage,
  RpcError,
} from '../../../node/index.js';
import { Cluster, Journals, SERVICES, type Trouble, VirtualClock } from '../../../router/index.js';
import { NetStatistics } from '../../../harness/checkers/index.js';
import { RecordingJournal } from '../recording-journal.js';
import { Inbox } from '../inbox.js';

interface Stage {
  readonly cluster: Cluster;
  readonly clock: VirtualClock;
  readonly journal: RecordingJournal;
  readonly statistics: NetStatistics;
  readonly troubles: readonly Trouble[];
  /** The nodes as the programs see them. */
  readonly nodes: readonly Node[];
}

/** Runs a script on three nodes that do nothing by themselves. */
async function play<T>(
  script: (stage: Stage) => Promise<T>,
  options: { latencyMs?: number; loss?: number; duplication?: number; seed?: number } = {},
): Promise<Stage & { readonly result: T }> {
  const { latencyMs = 0, loss = 0, duplication = 0, seed = 1 } = options;
  const clock = new VirtualClock();
  const journal = new RecordingJournal();
  const statistics = new NetStatistics();
  const troubles: Trouble[] = [];
  const nodes: Node[] = [];
  const program: Program = (node) => void nodes.push(node);
  const cluster = new Cluster(
    {
      clock,
      random: new Random(seed),
      journal: new Journals([journal, statistics]),
      listener: { trouble: (trouble) => troubles.push(trouble), log: () => {} },
    },
    {
      nodes: ['n1', 'n2', 'n3'],
      source: { runtime: 'sim', program },
      latency: { meanMs: latencyMs, distribution: 'constant' },
      loss,
      duplication,
    },
  );
  const stage: Stage = { cluster, clock, journal, statistics, troubles, nodes };
  let result: T | undefined;
  await clock.drive(async () => {
    await cluster.start();
    result = await script(stage);
    await cluster.stop();
  });
  return { ...stage, result: result as T };
}

function node({ nodes }: Stage, i = 0): Node {
  return nodes[i] as Node;
}

test('every cluster has the four services', async (t) => {
  const { cluster } = await play(async () => {});
  t.deepEqual(SERVICES, ['lin-kv', 'seq-kv', 'lww-kv', 'lin-tso']);
  t.deepEqual(
    cluster.network.endpoints().filter((id) => !id.startsWith('c')),
    ['n1', 'n2', 'n3', ...SERVICES],
  );
});

test('a service that nobody talks to sends nothing', async (t) => {
  const { journal } = await play(async () => {});
  t.false(journal.of('send').some((event) => SERVICES.some((service) => event.includes(service))));
});

test('nodes and clients share a key-value service', async (t) => {
  const { result } = await play(async (stage) => {
    await node(stage).keyValue('lin-kv').write('x', { a: 1 });
    const client = stage.cluster.client();
    await client.rpc('lin-kv', { type: 'cas', key: 'x', from: { a: 1 }, to: [2] });
    return node(stage, 1).keyValue('lin-kv').read('x');
  });
  t.deepEqual(result, [2]);
});

test('a reply has in_reply_to and no msg_id; to a request without msg_id, in_reply_to is null', async (t) => {
  const { result } = await play(async ({ cluster }) => {
    const inbox = new Inbox();
    cluster.network.attach('c9', inbox);
    for (const body of [{ type: 'ts', msg_id: 7 }, { type: 'ts' }] as Body[])
      cluster.network.submit({ src: 'c9', dest: 'lin-tso', body });
    return inbox.bodies;
  });
  t.deepEqual(result, [
    { type: 'ts_ok', ts: 0, in_reply_to: 7 },
    { type: 'ts_ok', ts: 1, in_reply_to: null as unknown as number },
  ]);
});

test('a request and its reply take the latency each; those of clients take none', async (t) => {
  const { result } = await play(
    async (stage) => {
      const start = stage.clock.now();
      await stage.cluster.client().rpc('lin-tso', { type: 'ts' });
      const client = stage.clock.now() - start;
      await node(stage).timestamps().next();
      return [client, stage.clock.now() - start].map((time) => time / MILLISECOND);
    },
    { latencyMs: 70 },
  );
  t.deepEqual(result, [0, 140]);
});

test('requests get lost as messages between nodes do', async (t) => {
  const { result, journal } = await play(
    (stage) =>
      node(stage)
        .timestamps()
        .next({ timeoutMs: 50 })
        .catch((error: RpcError) => error.code),
    { loss: 1 },
  );
  t.is(result, 0);
  t.is(journal.of('drop').length, 1);
});

test('a request that arrives damaged is done as it arrives, or skipped, and its sender is not blamed', async (t) => {
  const { result, journal, troubles } = await play(async (stage) => {
    await stage.cluster.control('corrupt 1');
    const writes = Array.from({ length: 60 }, (_, i) =>
      node(stage)
        .keyValue('lin-kv')
        .write('x', i, { timeoutMs: 50 })
        .catch(() => {}),
    );
    await Promise.all(writes);
    await stage.cluster.control('corrupt 0');
    return node(stage)
      .keyValue('lin-kv')
      .read('x')
      .catch(() => undefined);
  });
  const requests = journal.received.filter(({ src, isDamaged }) => src === 'n1' && isDamaged);
  t.is(requests.length, 60);
  const readable = requests.filter(({ line }) => typeof readMessage(line) !== 'string').length;
  const replies = journal.of('send').filter((event) => event.endsWith('lin-kv>n1')).length;
  t.true(replies > 1 && replies <= readable + 1, `${replies} replies to ${readable} requests`);
  t.deepEqual(troubles, []);
  t.not(result, undefined);
});

test('no partition cuts off a service', async (t) => {
  const { result } = await play(async (stage) => {
    await stage.cluster.control('partition n1 | n2,n3');
    return Promise.all([0, 1, 2].map((i) => node(stage, i).timestamps().next()));
  });
  t.deepEqual(result, [0, 1, 2]);
});

test('what comes twice is done once', async (t) => {
  const { result, journal } = await play(
    async (stage) => {
      const store = node(stage).keyValue('lin-kv');
      const timestamps = node(stage).timestamps();
      await store.write('x', 1);
      await store.write('x', 2);
      await node(stage).sleep(1000);
      return [await store.read('x'), await timestamps.next(), await timestamps.next()];
    },
    { duplication: 1 },
  );
  t.deepEqual(result, [2, 0, 1]);
  t.true(journal.of('recv').length > journal.of('send').length);
});

test('messages to and from services count as those of servers, unless a client is at the other end', async (t) => {
  const { statistics } = await play(async (stage) => {
    for (let i = 0; i < 3; i++) await node(stage).timestamps().next();
    await stage.cluster.client().rpc('lin-tso', { type: 'ts' });
  });
  // init and its answer for each node, and the client's own request.
  t.like(statistics.result(1), { servers: { 'msg-count': 6 }, clients: { 'msg-count': 6 + 2 } });
});

test('many who ask the timestamp oracle at once get 0 to k - 1, each once', async (t) => {
  const { result } = await play(async (stage) => {
    const asked = Array.from({ length: 60 }, (_, i) =>
      node(stage, i % 3)
        .timestamps()
        .next(),
    );
    return Promise.all(asked);
  });
  t.deepEqual(
    result.toSorted((a, b) => a - b),
    Array.from({ length: 60 }, (_, i) => i),
  );
});

test('a request of an unknown type is never answered, but reported', async (t) => {
  const { result, troubles } = await play(async (stage) => {
    const asked = node(stage).rpc('lin-kv', { type: 'frob', key: 1 }, { timeoutMs: 60_000 });
    return asked.catch((error: RpcError) => error.code);
  });
  t.is(result, 0);
  t.deepEqual(troubles, [
    {
      node: 'n1',
      kind: 'unsupported',
      what: 'n1 sent lin-kv a request of type "frob", which it does not answer',
      flaw: 'lin-kv does not answer a request of type "frob"',
      text: '{"id":6,"src":"n1","dest":"lin-kv","body":{"type":"frob","key":1,"msg_id":1}}',
      expected: 'type to be one of read, write, cas',
      hint: 'services keep silent on what they do not know, as on Maelstrom: the request will time out',
    },
  ]);
  const without = await play(async ({ cluster }) => {
    cluster.network.submit({ src: cluster.client().id, dest: 'lin-tso', body: {} });
  });
  t.regex(without.troubles[0]?.what ?? '', /^c\d sent lin-tso a request without type/);
});

test('a service keeps no hold on what it was given or has given', async (t) => {
  const { result } = await play(async (stage) => {
    const client = stage.cluster.client();
    const value = { list: [1] };
    await client.rpc('lin-kv', { type: 'write', key: 'x', value });
    value.list.push(2);
    const first = await client.rpc('lin-kv', { type: 'read', key: 'x' });
    (first['value'] as typeof value).list.push(3);
    return (await client.rpc('lin-kv', { type: 'read', key: 'x' }))['value'];
  });
  t.deepEqual(result, { list: [1] });
});

test('numbers come back as they were written, and are compared so', async (t) => {
  const { result } = await play(async ({ cluster }) => {
    const inbox = new Inbox();
    cluster.network.attach('c9', inbox);
    const submit = (body: string): void => {
      const line = `{"src": "c9", "dest": "lin-kv", "body": ${body}}`;
      cluster.network.submit(JSON.parse(line) as { src: string; dest: string; body: Body }, line);
    };
    submit('{"type": "write", "key": 1.0, "value": {"big": 9007199254740993, "one": 1.0}}');
    submit('{"type": "read", "key": 1}');
    submit('{"type": "cas", "key": 1.00, "from": {"one": 1.0, "big": 9007199254740992}, "to": 0}');
    submit('{"type": "read", "key": 1.0, "msg_id": 12345678901234567890}');
    return inbox.envelopes.map(({ text }) => text.slice(text.indexOf('"body":') + 7, -1));
  });
  t.deepEqual(result, [
    '{"type":"write_ok","in_reply_to":null}',
    '{"type":"error","code":20,"text":"the key 1 does not exist","in_reply_to":null}',
    '{"type":"error","code":22,"text":"expected {\\"one\\": 1.0, \\"big\\": 9007199254740992}, but the key 1.00 holds {\\"big\\": 9007199254740993, \\"one\\": 1.0}","in_reply_to":null}',
    '{"type":"read_ok","value":{"big": 9007199254740993, "one": 1.0},"in_reply_to":12345678901234567890}',
  ]);
});

test('the same seed gives the same answers, another seed others', async (t) => {
  const run = async (seed: number): Promise<readonly unknown[]> => {
    const { result } = await play(
      async (stage) => {
        const seen: unknown[] = [];
        for (const service of ['seq-kv', 'lww-kv'] as const) {
          for (let i = 0; i < 10; i++) await node(stage).keyValue(service).write('x', i);
          for (let i = 0; i < 10; i++) seen.push(await node(stage, 1).keyValue(service).readOr('x', 'none'));
        }
        return seen;
      },
      { seed },
    );
    return result;
  };
  t.deepEqual(await run(1), await run(1));
  t.notDeepEqual(await run(1), await run(2));
});
