import test from 'ava';
import { ValueJourney } from '../../../harness/trace/value-journey.js';
import type { Body } from '../../../node/index.js';

function includes(value: unknown, body: Record<string, unknown>): boolean {
  return new ValueJourney(value).includes({ src: 'n1', dest: 'n2', body });
}

test('a value is found at any depth', (t) => {
  t.true(includes(5, { message: 5 }));
  t.true(includes(5, { values: [1, [2, 5]] }));
  t.true(includes(5, { a: { b: [{ c: 5 }] } }));
  t.true(includes('x', { values: ['x'] }));
  t.true(includes(null, { value: null }));
  t.true(includes(false, { value: false }));
});

test('a value is the same JSON, not the same text', (t) => {
  t.false(includes(5, { message: '5' }));
  t.false(includes('5', { message: 5 }));
  t.false(includes(5, { message: 55 }));
  t.false(includes(0, { message: false }));
  t.false(includes(null, { message: 0 }));
  t.true(includes([1, 2], { values: [[1, 2]] }));
  t.false(includes([1, 2], { values: [[2, 1]] }));
  t.true(includes({ a: 1, b: 2 }, { value: { b: 2, a: 1 } }));
  t.false(includes({ a: 1 }, { value: { a: 1, b: 2 } }));
});

test('what counts messages is no value', (t) => {
  t.false(includes(5, { msg_id: 5, in_reply_to: 5, id: 5 }));
  t.false(includes(5, { batch: [{ id: 5, msg_id: 5 }] }));
  t.false(includes('read', { type: 'read' }));
});

test('an id that is no number is a value, as the answer of unique-ids', (t) => {
  t.true(includes('n1-5', { type: 'generate_ok', id: 'n1-5' }));
});

test('a digest tells what a node knows of, and carries nothing', (t) => {
  t.false(includes(5, { digest: { n1: 5 }, have: [5], seen: { n2: 5 }, more: { digest: { deep: [5] } } }));
  t.true(includes(5, { digest: 5 }), 'a scalar is no digest');
  t.true(includes(5, { digest: { n1: 4 }, values: [5] }));
});

test("of Eddy's own gossip only the values count, not their numbers", (t) => {
  const gossip = {
    type: 'gossip',
    life: 'x',
    at: 9,
    echo: [9, 9],
    seen: { n1: 9 },
    values: [
      ['n1.x', 9, 5, 6],
      ['n2.y', 9, [7]],
    ],
  };
  t.false(includes(9, gossip));
  t.false(includes('n1.x', gossip));
  for (const value of [5, 6, 7]) t.true(includes(value, gossip));
  t.false(includes(9, { type: 'gossip', life: 'x', ask: 9 }));
  t.true(
    includes(9, { type: 'gossip', values: [['n1', 9, 5]] }),
    "another program's gossip is another matter",
  );
  t.true(includes(9, { type: 'gossip', life: 'x', values: [9] }));
});

test('keys are not values', (t) => {
  t.false(includes('n1', { n1: 1 }));
});

function journey(value: unknown, ...messages: [string, string, Body][]): readonly boolean[] {
  const followed = new ValueJourney(value);
  return messages.map(([src, dest, body]) => followed.includes({ src, dest, body }));
}

test('the reply to a request with the value belongs to its journey', (t) => {
  t.deepEqual(
    journey(
      17,
      ['c1', 'n1', { type: 'broadcast', msg_id: 2, message: 17 }],
      ['n1', 'c1', { type: 'broadcast_ok', in_reply_to: 2 }],
      ['n2', 'c1', { type: 'broadcast_ok', in_reply_to: 2 }],
      ['n1', 'c2', { type: 'broadcast_ok', in_reply_to: 2 }],
      ['n1', 'c1', { type: 'broadcast_ok', in_reply_to: 3 }],
      ['c1', 'n1', { type: 'broadcast_ok', in_reply_to: 2 }],
    ),
    [true, true, false, false, false, false],
  );
});

test('a message number that was used again belongs to the later request', (t) => {
  t.deepEqual(
    journey(
      17,
      ['n1', 'n2', { type: 'gossip', msg_id: 0, values: [17] }],
      ['n1', 'n2', { type: 'gossip', msg_id: 0, values: [18] }],
      ['n2', 'n1', { type: 'gossip_ok', in_reply_to: 0 }],
    ),
    [true, false, false],
  );
});

test('a body may be as hostile as JSON allows', (t) => {
  const deep: unknown = JSON.parse(`${'['.repeat(200_000)}7${']'.repeat(200_000)}`);
  t.true(includes(7, { deep }));
  t.false(includes([[8]], { deep }));
  t.false(includes(8, { deep }));
  t.false(
    includes(8, { msg_id: { toString: 1 }, in_reply_to: [deep] } as unknown as Record<string, unknown>),
  );
  t.true(includes(1, JSON.parse('{"__proto__":{"a":1}}') as Record<string, unknown>));
});
