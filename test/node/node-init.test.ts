/** How a node learns who it is, and what it does before. */

import test from 'ava';
import { type Body, type Node, shape } from '../../node/index.js';
import { WiredNode } from './wired-node.js';

const INIT: Body = { type: 'init', msg_id: 1, node_id: 'n1', node_ids: ['n3', 'n1', 'n2'] };

test('init tells a node its name, all nodes in their order, and so its peers', (t) => {
  const wired = new WiredNode(() => {});
  wired.receive(INIT);
  t.is(wired.node.id, 'n1');
  t.deepEqual(wired.node.nodeIds, ['n3', 'n1', 'n2']);
  t.deepEqual(wired.node.peers, ['n3', 'n2']);
});

test('a node that was not named says so when it is asked for a name', (t) => {
  const { node } = new WiredNode(() => {});
  const message = 'the node has no id before init: use onInit';
  t.throws(() => node.id, { message });
  t.throws(() => node.nodeIds, { message });
  t.throws(() => node.peers, { message });
  t.throws(() => node.send('n2', { type: 'gossip' }), { message });
});

test('a request before init rejects, and sends nothing', async (t) => {
  const wired = new WiredNode(() => {});
  const message = 'the node has no id before init: use onInit';
  await t.throwsAsync(wired.node.rpc('lin-kv', { type: 'read' }), { message });
  t.deepEqual(wired.take(), []);
});

test('what waits for init runs once, in order, before init is answered', (t) => {
  const order: string[] = [];
  const program = (node: Node): void => {
    node.onInit(() => order.push(`first ${node.id}`));
    node.onInit(() => order.push('second'));
  };
  const wired = new WiredNode(program, ({ body }) => order.push(String(body.type)));
  wired.receive(INIT);
  wired.receive({ ...INIT, msg_id: 2 });
  t.deepEqual(order, ['first n1', 'second', 'init_ok', 'init_ok']);
});

test('messages before init wait, and are handled in their order after it was answered', (t) => {
  const heard: unknown[] = [];
  const wired = new WiredNode((node) => {
    node.on('gossip', {}, (_, src) => {
      heard.push(`${src} to ${node.id}`);
    });
    node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo }));
  });
  wired.receive({ type: 'gossip' }, 'n2');
  wired.receive({ type: 'echo', msg_id: 5, echo: 'early' });
  wired.receive({ type: 'gossip' }, 'n3');
  t.deepEqual(wired.take(), []);
  t.deepEqual(heard, []);
  wired.receive(INIT);
  t.deepEqual(heard, ['n2 to n1', 'n3 to n1']);
  t.deepEqual(wired.takeBodies(), [
    { type: 'init_ok', in_reply_to: 1, msg_id: 0 },
    { type: 'echo_ok', echo: 'early', in_reply_to: 5, msg_id: 1 },
  ]);
});

test('init again is answered again, but nobody becomes another', (t) => {
  const wired = new WiredNode(() => {}).init(['n1', 'n2']);
  wired.receive({ ...INIT, msg_id: 3 });
  wired.receive({ ...INIT, msg_id: 4, node_id: 'n2' });
  t.deepEqual(wired.takeBodies(), [
    { type: 'init_ok', in_reply_to: 3, msg_id: 1 },
    {
      type: 'error',
      in_reply_to: 4,
      code: 14,
      text: 'init: this node is n1 already, it cannot become n2',
      msg_id: 2,
    },
  ]);
  t.is(wired.node.id, 'n1');
  t.deepEqual(wired.node.nodeIds, ['n1', 'n2']);
});

const MALFORMED: readonly (readonly [Body, string])[] = [
  [{ type: 'init', msg_id: 1, node_ids: ['n1'] }, 'init: expected node_id to be a string, got nothing'],
  [{ type: 'init', msg_id: 1, node_id: 1, node_ids: ['n1'] }, 'init: expected node_id to be a string, got 1'],
  [
    { type: 'init', msg_id: 1, node_id: 'n1' },
    'init: expected node_ids to be an array of a string, got nothing',
  ],
  [
    { type: 'init', msg_id: 1, node_id: 'n1', node_ids: ['n1', 2] },
    'init: expected node_ids to be an array of a string, got ["n1",2]',
  ],
];

for (const [body, text] of MALFORMED) {
  test(`a node signs with the name it was addressed by: ${text}`, (t) => {
    const wired = new WiredNode(() => {});
    wired.receive(body, 'c0');
    t.deepEqual(wired.take(), [
      { src: 'n1', dest: 'c0', body: { type: 'error', in_reply_to: 1, code: 12, text, msg_id: 0 } },
    ]);
  });
}

test('a node that refused a malformed init takes a right one', (t) => {
  let named = 0;
  const wired = new WiredNode((node) => {
    node.onInit(() => named++);
    node.handle('peers', {}, () => ({ peers: node.peers }));
  });
  wired.receive({ type: 'init', msg_id: 1, node_id: 'n1' });
  wired.receive({ type: 'peers', msg_id: 2 });
  wired.take();
  wired.receive({ ...INIT, msg_id: 3 });
  t.is(named, 1);
  t.deepEqual(wired.takeBodies(), [
    { type: 'init_ok', in_reply_to: 3, msg_id: 1 },
    { type: 'peers_ok', peers: ['n3', 'n2'], in_reply_to: 2, msg_id: 2 },
  ]);
});

test('a node whose start fails refuses init with a crash', (t) => {
  const wired = new WiredNode((node) =>
    node.onInit(() => {
      throw new Error('no disk');
    }),
  );
  wired.receive(INIT);
  t.like(wired.takeBodies(), [
    { type: 'error', in_reply_to: 1, code: 13, text: 'init failed in n1: no disk' },
  ]);
});
