/** Raft in single scenes: who leads, who may read, what a message costs, what is kept. */

import test from 'ava';
import { RpcError } from '../../../node/index.js';
import { stage, type Staged } from './cluster.js';

const WRITE = { type: 'write', key: 'x', value: 1 };
const READ = { type: 'read', key: 'x' };

/** What a request comes to: `ok`, the code of its error, or `timeout`. */
async function outcome(reply: ReturnType<Staged['ask']>): Promise<unknown> {
  try {
    return String((await reply).type).endsWith('_ok') ? 'ok' : '?';
  } catch (error) {
    return error instanceof RpcError && error.body !== undefined ? error.code : 'timeout';
  }
}

test('the founder leads first, and its cluster costs few messages to begin', async (t) => {
  await stage({ nodes: 5 }, async ({ pass, leaders, messages, ask }) => {
    await pass(100);
    t.deepEqual(leaders(), ['n1']);
    t.is(await outcome(ask('n4', WRITE)), 'ok');
    const { hello, here, vote, voted, append = 0 } = messages();
    t.deepEqual({ hello, here, vote, voted }, { hello: 4, here: 4, vote: 4, voted: 4 });
    t.true(append <= 10);
  });
});

test('a write costs an append and an answer for each of a majority; from a follower two more; a read only these', async (t) => {
  await stage({ nodes: 5 }, async ({ pass, messages, ask }) => {
    await pass(600);
    const cost = async (node: string, body: typeof READ): Promise<number> => {
      messages();
      await ask(node, body);
      return Object.values(messages()).reduce((sum, count) => sum + count, 0);
    };
    t.is(await cost('n1', WRITE), 4);
    t.is(await cost('n2', WRITE), 6);
    t.is(await cost('n1', READ), 0);
    t.is(await cost('n2', READ), 2);
  });
});

test('an idle cluster of five says that it is well twelve times a second', async (t) => {
  await stage({ nodes: 5 }, async ({ pass, messages, leaders }) => {
    await pass(2000);
    messages();
    await pass(10_000);
    const { append = 0, appended = 0, ...others } = messages();
    t.deepEqual(others, {});
    // Four followers, twice a second; the two of the majority answer.
    t.true(append <= 82 && append >= 76, `${append}`);
    t.true(appended <= 42 && appended >= 38, `${appended}`);
    t.deepEqual(leaders(), ['n1']);
  });
});

test('requests that come together travel together', async (t) => {
  await stage({ nodes: 5 }, async ({ pass, messages, ask }) => {
    await pass(600);
    messages();
    await Promise.all(
      Array.from({ length: 100 }, (_, value) => ask('n2', { type: 'write', key: value, value })),
    );
    const { forward = 0, outcomes = 0, append = 0 } = messages();
    t.is(forward, 1);
    t.is(outcomes, 1);
    t.true(append <= 4);
  });
});

test('a leader that dies is replaced within two patiences and a vote, and nothing acknowledged is lost', async (t) => {
  await stage({ nodes: 5 }, async ({ pass, control, leaders, ask, nowMs }) => {
    await ask('n1', WRITE);
    await control('kill n1');
    const diedMs = nowMs();
    while (leaders().length === 0) await pass(10);
    t.true(nowMs() - diedMs <= 2200);
    t.like(await ask('n3', READ), { value: 1 });
    await control('restart n1');
    await pass(3000);
    t.is(leaders().length, 1);
    t.like(await ask('n1', READ), { value: 1 });
  });
});

for (const line of [
  'partition n1,n2 | n3,n4,n5',
  'partition n1 -> n2,n3,n4,n5',
  'partition n2,n3,n4,n5 -> n1',
]) {
  test(`after ${line} the old leader never reads what has been overwritten`, async (t) => {
    await stage({ nodes: 5 }, async ({ pass, control, ask, leaders }) => {
      await ask('n1', { type: 'write', key: 'x', value: 'old' });
      await control(line);
      let overwritten = false;
      const writing = (async () => {
        while (!overwritten) {
          await pass(20);
          overwritten = (await outcome(ask('n4', { type: 'write', key: 'x', value: 'new' }, 400))) === 'ok';
        }
      })();
      for (let i = 0; i < 100; i++) {
        const isTooLate = overwritten;
        const reply = await ask('n1', READ, 30).catch(() => undefined);
        if (isTooLate && reply !== undefined) t.is(reply['value'], 'new');
        await pass(20);
      }
      await writing;
      t.is(leaders().filter((node) => node !== 'n1').length, 1);
      await control('heal');
      await pass(3000);
      t.like(await ask('n1', READ), { value: 'new' });
      t.is(leaders().length, 1);
    });
  });
}

test('who is cut off does not disturb when it comes back', async (t) => {
  await stage({ nodes: 5 }, async ({ pass, control, replica, leaders }) => {
    await pass(500);
    await control('partition n5 | n1,n2,n3,n4');
    await pass(30_000);
    t.is(replica('n5').raft.ballot.term, 1);
    await control('heal');
    await pass(10_000);
    t.deepEqual(leaders(), ['n1']);
    t.is(replica('n1').raft.ballot.term, 1);
  });
});

test('a minority refuses what it surely has not done, and says nothing of what it may have', async (t) => {
  await stage({ nodes: 5 }, async ({ pass, control, ask }) => {
    await pass(500);
    await control('partition n1,n2 | n3,n4,n5');
    const first = ask('n1', WRITE, 20_000);
    await pass(4000);
    t.is(await outcome(ask('n1', WRITE)), 11);
    t.is(await outcome(ask('n2', READ)), 11);
    t.is(await outcome(first), 0);
  });
});

test('a request whose outcome was lost is answered from the log', async (t) => {
  await stage({ nodes: 3 }, async ({ pass, control, ask, messages }) => {
    await pass(500);
    const writing = ask('n3', { type: 'cas', key: 'x', from: 0, to: 1, create_if_not_exists: true });
    await pass(8);
    // The request has arrived, its outcome never will; n2 makes the majority.
    await control('partition n1 -> n3');
    await pass(100);
    await control('heal');
    messages();
    t.is(await outcome(writing), 'ok');
    t.is(await outcome(ask('n2', { type: 'cas', key: 'x', from: 0, to: 1 })), 22);
  });
});

test('a wiped node does not count until it has all that the leader has', async (t) => {
  await stage({ nodes: 3 }, async ({ pass, control, ask, replica, leaders }) => {
    await ask('n1', WRITE);
    await control('kill n3');
    await control('wipe n3');
    // Without n2 the leader has nobody to confirm it: n3 must not make its majority.
    await control('kill n2');
    await control('restart n3');
    await pass(5000);
    t.false(replica('n3').raft.ballot.member);
    t.not(await outcome(ask('n1', { ...WRITE, value: 2 }, 1000)), 'ok');
    await control('restart n2');
    await pass(6000);
    t.true(replica('n3').raft.ballot.member);
    t.is(leaders().length, 1);
    await control(`kill ${leaders()[0]}`);
    await pass(4000);
    t.is(leaders().length, 1);
    t.is(await outcome(ask('n3', READ)), 'ok');
  });
});

test('when a majority has been wiped at once nothing is promised any more', async (t) => {
  await stage({ nodes: 3 }, async ({ pass, control, ask, leaders }) => {
    await ask('n1', WRITE);
    for (const node of ['n2', 'n3']) {
      await control(`kill ${node}`);
      await control(`wipe ${node}`);
    }
    await control('restart n2,n3');
    await pass(10_000);
    t.deepEqual(leaders(), []);
    for (const node of ['n1', 'n2', 'n3']) t.is(await outcome(ask(node, READ)), 11);
  });
});

test('a cluster whose disks are all wiped begins anew', async (t) => {
  await stage({ nodes: 3 }, async ({ pass, control, ask, leaders }) => {
    await ask('n1', WRITE);
    await control('kill all');
    await control('wipe all');
    await control('restart all');
    await pass(1000);
    t.deepEqual(leaders(), ['n1']);
    t.is(await outcome(ask('n2', READ)), 20);
  });
});

test('all may be killed at once: what was acknowledged is there when they are back', async (t) => {
  await stage({ nodes: 5 }, async ({ pass, control, ask, leaders }) => {
    for (let value = 0; value < 20; value++) await ask('n2', { ...WRITE, value });
    await control('restart all');
    await pass(4000);
    t.is(leaders().length, 1);
    t.like(await ask('n5', READ), { value: 19 });
  });
});

test('memory is bounded: the log is compacted, and who has missed too much gets the state instead', async (t) => {
  await stage({ nodes: 3, latencyMs: 1 }, async ({ pass, control, ask, replica, messages }) => {
    await pass(500);
    await control('kill n3');
    for (let round = 0; round < 35; round++)
      await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          ask('n1', { type: 'write', key: i % 10, value: `${round} ${i}` }),
        ),
      );
    const { log } = replica('n1').raft;
    t.true(log.lastIndex > 3500);
    t.true(log.lastIndex - log.firstGone <= 2200);
    messages();
    await control('restart n3');
    await pass(4000);
    t.is(messages()['snapshot'], 1);
    t.is(replica('n3').raft.log.lastIndex, log.lastIndex);
    t.deepEqual(replica('n3').store.read(7), { value: '34 97' });
    await control('kill n1,n2');
    await control('restart all');
    await pass(4000);
    t.like(await ask('n3', { type: 'read', key: 7 }), { value: '34 97' });
  });
});

for (const latencyMs of [0, 100, 1000]) {
  test(`a cluster whose messages take ${latencyMs} ms elects a leader and keeps it`, async (t) => {
    await stage({ nodes: 5, latencyMs }, async ({ pass, leaders, ask, replica }) => {
      await pass(60_000);
      const [leader = ''] = leaders();
      const { term } = replica(leader).raft.ballot;
      t.is(await outcome(ask('n3', WRITE, 20_000)), 'ok');
      await pass(60_000);
      t.deepEqual(leaders(), [leader]);
      t.is(replica(leader).raft.ballot.term, term);
    });
  });
}
