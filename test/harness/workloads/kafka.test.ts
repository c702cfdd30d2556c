/** The client of kafka: what it asks of a node, from where it polls, and what it commits. */

import test from 'ava';
import type { Operation } from '../../../harness/operations/history.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { kafka } from '../../../harness/workloads/kafka.js';
import { type Body, type Program, RpcError } from '../../../node/index.js';
import { simulated } from '../simulated.js';

type Asked = readonly [f: string, value: unknown, extra?: Partial<Operation>];

/** What a node answers, by type; an error code is an error. */
type Answers = Readonly<Record<string, Body | number>>;

/** One client does these operations in turn; gives what it asked for and how each ended. */
async function play(
  answers: (asked: readonly Body[]) => Answers,
  operations: readonly Asked[],
  input: TestInput = {},
) {
  const requests: Body[] = [];
  const program: Program = (node) => {
    for (const type of ['send', 'poll', 'commit_offsets', 'list_committed_offsets']) {
      node.on(type, {}, ({ msg_id: inReplyTo = NaN, ...request }, src) => {
        const answer = answers(requests)[type] ?? {};
        requests.push(request);
        const body =
          typeof answer === 'number' ? { type: 'error', code: answer } : { type: `${type}_ok`, ...answer };
        node.send(src, { ...body, in_reply_to: inReplyTo });
      });
    }
  };
  const { clock, cluster } = simulated(program, { nodes: ['n1'] });
  const ends = await clock.drive(async () => {
    await cluster.start();
    const client = cluster.client();
    const results: unknown[] = [];
    for (const [f, value, extra] of operations) {
      const operation: Operation = { index: 0, time: 0, type: 'invoke', process: 0, f, value, ...extra };
      const invoked = kafka.invoke(client, 'n1', operation, completeOptions(input));
      results.push(await invoked.catch((error: Error) => error));
    }
    return results;
  });
  return { requests, ends };
}

const POLL: Asked = ['poll', [['poll']]];
const SEEK = { 'seek-to-beginning?': true };

/** The offsets of all polls. */
function polledFrom(requests: readonly Body[]): unknown[] {
  return requests.filter(({ type }) => type === 'poll').map(({ offsets }) => offsets);
}

test('send: the key and the message; the operation tells the offset', async (t) => {
  const { requests, ends } = await play(() => ({ send: { offset: 5 } }), [['send', [['send', 'a', 7]]]]);
  t.deepEqual(requests, [{ type: 'send', key: 'a', msg: 7 }]);
  t.deepEqual(ends, [{ value: [['send', 'a', [5, 7]]] }]);
});

test('poll: before any assign no key is asked for, and nothing committed', async (t) => {
  const { requests, ends } = await play(() => ({ poll: { msgs: {} } }), [POLL]);
  t.deepEqual(requests, [{ type: 'poll', offsets: {} }]);
  t.deepEqual(ends, [{ value: [['poll', {}]] }]);
});

test('assign begins where somebody has committed, else at 0; keys that stay go on where they are', async (t) => {
  const answers = {
    list_committed_offsets: { offsets: { a: 3, c: 9 } },
    poll: {
      msgs: {
        a: [
          [3, 1],
          [4, 2],
        ],
        b: [],
      },
    },
  };
  const { requests, ends } = await play(
    () => answers,
    [['assign', ['a', 'b']], POLL, ['assign', ['c', 'a']], POLL],
  );
  t.deepEqual(requests, [
    { type: 'list_committed_offsets', keys: ['a', 'b'] },
    { type: 'poll', offsets: { a: 3, b: 0 } },
    { type: 'commit_offsets', offsets: { a: 4 } },
    { type: 'list_committed_offsets', keys: ['c', 'a'] },
    { type: 'poll', offsets: { c: 9, a: 5 } },
    { type: 'commit_offsets', offsets: { a: 4 } },
  ]);
  t.deepEqual(ends[0], { value: ['a', 'b'] });
  t.deepEqual(ends[1], {
    value: [
      [
        'poll',
        {
          a: [
            [3, 1],
            [4, 2],
          ],
          b: [],
        },
      ],
    ],
  });
});

test('assign with maelstrom-quirks asks for the committed offsets, and begins at 0 all the same', async (t) => {
  const answers = { list_committed_offsets: { offsets: { a: 3 } }, poll: { msgs: {} } };
  const { requests } = await play(() => answers, [['assign', ['a']], POLL], { 'maelstrom-quirks': true });
  t.is(requests[0]?.type, 'list_committed_offsets');
  t.deepEqual(polledFrom(requests), [{ a: 0 }]);
});

test('assign with a seek to the beginning asks nobody', async (t) => {
  const answers = { list_committed_offsets: { offsets: { a: 3 } }, poll: { msgs: {} } };
  const { requests } = await play(() => answers, [['assign', ['a'], SEEK], POLL]);
  t.deepEqual(requests, [{ type: 'poll', offsets: { a: 0 } }]);
});

test('poll goes on behind the greatest offset that it was shown, and never back', async (t) => {
  const shown = [
    {
      a: [
        [2, 'x'],
        [7, 'y'],
        [4, 'z'],
      ],
    },
    { a: [[1, 'x']] },
    { a: null },
  ];
  const { requests } = await play(
    (asked) => ({ poll: { msgs: shown[polledFrom(asked).length % 3] } }),
    [['assign', ['a'], SEEK], POLL, POLL, POLL, POLL],
  );
  t.deepEqual(polledFrom(requests), [{ a: 0 }, { a: 8 }, { a: 8 }, { a: 8 }]);
});

for (const quirks of [false, true]) {
  test(`where the commit fails, the poll fails, and the messages ${quirks ? 'are gone, with quirks' : 'come again'}`, async (t) => {
    const { requests, ends } = await play(
      () => ({ poll: { msgs: { a: [[0, 1]] } }, commit_offsets: 11 }),
      [['assign', ['a'], SEEK], POLL, POLL],
      { 'maelstrom-quirks': quirks },
    );
    t.deepEqual(polledFrom(requests), [{ a: 0 }, { a: quirks ? 1 : 0 }]);
    t.true(ends[1] instanceof RpcError && ends[1].code === 11);
  });
}

for (const [title, answers, operation] of [
  ['an offset that is no integer', { send: { offset: '1' } }, ['send', [['send', 'a', 1]]]],
  ['a message without offset', { poll: { msgs: { a: [1, 2] } } }, POLL],
  ['a message with more than offset and value', { poll: { msgs: { a: [[0, 1, 2]] } } }, POLL],
  ['more than committed offsets', { list_committed_offsets: { offsets: {}, more: 1 } }, ['assign', ['a']]],
] as const satisfies readonly (readonly [string, Answers, Asked])[]) {
  test(`${title} is a malformed reply`, async (t) => {
    const { ends } = await play(() => answers, [operation]);
    t.is((ends[0] as Error).name, 'MalformedResponseError');
  });
}

test('crash asks nobody, and ends unknown', async (t) => {
  const { requests, ends } = await play(() => ({}), [['crash', null]]);
  t.deepEqual(requests, []);
  t.deepEqual(ends, [{ type: 'info', value: null }]);
});

test('only assigns change nothing; a worker whose operation ends unknown gets a new client', (t) => {
  t.deepEqual([...kafka.idempotent], ['assign']);
  t.false(kafka.reusesClients);
});
