/** Requests of workloads: which replies are accepted, and what an operation becomes when one goes wrong. */

import test from 'ava';
import { z } from 'zod';
import {
  call,
  failure,
  list,
  MalformedResponseError,
  present,
  rpc,
} from '../../../harness/operations/rpc.js';
import { type Body, errorKind, MILLISECOND, type Program, RpcError } from '../../../node/index.js';
import { simulated } from '../simulated.js';

const READ = rpc('read', { messages: list(present) });
const GENERATE = rpc('generate', { id: present });
const COUNT = rpc('count', { value: z.int() }, 250);

/** A node that answers every request but `init` with these fields, `in_reply_to` filled in where it is not among them. */
function answering(fields: Body): Program {
  return (node) => {
    for (const type of ['read', 'generate', 'count']) {
      node.on(type, {}, ({ msg_id }, src) => node.send(src, { in_reply_to: msg_id ?? NaN, ...fields }));
    }
  };
}

async function asked(kind: 'read' | 'generate' | 'count', program: Program): Promise<Body> {
  const { clock, cluster } = simulated(program, { nodes: ['n1'] });
  return clock.drive(async () => {
    await cluster.start();
    const client = cluster.client();
    if (kind === 'read') return call(client, 'n1', READ, {});
    return kind === 'generate'
      ? call(client, 'n1', GENERATE, {})
      : call(client, 'n1', COUNT, { of: 'things' });
  });
}

for (const [kind, reply, title] of [
  ['read', { type: 'read_ok', messages: [1, 'a', null] }, 'exactly the fields of its schema'],
  ['read', { type: 'read_ok', messages: null }, 'null for a list'],
  ['read', { type: 'read_ok', messages: [], msg_id: 4 }, 'a msg_id beside them'],
  ['generate', { type: 'generate_ok', id: null }, 'null where any value will do'],
  ['generate', { type: 'generate_ok', id: { deep: [1] } }, 'an object where any value will do'],
  ['count', { type: 'count_ok', value: -7 }, 'an integer'],
] as const) {
  test(`a reply may have ${title}`, async (t) => {
    const got = await asked(kind, answering(reply));
    const { in_reply_to: _, messages, ...rest } = got;
    const { messages: expected, ...others } = reply as Body;
    t.deepEqual(rest, others);
    if (kind === 'read') t.deepEqual(messages, expected ?? []);
  });
}

for (const [kind, reply, flaw] of [
  ['read', { type: 'read_ok' }, 'messages'],
  ['read', { type: 'read_ok', messages: 5 }, 'messages'],
  ['read', { type: 'read_ok', messages: {} }, 'messages'],
  ['read', { type: 'read_ok', messages: [], count: 0 }, 'body'],
  ['read', { type: 'read', messages: [] }, 'type'],
  ['read', { messages: [] }, 'type'],
  ['read', { type: 'read_ok', messages: [], msg_id: null }, 'msg_id'],
  ['read', { type: 'read_ok', messages: [], msg_id: 1.5 }, 'msg_id'],
  ['generate', { type: 'generate_ok' }, 'id'],
  ['count', { type: 'count_ok', value: 3.5 }, 'value'],
  ['count', { type: 'count_ok', value: '3' }, 'value'],
] as const) {
  test(`${JSON.stringify(reply)} is malformed in ${flaw}`, async (t) => {
    const error = await t.throwsAsync(asked(kind, answering(reply as Body)), {
      instanceOf: MalformedResponseError,
    });
    t.regex(error.message, new RegExp(`^malformed reply from n1 to \\{"type":"${kind}".*\\}: ${flaw}: `));
    t.true(error.message.includes('It sent {"in_reply_to":1'), error.message);
  });
}

test('a reply of many megabytes is not repeated in full where it is malformed', async (t) => {
  const error = await t.throwsAsync(asked('read', answering({ type: 'read_ok', messages: 'x'.repeat(1e6) })));
  t.true((error?.message.length ?? NaN) < 1000);
});

test('a request that is not answered fails after the time of its kind, with code 0', async (t) => {
  const { clock, cluster } = simulated((node) => node.on('count', {}, () => {}), { nodes: ['n1'] });
  await clock.drive(async () => {
    await cluster.start();
    const start = clock.now();
    const error = await t.throwsAsync(call(cluster.client(), 'n1', COUNT, {}), { instanceOf: RpcError });
    t.is(error.code, 0);
    t.is(clock.now() - start, 250 * MILLISECOND);
  });
});

const told = (code: number, text: string): RpcError =>
  RpcError.fromBody({ type: 'error', in_reply_to: 1, code, text });

// docs/protocol.md, section "Requests and replies".
for (const [title, error, changing, idempotent] of [
  ['a timeout', new RpcError(0, 'no reply'), 'info', 'fail'],
  ['code 0 from the node', told(0, 'too slow'), 'info', 'fail'],
  ['code 1', told(1, 'who?'), 'fail', 'fail'],
  ['code 10', told(10, 'what?'), 'fail', 'fail'],
  ['code 11', told(11, 'not now'), 'fail', 'fail'],
  ['code 12', told(12, 'pardon?'), 'fail', 'fail'],
  ['code 13', told(13, 'ouch'), 'info', 'fail'],
  ['code 14', told(14, 'no'), 'fail', 'fail'],
  ['code 20', told(20, 'no such key'), 'fail', 'fail'],
  ['code 21', told(21, 'there already'), 'fail', 'fail'],
  ['code 22', told(22, 'it is not'), 'fail', 'fail'],
  ['code 30', told(30, 'conflict'), 'fail', 'fail'],
  ['code 999, which nobody registered', told(999, 'hm'), 'info', 'fail'],
  ['code 4242, which is free to use', told(4242, 'ours'), 'info', 'fail'],
  ['an error without a code', RpcError.fromBody({ type: 'error', text: 'oh' }), 'info', 'fail'],
  ['a code that is no number', RpcError.fromBody({ type: 'error', code: '11', text: 'oh' }), 'info', 'fail'],
] as const) {
  test(`${title} makes an operation ${changing}, and one that changes nothing ${idempotent}`, (t) => {
    const text = error.body === undefined ? 'net-timeout' : [errorKind(error.code).name, error.message];
    t.deepEqual(failure(error, 'as-told'), { type: changing, error: text });
    t.deepEqual(failure(error, 'idempotent'), { type: idempotent, error: text });
  });
}

test('an error without a text is told with an empty one', (t) => {
  t.deepEqual(failure(RpcError.fromBody({ type: 'error', code: 4242 }), 'as-told').error, ['unknown', '']);
});

test('whatever else goes wrong makes any operation info, with what was thrown', (t) => {
  for (const policy of ['as-told', 'idempotent', 'unknown'] as const) {
    t.deepEqual(failure(new TypeError('not a number'), policy), {
      type: 'info',
      error: 'indeterminate: not a number',
      exception: { name: 'TypeError', message: 'not a number' },
    });
    t.deepEqual(failure('just a text', policy), {
      type: 'info',
      error: 'indeterminate: just a text',
      exception: { name: 'Error', message: 'just a text' },
    });
  }
});

test('a workload that takes every error as unknown does so with a definite one too', (t) => {
  t.deepEqual(failure(told(20, 'no such key'), 'unknown'), {
    type: 'info',
    error: 'indeterminate: no such key',
    exception: { name: 'RpcError', message: 'no such key' },
  });
});
