/** Requests on their way: to the leader, again where they may be lost, and what is said of them in the end. */

import test from 'ava';
import linKv from '../../../node/programs/lin-kv.js';
import type { Replica } from '../../../node/raft/replica.js';
import { WiredNode } from '../wired-node.js';

const LEADER = { patience_ms: 1000, at: 0, prev_index: 0, prev_term: 0, commit: 0 };

/** n1 follows n2. */
async function following() {
  const replicas: Replica[] = [];
  const wired = new WiredNode((node) => linKv(node, (replica) => replicas.push(replica)));
  wired.init(['n2', 'n1', 'n3']);
  const lead = async (
    src: string,
    term: number,
    entries: readonly unknown[] = [],
    commit = 0,
  ): Promise<void> => {
    wired.receive({ type: 'append', term, ...LEADER, entries, commit }, src);
    await wired.pass(1);
  };
  await lead('n2', 1);
  wired.take();
  const sent = (type: string) => wired.take().filter(({ body }) => body.type === type);
  const write = async (): Promise<void> => {
    wired.receive({ type: 'write', msg_id: 7, key: 'x', value: 1 });
    await wired.pass(1);
  };
  return { wired, lead, sent, write, replica: replicas[0] };
}

test('a request goes to the leader, and again under its number when half a patience has brought no outcome', async (t) => {
  const { wired, lead, sent, write } = await following();
  await write();
  const [first] = sent('forward');
  t.like(first, { dest: 'n2', body: { requests: [[0, ['write', 'x', 1]]], floor: 0 } });
  await wired.pass(300);
  t.deepEqual(sent('forward'), []);
  await lead('n2', 1);
  await wired.pass(400);
  t.deepEqual(
    sent('forward').map(({ body }) => body),
    [first?.body],
  );
});

test('a new leader is asked at once', async (t) => {
  const { lead, sent, write } = await following();
  await write();
  sent('forward');
  await lead('n3', 2);
  t.deepEqual(
    sent('forward').map(({ dest }) => dest),
    ['n3'],
  );
});

test('an outcome is for the life that asked', async (t) => {
  const { wired, sent, write } = await following();
  await write();
  const session = sent('forward')[0]?.body['session'];
  wired.receive(
    { type: 'outcomes', session: 'an earlier life', results: [[0, { code: 22, text: 'no' }]] },
    'n2',
  );
  await wired.pass(1);
  t.deepEqual(wired.take(), []);
  for (let i = 0; i < 2; i++) wired.receive({ type: 'outcomes', session, results: [[0, {}]] }, 'n2');
  await wired.pass(1);
  t.like(wired.takeBodies(), [{ type: 'write_ok', in_reply_to: 7 }]);
});

test('an outcome that was lost is found in the log', async (t) => {
  const { wired, lead, sent, write } = await following();
  await write();
  const { session } = sent('forward')[0]?.body ?? {};
  const command = { origin: 'n1', session, seq: 0, floor: 0, operation: ['cas', 'x', 5, 1] };
  await lead('n2', 1, [[1, command]], 1);
  t.like(
    wired.takeBodies().find(({ type }) => type === 'error'),
    { in_reply_to: 7, code: 20 },
  );
});

test('who does not lead does nothing with what is forwarded to it', async (t) => {
  const { wired } = await following();
  wired.receive({ type: 'forward', session: 's', floor: 0, requests: [[0, ['write', 'x', 2]]] }, 'n3');
  await wired.pass(1);
  t.deepEqual(wired.take(), []);
});

test('a snapshot that is behind what has been executed is answered, and changes nothing', async (t) => {
  const { wired, lead, replica } = await following();
  const command = { origin: 'n3', session: 's', seq: 0, floor: 0, operation: ['write', 'x', 1] };
  await lead(
    'n2',
    1,
    [
      [1, null],
      [1, command],
    ],
    2,
  );
  wired.take();
  const { patience_ms, at } = LEADER;
  const state = { values: [], sessions: [] };
  wired.receive({ type: 'snapshot', term: 1, patience_ms, at, index: 1, index_term: 1, state }, 'n2');
  await wired.pass(1);
  t.like(wired.takeBodies()[0], { type: 'appended', ok: true, index: 1 });
  t.deepEqual(replica?.store.read('x'), { value: 1 });
  t.is(replica?.raft.commitIndex, 2);
});

test('a request leaves when the outcome of the one before it of its client is known', async (t) => {
  const { wired, sent, write } = await following();
  await write();
  wired.receive({ type: 'read', msg_id: 8, key: 'x' });
  wired.receive({ type: 'read', msg_id: 9, key: 'x' }, 'c2');
  await wired.pass(1);
  const [first, others, ...more] = sent('forward').map(({ body }) => body);
  t.like(first, { requests: [[0, ['write', 'x', 1]]] });
  t.like(others, { requests: [[1, ['read', 'x']]] });
  t.deepEqual(more, []);
  wired.receive({ type: 'outcomes', session: first?.['session'], results: [[0, {}]] }, 'n2');
  await wired.pass(1);
  const messages = wired.take();
  t.like(messages[0], { dest: 'c1', body: { type: 'write_ok', in_reply_to: 7 } });
  t.like(messages[1]?.body, { type: 'forward', requests: [[2, ['read', 'x']]] });
});

test('requests of one client that find no leader are refused together, not one after the other', async (t) => {
  const wired = new WiredNode(linKv).init();
  for (let k = 0; k < 5; k++) wired.receive({ type: 'write', msg_id: 2 + k, key: 'x', value: k });
  await wired.pass(700);
  const refused = wired.takeBodies().filter(({ type }) => type === 'error');
  t.deepEqual(
    refused.map(({ in_reply_to, code }) => [in_reply_to, code]),
    [2, 3, 4, 5, 6].map((k) => [k, 11]),
  );
});
