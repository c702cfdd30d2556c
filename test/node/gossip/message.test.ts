/** What counts as a gossip message, what its missing parts mean, and what is refused. */

import test from 'ava';
import { GOSSIP_VALUES, readGossip, writeGossip } from '../../../node/gossip/message.js';
import { type Body, RpcError } from '../../../node/index.js';

const LEAST = { type: 'gossip', life: 'x7', path: [], at: 0 };

test('a message needs no more than a life, a way and a time', (t) => {
  t.like(readGossip(LEAST), {
    life: 'x7',
    path: [],
    at: 0,
    echo: undefined,
    runs: [],
    heldMs: 0,
    ackWithinMs: 0,
    to: undefined,
    reborn: false,
    no: undefined,
    anew: false,
    got: 0,
    digest: undefined,
    ask: false,
    doubt: false,
    torn: false,
    speaksInMs: undefined,
  });
});

/** A message with all parts, as it travels and as it is read. */
const BODY: Body = {
  type: 'gossip',
  values: [
    ['n3.a', 1, null],
    ['n3.b', 5, { a: 1 }, [2]],
  ],
  no: 3,
  anew: true,
  got: 2,
  seen: { 'n3.a': 1, 'n4.c': 0 },
  beyond: { 'n3.a': [3] },
  ask: true,
  doubt: true,
  torn: true,
  reborn: true,
  to: 'y1',
  path: ['n2', 'n1'],
  life: 'x7',
  at: 12.5,
  echo: [7.5, 0.5],
  held_ms: 3,
  ack_within_ms: 1500,
  speaks_in_ms: 40,
};

const GOSSIP = {
  life: 'x7',
  path: ['n2', 'n1'],
  at: 12.5,
  echo: { at: 7.5, heldMs: 0.5 },
  runs: [
    ['n3.a', 1, null],
    ['n3.b', 5, { a: 1 }, [2]],
  ],
  heldMs: 3,
  ackWithinMs: 1500,
  to: 'y1',
  reborn: true,
  no: 3,
  anew: true,
  got: 2,
  digest: { seen: { 'n3.a': 1, 'n4.c': 0 }, beyond: { 'n3.a': [3] } },
  ask: true,
  doubt: true,
  torn: true,
  speaksInMs: 40,
};

test('all parts are read', (t) => {
  t.deepEqual(readGossip(BODY), GOSSIP);
});

test('what was read is written as it was, member by member', (t) => {
  t.is(JSON.stringify(writeGossip(readGossip(BODY))), JSON.stringify(BODY));
  t.deepEqual(writeGossip(readGossip(LEAST)), LEAST);
});

test('the values of a message are where tools are told to look for them', (t) => {
  const { type, mark, runs, first } = GOSSIP_VALUES;
  const body = writeGossip(readGossip(BODY));
  t.is(body.type, type);
  t.is(typeof body[mark], 'string');
  const values = readGossip(body).runs.map((run) => run.slice(first));
  t.deepEqual(values, [[null], [{ a: 1 }, [2]]]);
  t.deepEqual(body[runs], GOSSIP.runs);
});

test('an echo that is not both a time and a wait is none', (t) => {
  for (const echo of [[], [5]]) t.is(readGossip({ ...LEAST, echo }).echo, undefined);
});

const RUNS = 'an array of a run [origin, first number, value, ...]';

const REFUSED: readonly (readonly [part: string, value: unknown, expected: string])[] = [
  ['life', undefined, 'a string'],
  ['life', 7, 'a string'],
  ['path', undefined, 'an array of a string'],
  ['path', 'n1', 'an array of a string'],
  ['path', ['n1', null], 'an array of a string'],
  ['at', undefined, 'a finite number'],
  ['at', '0', 'a finite number'],
  ['echo', 5, 'an array of a finite number'],
  ['echo', [5, null], 'an array of a finite number'],
  ['values', {}, RUNS],
  ['values', [[]], RUNS],
  ['values', [['n1.a', 1]], RUNS],
  ['values', [['n1.a', 1.5, 'v']], RUNS],
  ['values', [['n1.a', '1', 'v']], RUNS],
  ['values', [[1, 1, 'v']], RUNS],
  ['values', [['n1.a', 1, 'v'], 'n1.a'], RUNS],
  ['held_ms', '3', 'a finite number'],
  ['ack_within_ms', null, 'a finite number'],
  ['seen', [], 'an object of a finite number'],
  ['seen', { 'n1.a': '1' }, 'an object of a finite number'],
  ['beyond', { 'n1.a': 3 }, 'an object of an array of a finite number'],
  ['no', 0, 'an integer >= 1'],
  ['no', 1.5, 'an integer >= 1'],
  ['anew', 1, 'true or false'],
  ['got', -1, 'an integer >= 0'],
  ['doubt', 1, 'true or false'],
  ['torn', 1, 'true or false'],
  ['to', 1, 'a string'],
  ['reborn', 1, 'true or false'],
  ['ask', 'yes', 'true or false'],
  ['speaks_in_ms', [], 'a finite number'],
];

for (const [part, value, expected] of REFUSED) {
  test(`${part} must not be ${JSON.stringify(value) ?? 'missing'}`, (t) => {
    const error = t.throws(() => readGossip({ ...LEAST, [part]: value }), { instanceOf: RpcError });
    t.is(error.code, 12);
    const came = value === undefined ? 'nothing' : JSON.stringify(value);
    t.is(error.message, `gossip: expected ${part} to be ${expected}, got ${came}`);
  });
}
