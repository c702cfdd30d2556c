/** The interpreter: who does what, which process it counts as, and what the history says of it. */

import test from 'ava';
import { eachThread, type Generator, sequence, timeLimit } from '../../../harness/operations/generator.js';
import { RpcError, SECOND } from '../../../node/index.js';
import { reads, stage } from '../stage.js';

const unknown = new RpcError(13, 'ouch');

test('operations go to the free workers in turn, and each worker talks to its own node', async (t) => {
  const { asked, play } = stage(5, []);
  await play({ clients: sequence(reads(10)) });
  t.deepEqual(
    asked.map(({ process, node }) => `${String(process)} ${node}`),
    ['0 n1', '1 n2', '2 n3', '3 n1', '4 n2', '0 n1', '1 n2', '2 n3', '3 n1', '4 n2'],
  );
});

test('a worker that is busy is passed over, and not favoured afterwards', async (t) => {
  const { asked, play } = stage(3, [{ seconds: 3.5 }]);
  await play({ clients: sequence(reads(9)) });
  // 0 is busy until 3.5 s; 1 and 2 do an operation each second.
  t.deepEqual(
    asked.map(({ process }) => process),
    [0, 1, 2, 1, 2, 1, 2, 1, 2],
  );
});

test('the turn goes on from the worker that had the last operation, so that a slow trickle reaches all', async (t) => {
  const { asked, play, clock } = stage(3, []);
  let next = 0;
  const trickle: Generator = {
    next: ({ now }) =>
      now < next
        ? { kind: 'wait', until: next }
        : ((next += 5 * SECOND), { kind: 'operation', draft: { f: 'read', value: 9 } }),
  };
  await play({ clients: timeLimit(25, trickle) });
  t.deepEqual(
    asked.map(({ process }) => process),
    [0, 1, 2, 0, 1],
  );
  t.is(clock.now(), 25 * SECOND);
});

test('invocations and completions carry their time, value and everything else that is known of them', async (t) => {
  const { recorder, play } = stage(1, [{ seconds: 1.5 }]);
  await play({ clients: sequence([{ f: 'read', value: 0, thread: 0, 'final?': true }]) });
  t.deepEqual(recorder.history, [
    { index: 0, time: 0, type: 'invoke', process: 0, f: 'read', value: 0, 'final?': true },
    {
      index: 1,
      time: 1.5 * SECOND,
      type: 'ok',
      process: 0,
      f: 'read',
      value: 'did 0',
      'final?': true,
      more: true,
    },
  ]);
});

test('an operation that went wrong keeps its value, with the error beside it', async (t) => {
  const { recorder, play } = stage(1, [{ seconds: 1, error: unknown }]);
  await play({ clients: sequence(reads(1, 'broadcast')) });
  t.like(recorder.history[1], { type: 'info', f: 'broadcast', value: 0, error: ['crash', 'ouch'] });
});

for (const [title, f, error, type] of [
  ['succeeded', 'read', undefined, 'ok'],
  ['failed for certain', 'broadcast', new RpcError(11, 'not now'), 'fail'],
  ['ended unknown, and changes nothing', 'read', unknown, 'fail'],
] as const) {
  test(`after an operation that ${title} the worker goes on as the same process, with its client`, async (t) => {
    const { recorder, asked, play } = stage(2, [{ seconds: 1, ...(error !== undefined && { error }) }]);
    await play({ clients: sequence([...reads(1, f), { f, value: 5, thread: 0 }]) });
    t.is(recorder.history.find(({ type }) => type !== 'invoke')?.type, type);
    t.deepEqual(asked, [
      { client: 'c0', node: 'n1', process: 0 },
      { client: 'c0', node: 'n1', process: 0 },
    ]);
  });
}

for (const [reusesClients, clients] of [
  [false, ['c0', 'c1', 'c2']],
  [true, ['c0', 'c0', 'c0']],
] as const) {
  test(`after info the worker is process p + concurrency, with ${reusesClients ? 'its old' : 'a new'} client`, async (t) => {
    const crash = { seconds: 1, error: unknown };
    const { asked, play, cluster } = stage(4, [crash, crash], { reusesClients });
    const twice = reads(3, 'broadcast').map((draft) => ({ ...draft, thread: 0 }));
    await play({ clients: eachThread([0], () => sequence(twice)) });
    t.deepEqual(
      asked.map(({ process }) => process),
      [0, 4, 8],
    );
    t.deepEqual(
      asked.map(({ client }) => client),
      clients,
    );
    t.true(asked.every(({ node }) => node === 'n1'));
    // What still arrives for the old client is nobody's.
    t.deepEqual(
      cluster.network.endpoints().filter((id) => id.startsWith('c')),
      [clients[2]],
    );
  });
}

test('a worker opens its client at its first operation, and closing the interpreter closes them all', async (t) => {
  const { cluster, interpreter, play } = stage(3, []);
  const clients = (): string[] => cluster.network.endpoints().filter((id) => id.startsWith('c'));
  await play({ clients: sequence(reads(2)) });
  t.deepEqual(clients(), ['c0', 'c1']);
  interpreter.close();
  t.deepEqual(clients(), []);
});
