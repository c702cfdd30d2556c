/** A client asks one thing at a time, and knows its reply from all else that arrives. */

import test from 'ava';
import { type Body, MILLISECOND, Random, RpcError } from '../../node/index.js';
import { Client, Network, VirtualClock } from '../../router/index.js';
import { Inbox } from './inbox.js';
import { RecordingJournal } from './recording-journal.js';

/** A client, and a node n1 that gives these answers to whatever comes. */
function asked(...answers: readonly Body[]) {
  const clock = new VirtualClock();
  const journal = new RecordingJournal();
  const network = new Network(
    { clock, random: new Random(1), journal },
    { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0 },
  );
  const n1 = new Inbox();
  n1.onDelivery = ({ src }) => {
    for (const body of answers) network.submit({ src: 'n1', dest: src, body });
  };
  network.attach('n1', n1);
  return { clock, journal, network, n1, client: new Client(network) };
}

test('a request carries type, msg_id and then its fields; msg_ids are 1, 2, 3', async (t) => {
  const { clock, n1, client, network } = asked();
  n1.onDelivery = ({ src, body }) => {
    network.submit({ src: 'n1', dest: src, body: { type: 'x_ok', in_reply_to: body.msg_id ?? 0 } });
  };
  await clock.drive(async () => {
    await client.rpc('n1', { value: 1, type: 'x' });
    await client.rpc('n1', { type: 'y' });
  });
  t.deepEqual(
    n1.envelopes.map(({ text }) => text),
    [
      '{"id":0,"src":"c0","dest":"n1","body":{"type":"x","msg_id":1,"value":1}}',
      '{"id":2,"src":"c0","dest":"n1","body":{"type":"y","msg_id":2}}',
    ],
  );
});

test('only the reply to the request settles it', async (t) => {
  const { clock, client } = asked(
    { type: 'noise' },
    { type: 'late', in_reply_to: 0 },
    { type: 'early', in_reply_to: 2 },
    { type: 'x_ok', in_reply_to: 1, value: 5 },
    { type: 'twice', in_reply_to: 1 },
  );
  t.deepEqual(await clock.drive(() => client.rpc('n1', { type: 'x' })), {
    type: 'x_ok',
    in_reply_to: 1,
    value: 5,
  });
});

const STRAYS: readonly (readonly [reply: object, told: string])[] = [
  [{}, 'without in_reply_to'],
  [{ in_reply_to: '1' }, 'with in_reply_to "1", a string'],
  [{ in_reply_to: null }, 'with in_reply_to null'],
  [{ in_reply_to: 1.5 }, 'with in_reply_to 1.5, which is no integer'],
  [{ in_reply_to: [1] }, 'with in_reply_to [1], which is no integer'],
  [{ in_reply_to: 99 }, 'with in_reply_to 99, which is not the msg_id of the request'],
  [
    { in_reply_to: 2n ** 64n },
    'with in_reply_to 18446744073709551616, which is not the msg_id of the request',
  ],
];

for (const [reply, told] of STRAYS) {
  test(`a timeout says what came instead: a message ${told}`, async (t) => {
    const { clock, client } = asked({ type: 'x_ok', ...reply } as Body, { type: 'later' });
    const error = await t.throwsAsync(clock.drive(() => client.rpc('n1', { type: 'x' })));
    const start = 'no reply from n1 to x within 5000 ms: n1 sent x_ok';
    t.is(error.message, `${start} ${told}; expected in_reply_to 1 (the msg_id of x)`);
  });
}

test('what came in the place of one reply is not said of the next', async (t) => {
  const { clock, client, n1 } = asked({ type: 'stray' });
  await clock.drive(async () => {
    await t.throwsAsync(client.rpc('n1', { type: 'x' }), { message: /: n1 sent stray without in_reply_to/ });
    n1.onDelivery = () => {};
    await t.throwsAsync(client.rpc('n1', { type: 'y' }), { message: 'no reply from n1 to y within 5000 ms' });
  });
});

test('an error reply rejects with its code, text and body', async (t) => {
  const body = { type: 'error', in_reply_to: 1, code: 20, text: 'no such key', more: 1 };
  const { clock, client } = asked(body);
  const error = await t.throwsAsync(
    clock.drive(() => client.rpc('n1', { type: 'x' })),
    { instanceOf: RpcError },
  );
  t.is(error.code, 20);
  t.is(error.message, 'no such key');
  t.deepEqual(error.body, body);
  t.true(error.definite);
});

test('no reply within the time rejects with code 0, and the next request may follow', async (t) => {
  const { clock, client } = asked();
  const error = await t.throwsAsync(
    clock.drive(() => client.rpc('n1', { type: 'x' }, 250)),
    { instanceOf: RpcError },
  );
  t.is(error.code, 0);
  t.is(error.message, 'no reply from n1 to x within 250 ms');
  t.is(error.body, undefined);
  t.is(clock.now(), 250 * MILLISECOND);
  await t.throwsAsync(
    clock.drive(() => client.rpc('n1', { type: 'y' })),
    { message: 'no reply from n1 to y within 5000 ms' },
  );
  t.is(clock.now(), 5250 * MILLISECOND);
});

test('a reply that comes after the time is ignored by the next request', async (t) => {
  const { clock, network, client, n1 } = asked();
  n1.onDelivery = ({ src, body }) => {
    clock.schedule(300 * MILLISECOND, () => {
      network.submit({
        src: 'n1',
        dest: src,
        body: { type: `${body.type}_ok`, in_reply_to: body.msg_id ?? 0 },
      });
    });
  };
  await clock.drive(async () => {
    await t.throwsAsync(client.rpc('n1', { type: 'x' }, 250));
    t.is((await client.rpc('n1', { type: 'y' }, 350)).type, 'y_ok');
  });
});

test('there is no asking a node that does not exist', async (t) => {
  const { clock, client } = asked();
  const error = await t.throwsAsync(
    clock.drive(() => client.rpc('n9', { type: 'x' })),
    { instanceOf: RpcError },
  );
  t.is(error.code, 1);
  t.is(error.message, 'there is no n9');
  t.is(clock.now(), 0);
});

test('a client that waits cannot ask a second time', async (t) => {
  const { clock, client } = asked();
  await clock.drive(async () => {
    const first = client.rpc('n1', { type: 'x' }, 1);
    t.throws(() => client.rpc('n1', { type: 'y' }), { message: 'c0 is already waiting for a reply' });
    await t.throwsAsync(first);
  });
});

test('what arrives for a closed client is dropped, and the node is told nothing', async (t) => {
  const { clock, journal, network, client } = asked();
  await clock.drive(async () => {
    await t.throwsAsync(client.rpc('n1', { type: 'x' }, 1));
    client.close();
  });
  t.is(network.submit({ src: 'n1', dest: client.id, body: { in_reply_to: 1 } }), undefined);
  t.deepEqual(journal.of('drop'), ['drop #1 closed']);
});

test('a client that is closed while it waits gets no reply, and leaves nothing on the clock', async (t) => {
  const { clock, client } = asked();
  const request = client.rpc('n1', { type: 'x' });
  client.close();
  await t.throwsAsync(request, { instanceOf: RpcError, code: 0, message: 'c0 left before it had a reply' });
  await t.throwsAsync(
    clock.drive(() => new Promise(() => {})),
    { name: 'DeadlockError' },
  );
  t.is(clock.now(), 0);
});
