/** lin-kv: what it asks of nodes, which keys its workers are on, and which numbers of workers fit. */

import test from 'ava';
import type { Draft, Generator } from '../../../harness/operations/generator.js';
import type { Operation } from '../../../harness/operations/history.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { workerCount } from '../../../harness/workloads/options.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { linKv } from '../../../harness/workloads/lin-kv.js';
import { type Body, type Program, Random, type RpcError } from '../../../node/index.js';
import { simulated } from '../simulated.js';

const NODES = ['n1', 'n2', 'n3'];

function generator(input: TestInput): Generator {
  const options = completeOptions({ nodes: NODES, ...input });
  const threads = Array.from({ length: workerCount(options) }, (_, thread) => thread);
  return linKv.generators(new Random(1), options, threads).main;
}

function draftOf(generator: Generator, thread: number): Draft {
  const answer = generator.next({ now: 0, free: [thread] });
  if (answer.kind !== 'operation') throw new Error(answer.kind);
  return answer.draft;
}

function keyOf(draft: Draft): unknown {
  return (draft.value as readonly unknown[])[0];
}

/** So many operations of a thread end unknown. */
function endUnknown(generator: Generator, thread: number, times: number): void {
  const operation: Operation = { index: 0, time: 0, type: 'info', process: 0, f: 'write', value: [0, 0] };
  for (let i = 0; i < times; i++) generator.update?.(operation, thread);
}

test('each group of two threads for each node has a key of its own', (t) => {
  const main = generator({ concurrency: '4n' });
  const keys = Array.from({ length: 12 }, (_, thread) => keyOf(draftOf(main, thread)));
  t.deepEqual(keys, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
});

test('the first half of each group reads, the other writes', (t) => {
  const main = generator({ concurrency: '4n' });
  for (let thread = 0; thread < 12; thread++) {
    const reads = thread % 6 < 3;
    for (let i = 0; i < 20; i++) t.is(draftOf(main, thread).f === 'read', reads, `thread ${thread}`);
  }
  t.deepEqual(draftOf(main, 8), { f: 'read', value: [1, null], thread: 8 });
});

test('with maelstrom-quirks only the first threads of all read', (t) => {
  const main = generator({ concurrency: '4n', 'maelstrom-quirks': true });
  const readers = Array.from({ length: 12 }, (_, thread) => thread).filter(
    (thread) => draftOf(main, thread).f === 'read',
  );
  t.deepEqual(readers, [0, 1, 2]);
});

test('a third of what is not read is written, the rest compared and set; values are 0 to 4', (t) => {
  const main = generator({ concurrency: '2n' });
  const drafts = Array.from({ length: 6000 }, () => draftOf(main, 4));
  const writes = drafts.filter(({ f }) => f === 'write');
  t.true(writes.length > 1800 && writes.length < 2200, String(writes.length));
  t.true(drafts.every(({ f }) => f === 'write' || f === 'cas'));
  const pairs = new Map<string, number>();
  for (const { f, value } of drafts) {
    const [, what] = value as [number, unknown];
    const text = `${f} ${JSON.stringify(what)}`;
    pairs.set(text, (pairs.get(text) ?? 0) + 1);
  }
  t.is(pairs.size, 5 + 25);
  for (const [text, count] of pairs) {
    const expected = text.startsWith('write') ? 2000 / 5 : 4000 / 25;
    t.true(count > 0.6 * expected && count < 1.4 * expected, `${text}: ${count}`);
  }
  t.true([...pairs.keys()].every((text) => /^write [0-4]$|^cas \[[0-4],[0-4]\]$/.test(text)));
});

test('a key that would see its 21st process is given up for the next that nobody has had', (t) => {
  const main = generator({ concurrency: '4n' });
  endUnknown(main, 5, 14);
  t.is(keyOf(draftOf(main, 0)), 0);
  endUnknown(main, 0, 1);
  t.is(keyOf(draftOf(main, 1)), 2);
  t.is(keyOf(draftOf(main, 6)), 1);
  endUnknown(main, 6, 15);
  t.is(keyOf(draftOf(main, 6)), 3);
  t.is(keyOf(draftOf(main, 1)), 2);
});

test('operations that are begun or end otherwise bring no process', (t) => {
  const main = generator({ concurrency: '2n' });
  for (const type of ['invoke', 'ok', 'fail'] as const) {
    const operation: Operation = { index: 0, time: 0, type, process: 0, f: 'write', value: [0, 0] };
    for (let i = 0; i < 40; i++) main.update?.(operation, 0);
  }
  t.is(keyOf(draftOf(main, 0)), 0);
});

test('with so many nodes that a group alone is more than 20, a key lasts until one more comes', (t) => {
  const main = generator({ 'node-count': 11, concurrency: '2n' });
  t.is(keyOf(draftOf(main, 3)), 0);
  endUnknown(main, 3, 1);
  t.is(keyOf(draftOf(main, 3)), 1);
  t.is(keyOf(draftOf(main, 3)), 1);
});

for (const [concurrency, nodes, message] of [
  ['3n', 5, /multiple of 10, got 3n \(15\): say 2n \(10\), 4n \(20\), 6n \(30\), ...$/],
  [
    '8',
    3,
    /^concurrency: lin-kv gives each key 2 workers for each of the 3 nodes.* of 6, got 8: say 2n \(6\)/,
  ],
] as const) {
  test(`a concurrency of ${concurrency} with ${nodes} nodes does not fit, and what does is told`, (t) => {
    const options = completeOptions({ 'node-count': nodes, concurrency });
    t.throws(() => linKv.validate?.(options), { instanceOf: UsageError, message });
  });
}

for (const [concurrency, nodes] of [
  ['2n', 5],
  ['4n', 3],
  ['12', 3],
  ['2', 1],
] as const) {
  test(`a concurrency of ${concurrency} with ${nodes} nodes fits`, (t) => {
    t.notThrows(() => linKv.validate?.(completeOptions({ 'node-count': nodes, concurrency })));
  });
}

/** Does one operation on a node, and tells how long it took. */
async function invoke(f: string, value: unknown, program: Program, input: TestInput = {}) {
  const { clock, cluster } = simulated(program, { nodes: ['n1'] });
  const operation: Operation = { index: 0, time: 0, type: 'invoke', process: 0, f, value };
  return clock.drive(async () => {
    await cluster.start();
    const begun = clock.now();
    const options = completeOptions({ nodes: ['n1'], ...input });
    const outcome = await linKv.invoke(cluster.client(), 'n1', operation, options).then(
      (success) => ({ success }),
      (error: unknown) => ({ error }),
    );
    return { ...outcome, ms: (clock.now() - begun) / 1e6 };
  });
}

/** A node that answers requests of a type with these fields, and keeps what it was asked, less the msg_id. */
function answering(type: string, fields: Body, asked: Body[] = []): Program {
  return (node) => {
    node.on(type, {}, ({ msg_id, ...body }, src) => {
      asked.push(body);
      node.send(src, { type: `${type}_ok`, in_reply_to: msg_id ?? NaN, ...fields });
    });
  };
}

for (const [f, value, request, reply, result] of [
  ['read', [3, null], { key: 3 }, { value: 4 }, [3, 4]],
  ['read', [3, null], { key: 3 }, { value: null }, [3, null]],
  ['write', [3, 4], { key: 3, value: 4 }, {}, [3, 4]],
  ['cas', [3, [1, 2]], { key: 3, from: 1, to: 2 }, { msg_id: 9 }, [3, [1, 2]]],
] as const) {
  test(`${f} asks ${JSON.stringify(request)} and makes ${JSON.stringify(result)} of the reply`, async (t) => {
    const asked: Body[] = [];
    const { success } = (await invoke(f, value, answering(f, reply as unknown as Body, asked))) as {
      success: unknown;
    };
    t.deepEqual(success, { value: result });
    t.deepEqual(asked, [{ type: f, ...request }]);
  });
}

for (const [f, fields] of [
  ['read', {}],
  ['write', { value: 3 }],
  ['cas', { type: 'write_ok' }],
] as const) {
  test(`a reply to ${f} with ${JSON.stringify(fields)} is malformed`, async (t) => {
    const { error } = (await invoke(f, [0, [0, 0]], answering(f, fields as unknown as Body))) as {
      error: Error;
    };
    t.is(error.name, 'MalformedResponseError');
  });
}

for (const [latency, ms] of [
  [0, 1000],
  [99, 1000],
  [500, 5000],
] as const) {
  test(`at a latency of ${latency} ms an operation times out after ${ms} ms`, async (t) => {
    for (const f of ['read', 'write', 'cas']) {
      const { error, ms: took } = (await invoke(f, [0, [0, 0]], (node) => node.on(f, {}, () => {}), {
        latency,
      })) as {
        error: RpcError;
        ms: number;
      };
      t.is(error.code, 0);
      t.is(took, ms);
    }
  });
}

test('reads change nothing, clients stay with their workers, and the check may take long', (t) => {
  t.deepEqual([...linKv.idempotent], ['read']);
  t.true(linKv.reusesClients);
  t.true(linKv.heavy);
});

test('the checker judges each key by itself, with reads of null always legal', (t) => {
  const rows = [
    ['invoke', 0, 'write', [0, 1]],
    ['ok', 0, 'write', [0, 1]],
    ['invoke', 1, 'read', [1, null]],
    ['ok', 1, 'read', [1, 1]],
    ['invoke', 0, 'read', [0, null]],
    ['ok', 0, 'read', [0, null]],
  ] as const;
  const history = rows.map(([type, process, f, value], index) => ({
    index,
    time: index,
    type,
    process,
    f,
    value,
  }));
  t.like(linKv.checker(completeOptions({}))(history), {
    valid: false,
    failures: [1],
    results: { 0: { valid: true }, 1: { valid: false } },
  });
});
