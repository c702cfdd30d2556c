/** What the broadcast program says to its clients, and what they may say to it. How values spread is in ../gossip. */

import test from 'ava';
import type { Body } from '../../../node/index.js';
import broadcast from '../../../node/programs/broadcast.js';
import { WiredNode } from '../wired-node.js';

function started(nodeIds: readonly string[] = ['n1', 'n2', 'n3']): WiredNode {
  return new WiredNode(broadcast).init(nodeIds);
}

/** The body that a request is answered with, without the numbers. */
function ask(wired: WiredNode, body: Body): Readonly<Record<string, unknown>> {
  wired.receive({ msg_id: 99, ...body });
  const { msg_id: _, in_reply_to: __, ...answer } = wired.takeBodies()[0] ?? {};
  return answer;
}

function tell(wired: WiredNode, ...values: readonly unknown[]): void {
  for (const message of values) ask(wired, { type: 'broadcast', message });
}

function read(wired: WiredNode): unknown {
  return ask(wired, { type: 'read' })['messages'];
}

test('what was told is read in the order of first arrival', (t) => {
  const wired = started();
  t.deepEqual(ask(wired, { type: 'read' }), { type: 'read_ok', messages: [] });
  t.deepEqual(ask(wired, { type: 'broadcast', message: 3 }), { type: 'broadcast_ok' });
  tell(wired, 1, 'two', null, 3, 0);
  t.deepEqual(read(wired), [3, 1, 'two', null, 0]);
});

test('the topology is taken in any form, and nothing follows from it', (t) => {
  const wired = started();
  t.deepEqual(ask(wired, { type: 'topology', topology: { n1: ['n2'] } }), { type: 'topology_ok' });
  t.like(ask(wired, { type: 'topology' }), { code: 12 });
});

test('a broadcast without a message is malformed, and counts for nothing', (t) => {
  const wired = started();
  const text = 'broadcast: expected message to be any JSON value, got nothing';
  t.deepEqual(ask(wired, { type: 'broadcast' }), { type: 'error', code: 12, text });
  t.like(ask(wired, { type: 'gossip_stats' }), { broadcasts_received: 0, unique_messages: 0 });
});

const SAME: readonly (readonly [unknown, unknown])[] = [
  [1, 1],
  [0, -0],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [[{ a: { x: 1, y: 2 }, b: 1 }], [{ b: 1, a: { y: 2, x: 1 } }]],
  [{}, {}],
  [[], []],
];

for (const [a, b] of SAME) {
  test(`${JSON.stringify(a)} and ${JSON.stringify(b)} are one value`, (t) => {
    const wired = started();
    tell(wired, a, b, a);
    t.deepEqual(read(wired), [a]);
    t.like(ask(wired, { type: 'gossip_stats' }), { broadcasts_received: 3, unique_messages: 1 });
  });
}

const DIFFERENT: readonly unknown[] = [
  [1, '1', [1], ['1'], { 1: 1 }, '[1]', '{"1":1}', true, 'true', 1.5],
  [null, 'null', false, 0, '', [], {}, [null], '[]', '{}', [[]], [{}]],
  [{ a: 1 }, { a: '1' }, { a: 1, b: null }, { a: [1, 2] }, { a: [2, 1] }, { a: { b: 1 } }, { 'a.b': 1 }],
];

for (const values of DIFFERENT) {
  test(`no two of ${JSON.stringify(values)} are the same value`, (t) => {
    const all: readonly unknown[] = Array.isArray(values) ? values : [];
    const wired = started();
    tell(wired, ...all);
    t.deepEqual(read(wired), all);
  });
}

test('values keep the order of their own keys', (t) => {
  const wired = started();
  tell(wired, { b: 2, a: 1 });
  t.is(JSON.stringify(read(wired)), '[{"b":2,"a":1}]');
});

const REFUSED: readonly (readonly [fields: Readonly<Record<string, unknown>>, text: string])[] = [
  [{ fanout: 0 }, 'configure: expected fanout to be an integer >= 1, got 0'],
  [
    { fanuot: 3 },
    'configure: there is no field "fanuot": expected fanout, gossip_interval_ms; did you mean fanout?',
  ],
  [
    { gossipIntervalMs: 3 },
    'configure: there is no field "gossipIntervalMs": expected fanout, gossip_interval_ms; did you mean gossip_interval_ms?',
  ],
  [{ fanout: 3, color: 'red' }, 'configure: there is no field "color": expected fanout, gossip_interval_ms'],
  [{ fanout: -3 }, 'configure: expected fanout to be an integer >= 1, got -3'],
  [{ fanout: 2.5 }, 'configure: expected fanout to be an integer >= 1, got 2.5'],
  [{ fanout: '3' }, 'configure: expected fanout to be an integer >= 1, got "3"'],
  [{ fanout: null }, 'configure: expected fanout to be an integer >= 1, got null'],
  [{ fanout: 2 ** 53 }, 'configure: expected fanout to be an integer >= 1, got 9007199254740992'],
  [{ gossip_interval_ms: -1 }, 'configure: expected gossip_interval_ms to be a finite number >= 0, got -1'],
  [
    { gossip_interval_ms: '100' },
    'configure: expected gossip_interval_ms to be a finite number >= 0, got "100"',
  ],
  [
    { gossip_interval_ms: true },
    'configure: expected gossip_interval_ms to be a finite number >= 0, got true',
  ],
  [
    { fanout: 3, gossip_interval_ms: [] },
    'configure: expected gossip_interval_ms to be a finite number >= 0, got []',
  ],
];

for (const [fields, text] of REFUSED) {
  test(`configure refuses ${JSON.stringify(fields)}, and changes nothing`, (t) => {
    const wired = started();
    ask(wired, { type: 'configure', fanout: 2, gossip_interval_ms: 70 });
    t.deepEqual(ask(wired, { type: 'configure', ...fields }), { type: 'error', code: 12, text });
    const { detail } = ask(wired, { type: 'gossip_stats', detail: true });
    t.like(detail, { fanout: 2, gossipIntervalMs: 70 });
  });
}

test('configure sets what it names and leaves the rest', (t) => {
  const wired = started();
  const parameters = (): unknown => ask(wired, { type: 'gossip_stats', detail: true })['detail'];
  t.deepEqual(ask(wired, { type: 'configure', fanout: 3 }), { type: 'configure_ok' });
  t.deepEqual(ask(wired, { type: 'configure', gossip_interval_ms: 0.5 }), { type: 'configure_ok' });
  t.like(parameters(), { fanout: 3, gossipIntervalMs: 0.5 });
  t.deepEqual(ask(wired, { type: 'configure' }), { type: 'configure_ok' });
  t.like(parameters(), { fanout: 3, gossipIntervalMs: 0.5 });
});

test('a configured node that is alone answers like any other', (t) => {
  const wired = started(['n1']);
  t.deepEqual(ask(wired, { type: 'configure', fanout: 9, gossip_interval_ms: 0 }), { type: 'configure_ok' });
  tell(wired, 1);
  t.deepEqual(read(wired), [1]);
});
