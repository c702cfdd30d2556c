/** Requests that a node makes: how they are numbered, and the ways in which they end. */

import { getEventListeners } from 'node:events';
import test from 'ava';
import { type Body, type Node, RpcError } from '../../node/index.js';
import { WiredNode } from './wired-node.js';

/** How a promise ended, once it has. */
function outcome(promise: Promise<Body>): { readonly body?: Body; readonly error?: unknown } {
  const ended: { body?: Body; error?: unknown } = {};
  promise.then(
    (body) => {
      ended.body = body;
    },
    (error: unknown) => {
      ended.error = error;
    },
  );
  return ended;
}

function wired(): WiredNode {
  return new WiredNode((node: Node) => node.handle('poke', {}, () => {})).init();
}

test('a request leaves at once, with the next msg_id in line', async (t) => {
  const one = wired();
  one.node.send('n2', { type: 'gossip' });
  void one.node.rpc('lin-kv', { type: 'read', key: 'k' });
  one.receive({ type: 'poke', msg_id: 9 });
  void one.node.rpc('n2', { type: 'ask', msg_id: 77 });
  t.deepEqual(one.take(), [
    { src: 'n1', dest: 'lin-kv', body: { type: 'read', key: 'k', msg_id: 1 } },
    { src: 'n1', dest: 'c1', body: { type: 'poke_ok', in_reply_to: 9, msg_id: 2 } },
    { src: 'n1', dest: 'n2', body: { type: 'ask', msg_id: 3 } },
  ]);
});

test('a reply resolves the request that it answers with its whole body', async (t) => {
  const one = wired();
  const first = outcome(one.node.rpc('n2', { type: 'ask' }));
  const second = outcome(one.node.rpc('n3', { type: 'ask' }));
  const reply = { type: 'ask_ok', in_reply_to: 2, msg_id: 5, answer: 42 };
  one.receive(reply, 'n3');
  await one.pass();
  t.deepEqual([first, second], [{}, { body: reply }]);
  t.deepEqual(one.takeBodies().length, 2);
});

test('an error reply rejects with its code, text and body', async (t) => {
  const one = wired();
  const ended = outcome(one.node.rpc('lin-kv', { type: 'read' }));
  const body = { type: 'error', in_reply_to: 1, code: 20, text: 'not there', key: 'k' };
  one.receive(body, 'lin-kv');
  await one.pass();
  t.true(ended.error instanceof RpcError);
  t.like(ended.error, { code: 20, message: 'not there', definite: true, body });
});

for (const [title, options, limit] of [
  ['after a second', {}, 1000],
  ['after the time it was given', { timeoutMs: 30 }, 30],
] as const) {
  test(`a request without a reply times out ${title}`, async (t) => {
    const one = wired();
    const ended = outcome(one.node.rpc('n2', { type: 'ask' }, options));
    await one.pass(limit - 1);
    t.deepEqual(ended, {});
    await one.pass(1);
    t.like(ended.error, { code: 0, message: `no reply from n2 to ask within ${limit} ms`, definite: false });
  });
}

test('a reply that is late, comes twice or answers nothing is ignored', async (t) => {
  const one = wired();
  const late = outcome(one.node.rpc('n2', { type: 'ask' }, { timeoutMs: 10 }));
  await one.pass(10);
  one.receive({ type: 'ask_ok', in_reply_to: 1 }, 'n2');
  const twice = outcome(one.node.rpc('n2', { type: 'ask' }));
  one.receive({ type: 'ask_ok', in_reply_to: 2, answer: 'first' }, 'n2');
  one.receive({ type: 'ask_ok', in_reply_to: 2, answer: 'second' }, 'n2');
  one.receive({ type: 'error', in_reply_to: 2, code: 13, text: '' }, 'n2');
  one.receive({ type: 'poke', in_reply_to: 99, msg_id: 3 }, 'n2');
  await one.pass(2000);
  t.like(late.error, { code: 0 });
  t.like(twice, { body: { answer: 'first' }, error: undefined });
  t.is(one.take().length, 2);
  t.deepEqual(one.logged, []);
});

test('an abort rejects with its reason, and the reply after it is ignored', async (t) => {
  const one = wired();
  const abort = new AbortController();
  const ended = outcome(one.node.rpc('n2', { type: 'ask' }, { signal: abort.signal }));
  const reason = new Error('never mind');
  abort.abort(reason);
  one.receive({ type: 'ask_ok', in_reply_to: 1 }, 'n2');
  await one.pass(2000);
  t.deepEqual(ended, { error: reason });
});

test('a request of something aborted is not sent, and takes no msg_id', async (t) => {
  const one = wired();
  const ended = outcome(one.node.rpc('n2', { type: 'ask' }, { signal: AbortSignal.abort('a text') }));
  await one.pass();
  t.like(ended.error, { message: 'a text' });
  t.true(ended.error instanceof Error);
  one.receive({ type: 'poke', msg_id: 2 });
  t.like(one.takeBodies(), [{ type: 'poke_ok', msg_id: 1 }]);
});

test('a request that has ended listens to its signal no more', async (t) => {
  const one = wired();
  const { signal } = new AbortController();
  outcome(one.node.rpc('n2', { type: 'ask' }, { signal }));
  outcome(one.node.rpc('n2', { type: 'ask' }, { signal, timeoutMs: 10 }));
  t.is(getEventListeners(signal, 'abort').length, 2);
  one.receive({ type: 'ask_ok', in_reply_to: 1 }, 'n2');
  t.is(getEventListeners(signal, 'abort').length, 1);
  await one.pass(10);
  t.is(getEventListeners(signal, 'abort').length, 0);
});

test('a program may answer one request by making another', async (t) => {
  const one = new WiredNode((node) =>
    node.handle('relay', {}, async () => {
      const { answer } = await node.rpc('n2', { type: 'ask' });
      return { answer };
    }),
  ).init();
  one.receive({ type: 'relay', msg_id: 2 });
  t.like(one.takeBodies(), [{ type: 'ask', msg_id: 1 }]);
  one.receive({ type: 'ask_ok', in_reply_to: 1, answer: 42 }, 'n2');
  await one.pass();
  t.deepEqual(one.takeBodies(), [{ type: 'relay_ok', answer: 42, in_reply_to: 2, msg_id: 2 }]);
});

test('an error of another node that a program does not catch is the error that its client gets', async (t) => {
  const one = new WiredNode((node) => node.handle('relay', {}, () => node.rpc('n2', { type: 'ask' }))).init();
  one.receive({ type: 'relay', msg_id: 2 });
  one.take();
  one.receive({ type: 'error', in_reply_to: 1, code: 11, text: 'busy' }, 'n2');
  await one.pass();
  t.deepEqual(one.takeBodies(), [{ type: 'error', in_reply_to: 2, code: 11, text: 'busy', msg_id: 2 }]);
});
