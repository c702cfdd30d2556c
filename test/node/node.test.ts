/** A node between its program and the wire: numbering, replies, errors, order. */

import test from 'ava';
import {
  ERRORS,
  type IncomingRequest,
  type Node,
  RpcError,
  type SendOptions,
  shape,
} from '../../node/index.js';
import { WiredNode } from './wired-node.js';

function echo(node: Node): void {
  node.handle('echo', { echo: shape.any }, (body) => ({ echo: body.echo }));
}

test('init is answered with msg_id 0, and the replies after it count on', (t) => {
  const wired = new WiredNode(echo);
  wired.receive({ type: 'init', msg_id: 1, node_id: 'n1', node_ids: ['n1'] }, 'c0');
  wired.receive({ type: 'echo', msg_id: 7, echo: 'a' }, 'c1');
  wired.receive({ type: 'echo', msg_id: 5, echo: null }, 'n2');
  t.deepEqual(wired.take(), [
    { src: 'n1', dest: 'c0', body: { type: 'init_ok', in_reply_to: 1, msg_id: 0 } },
    { src: 'n1', dest: 'c1', body: { type: 'echo_ok', echo: 'a', in_reply_to: 7, msg_id: 1 } },
    { src: 'n1', dest: 'n2', body: { type: 'echo_ok', echo: null, in_reply_to: 5, msg_id: 2 } },
  ]);
});

test('a handler that returns nothing is answered with the bare reply', (t) => {
  const wired = new WiredNode((node) => node.handle('poke', {}, () => {})).init();
  wired.receive({ type: 'poke', msg_id: 2 });
  t.deepEqual(wired.takeBodies(), [{ type: 'poke_ok', in_reply_to: 2, msg_id: 1 }]);
});

test('a handler is told the body and who sent it', (t) => {
  t.plan(2);
  const wired = new WiredNode((node) =>
    node.handle('greet', { name: shape.string }, (body, src) => {
      t.deepEqual(body, { type: 'greet', msg_id: 2, name: 'Ann', more: 1 });
      t.is(src, 'c5');
    }),
  ).init();
  wired.receive({ type: 'greet', msg_id: 2, name: 'Ann', more: 1 }, 'c5');
});

/** Replies first, then forwards what it got to all peers, as a program without this library does. */
function plainFlood(options: SendOptions): (node: Node) => void {
  return (node) => {
    node.handle('broadcast', { message: shape.any }, ({ message }, _src, request) => {
      request.reply();
      for (const peer of node.peers) node.send(peer, { type: 'broadcast', message }, options);
    });
    node.handle('read', {}, () => ({ messages: [] }));
  };
}

/** Type, receiver and msg_id of what a node sends for a broadcast and a read that come at once. */
async function sentBy(program: (node: Node) => void): Promise<unknown[]> {
  const wired = new WiredNode(program).init();
  wired.receive({ type: 'broadcast', msg_id: 2, message: 7 });
  wired.receive({ type: 'read', msg_id: 3 });
  await wired.pass();
  return wired.take().map(({ dest, body }) => [body.type, dest, body.msg_id]);
}

test('a handler that replies itself can send numbered messages between its reply and the next', async (t) => {
  t.deepEqual(await sentBy(plainFlood({ now: true, numbered: true })), [
    ['broadcast_ok', 'c1', 1],
    ['broadcast', 'n2', 2],
    ['broadcast', 'n3', 3],
    ['read_ok', 'c1', 4],
  ]);
});

test('now and numbered are two things: when a message leaves, and whether it takes a number then', async (t) => {
  t.deepEqual(await sentBy(plainFlood({ now: true })), [
    ['broadcast_ok', 'c1', 1],
    ['broadcast', 'n2', undefined],
    ['broadcast', 'n3', undefined],
    ['read_ok', 'c1', 2],
  ]);
  t.deepEqual(await sentBy(plainFlood({ numbered: true })), [
    ['broadcast_ok', 'c1', 1],
    ['read_ok', 'c1', 2],
    ['broadcast', 'n2', 3],
    ['broadcast', 'n3', 4],
  ]);
});

test('a reply to a numbered message is dropped', async (t) => {
  const wired = new WiredNode((node) =>
    node.handle('go', {}, () => node.send('n2', { type: 'go' }, { now: true, numbered: true })),
  ).init();
  wired.receive({ type: 'go', msg_id: 2 });
  t.is(wired.takeBodies()[0]?.msg_id, 1);
  wired.receive({ type: 'go_ok', in_reply_to: 1 }, 'n2');
  await wired.pass();
  t.deepEqual(wired.take(), []);
  t.deepEqual(wired.logged, []);
});

test('a handler that replies itself may wait afterwards, and is answered once', async (t) => {
  const wired = new WiredNode((node) =>
    node.handle('slow', {}, async (_body, _src, request) => {
      request.reply({ value: 1 });
      await node.sleep(5);
      t.true(request.isReplied);
    }),
  ).init();
  wired.receive({ type: 'slow', msg_id: 2 });
  t.deepEqual(wired.takeBodies(), [{ type: 'slow_ok', value: 1, in_reply_to: 2, msg_id: 1 }]);
  await wired.pass(10);
  t.deepEqual(wired.take(), []);
});

for (const [what, after, says] of [
  [
    'a second reply',
    (request: IncomingRequest) => request.reply(),
    /twice from c1 has had its reply: expected one/,
  ],
  ['fields that are returned', () => ({ value: 2 }), /the handler replied, and then returned fields/],
  [
    'an error',
    () => {
      throw new RpcError(ERRORS.abort, 'too late');
    },
    /too late/,
  ],
] as const)
  test(`${what} after the reply goes to the log, and the request keeps its one reply`, async (t) => {
    for (const pause of [false, true]) {
      const wired = new WiredNode((node) =>
        node.handle('twice', {}, (_body, _src, request) => {
          request.reply({ value: 1 });
          return pause ? node.sleep(1).then(() => after(request)) : after(request);
        }),
      ).init();
      wired.receive({ type: 'twice', msg_id: 2 });
      await wired.pass(5);
      t.deepEqual(wired.takeBodies(), [{ type: 'twice_ok', value: 1, in_reply_to: 2, msg_id: 1 }]);
      t.is(wired.logged.length, 1);
      t.regex(wired.logged[0] ?? '', says);
    }
  });

test('a request without msg_id gets no reply from a handler that replies itself', (t) => {
  const wired = new WiredNode((node) => node.handle('go', {}, (_b, _s, request) => request.reply())).init();
  wired.receive({ type: 'go' });
  t.deepEqual(wired.take(), []);
});

test('a request whose reply cannot be written gets error 13 in its place', (t) => {
  const circle: Record<string, unknown> = {};
  circle['circle'] = circle;
  const wired = new WiredNode((node) => {
    node.handle('return', {}, () => circle);
    node.handle('reply', {}, (_body, _src, request) => request.reply(circle));
  }).init();
  for (const type of ['return', 'reply']) {
    wired.receive({ type, msg_id: 2 });
    t.like(wired.takeBodies(), [{ type: 'error', code: 13, in_reply_to: 2 }]);
  }
});

test('the same request twice is handled twice and answered twice', (t) => {
  let handled = 0;
  const wired = new WiredNode((node) => node.handle('count', {}, () => ({ count: ++handled }))).init();
  wired.receive({ type: 'count', msg_id: 2 });
  wired.receive({ type: 'count', msg_id: 2 });
  t.deepEqual(wired.takeBodies(), [
    { type: 'count_ok', count: 1, in_reply_to: 2, msg_id: 1 },
    { type: 'count_ok', count: 2, in_reply_to: 2, msg_id: 2 },
  ]);
});

test('a message without msg_id is handled but not answered', (t) => {
  const handled: unknown[] = [];
  const wired = new WiredNode((node) =>
    node.handle('note', { value: shape.any }, ({ value }) => {
      handled.push(value);
    }),
  ).init();
  wired.receive({ type: 'note', value: 1 });
  t.deepEqual(handled, [1]);
  t.deepEqual(wired.take(), []);
});

test('one-way messages take no msg_id and leave after the replies to all that is there', async (t) => {
  const wired = new WiredNode((node) =>
    node.handle('tell', {}, () => {
      for (const peer of node.peers) node.send(peer, { type: 'gossip' });
    }),
  ).init();
  wired.receive({ type: 'tell', msg_id: 2 });
  wired.receive({ type: 'tell', msg_id: 3 });
  t.deepEqual(wired.takeBodies(), [
    { type: 'tell_ok', in_reply_to: 2, msg_id: 1 },
    { type: 'tell_ok', in_reply_to: 3, msg_id: 2 },
  ]);
  await wired.pass();
  t.deepEqual(
    wired.take(),
    ['n2', 'n3', 'n2', 'n3'].map((dest) => ({ src: 'n1', dest, body: { type: 'gossip' } })),
  );
  wired.receive({ type: 'tell', msg_id: 4 });
  t.like(wired.takeBodies(), [{ msg_id: 3 }]);
  await wired.pass();
  t.is(wired.take().length, 2);
});

const FAILURES: readonly (readonly [
  title: string,
  thrown: unknown,
  error: { code: number; text: string },
])[] = [
  ['an RpcError', new RpcError(ERRORS.abort, 'not now'), { code: 14, text: 'not now' }],
  ['an RpcError with a code of its own', new RpcError(1001, 'mine'), { code: 1001, text: 'mine' }],
  [
    'any other error',
    new TypeError('x is no function'),
    { code: 13, text: 'try failed in n1: x is no function' },
  ],
  ['what is no error at all', 'a text', { code: 13, text: 'try failed in n1: a text' }],
];

for (const [title, thrown, { code, text }] of FAILURES) {
  test(`${title} thrown by a handler is sent as error ${code}`, (t) => {
    const wired = new WiredNode((node) =>
      node.handle('try', {}, () => {
        throw thrown;
      }),
    ).init();
    wired.receive({ type: 'try', msg_id: 2 });
    t.deepEqual(wired.takeBodies(), [{ type: 'error', in_reply_to: 2, code, text, msg_id: 1 }]);
    // An RpcError is an answer; anything else is a fault of the program, which its log has to tell of.
    t.is(wired.logged.length, thrown instanceof RpcError ? 0 : 1);
    wired.receive({ type: 'try' });
    t.deepEqual(wired.take(), []);
    t.is(wired.logged.at(-1)?.startsWith('try from c1: '), true);
  });

  test(`${title} that a handler's promise rejects with is sent as error ${code}`, async (t) => {
    const wired = new WiredNode((node) => node.handle('try', {}, () => Promise.reject(thrown))).init();
    wired.receive({ type: 'try', msg_id: 2 });
    await wired.pass();
    t.deepEqual(wired.takeBodies(), [{ type: 'error', in_reply_to: 2, code, text, msg_id: 1 }]);
  });
}

test('the log gets the stack of what is a fault of the program', (t) => {
  const wired = new WiredNode((node) =>
    node.handle('try', {}, () => {
      throw new TypeError('x is no function');
    }),
  ).init();
  wired.receive({ type: 'try', msg_id: 2 });
  t.regex(wired.logged[0] ?? '', /^try from c1: TypeError: x is no function\n +at .*node\.test/);
});

test('a type that nobody handles is answered with error 10, which names what is handled', (t) => {
  const wired = new WiredNode((node) => {
    echo(node);
    node.handle('poke', {}, () => {});
    node.on('gossip', {}, () => {});
  }).init();
  wired.receive({ type: 'fly', msg_id: 2 });
  wired.receive({ msg_id: 3 });
  t.deepEqual(wired.takeBodies(), [
    {
      type: 'error',
      in_reply_to: 2,
      code: 10,
      text: 'fly is not supported by n1; it answers echo, poke',
      msg_id: 1,
    },
    {
      type: 'error',
      in_reply_to: 3,
      code: 10,
      text: 'a message without type is not supported by n1; it answers echo, poke',
      msg_id: 2,
    },
  ]);
});

test('a request that does not fit its fields never reaches the handler, and is answered with error 12', (t) => {
  const wired = new WiredNode((node) =>
    node.handle('add', { delta: shape.integer() }, () => t.fail()),
  ).init();
  wired.receive({ type: 'add', msg_id: 2, delta: 'x' });
  t.deepEqual(wired.takeBodies(), [
    {
      type: 'error',
      in_reply_to: 2,
      code: 12,
      text: 'add: expected delta to be an integer, got "x"',
      msg_id: 1,
    },
  ]);
});

test('replies of asynchronous handlers are numbered in the order in which they leave', async (t) => {
  const wired = new WiredNode((node) =>
    node.handle('wait', { ms: shape.number() }, async ({ ms }) => {
      await node.sleep(ms);
      return { waited: node.now() };
    }),
  ).init();
  wired.receive({ type: 'wait', msg_id: 2, ms: 30 });
  wired.receive({ type: 'wait', msg_id: 3, ms: 10 });
  await wired.pass(50);
  t.deepEqual(wired.takeBodies(), [
    { type: 'wait_ok', waited: 10, in_reply_to: 3, msg_id: 1 },
    { type: 'wait_ok', waited: 30, in_reply_to: 2, msg_id: 2 },
  ]);
});

test('a listener is never answered, and what goes wrong in it is logged', async (t) => {
  const wired = new WiredNode((node) => {
    node.on('gossip', { values: shape.array(shape.any) }, ({ values }) => {
      if (values.length === 0) throw new Error('thrown');
      return values.length === 1 ? Promise.reject(new Error('rejected')) : undefined;
    });
  }).init();
  for (const values of [[1, 2], 'none', [], [1]]) wired.receive({ type: 'gossip', msg_id: 2, values }, 'n2');
  await wired.pass();
  t.deepEqual(wired.take(), []);
  t.is(
    wired.logged[0],
    'gossip from n2: gossip: expected values to be an array of any JSON value, got "none"',
  );
  t.regex(wired.logged[1] ?? '', /^gossip from n2: Error: thrown\n/);
  t.regex(wired.logged[2] ?? '', /^gossip from n2: Error: rejected\n/);
  t.is(wired.logged.length, 3);
});

test('a type has one handler and one listener at most', (t) => {
  const { node } = new WiredNode(echo);
  t.throws(() => node.handle('echo', {}, () => {}), { message: 'two handlers for echo' });
  node.on('gossip', {}, () => {});
  t.throws(() => node.on('gossip', {}, () => {}), { message: 'two listeners for gossip' });
});
