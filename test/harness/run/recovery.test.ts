/** The wait for recovery: as short as the cluster is well again, and never longer than ten seconds. */

import test from 'ava';
import { Observers } from '../../../harness/run/observers.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { recover } from '../../../harness/run/recovery.js';
import type { Recovery } from '../../../harness/verdict/results.js';
import { runTest } from '../../../harness/run/run-test.js';
import { MILLISECOND, type Node, type Program, RpcError, SECOND } from '../../../node/index.js';
import { type Client, type Cluster, type Latency, SERVICES } from '../../../router/index.js';
import { programFile } from '../../router/programs.js';
import { type Simulated, simulated, sleep } from '../simulated.js';

const show = async (client: Client, node: string): Promise<unknown> =>
  (await client.rpc(node, { type: 'show' }))['value'];

/** A node that shows this, whenever it is asked. */
const showing =
  (value: (node: Node) => unknown): Program =>
  (node) =>
    node.handle('show', {}, () => ({ value: value(node) }));

interface Waited extends Simulated {
  readonly recovery: Recovery;
  readonly seconds: number;
}

async function waited(
  program: Program,
  options: {
    readonly latency?: Latency;
    readonly observe?: typeof show | undefined;
    readonly settled?: (shown: unknown) => boolean;
    readonly before?: (cluster: Cluster) => Promise<void>;
  } = {},
): Promise<Waited> {
  const stage = simulated(program, options);
  const { clock, cluster, statistics } = stage;
  return clock.drive(async () => {
    await cluster.start();
    await options.before?.(cluster);
    const clients = new Observers(statistics).of(cluster);
    const start = clock.now();
    const observe = 'observe' in options ? options.observe : show;
    const recovery = await recover(
      { clock, cluster, clients },
      { observe, ...(options.settled !== undefined && { settled: options.settled }) },
      () => statistics.serverSends,
    );
    return { ...stage, recovery, seconds: (clock.now() - start) / SECOND };
  });
}

/** Sends to its neighbour, once every so many milliseconds. */
function chatty(intervalMs: number, program: Program): Program {
  return (node) => {
    program(node);
    node.on('noise', {}, () => {});
    node.onInit(() => void node.every(intervalMs, () => node.send(node.peers[0] ?? '', { type: 'noise' })));
  };
}

test('a quiet cluster that agrees has recovered in a fraction of a second', async (t) => {
  const { recovery, seconds } = await waited(showing(() => [1, 2]));
  t.deepEqual(recovery, { seconds: 0.2, agreed: true });
  t.is(seconds, 0.2);
});

test('the order in which nodes show their values does not matter', async (t) => {
  const { recovery } = await waited(showing((node) => (node.id === 'n1' ? [1, 'a', [2]] : [[2], 1, 'a'])));
  t.true(recovery.agreed);
});

test('where what all show cannot be the last word, they are given more time, and have agreed all the same', async (t) => {
  let looks = 0;
  const third = await waited(
    showing(() => [1]),
    { settled: (shown) => JSON.stringify(shown) === '[1]' && ++looks === 3 },
  );
  t.deepEqual(third.recovery, { seconds: 0.6, agreed: true });
  const never = await waited(
    showing(() => 7),
    { settled: () => false },
  );
  t.deepEqual(never.recovery, { seconds: 10, agreed: true });
});

test('a value more, or one twice, does', async (t) => {
  for (const odd of [[1, 2], [1, 1], [], ['1'], 1, null]) {
    const { recovery } = await waited(showing((node) => (node.id === 'n1' ? odd : [1])));
    t.deepEqual(recovery, { seconds: 10, agreed: false }, JSON.stringify(odd));
  }
});

test('nodes that come to agree are believed soon after they do', async (t) => {
  const { recovery } = await waited(showing((node) => (node.id === 'n1' ? node.now() > 3000 : true)));
  t.true(recovery.agreed);
  t.true(recovery.seconds > 3 && recovery.seconds < 3.5, String(recovery.seconds));
});

test('a cluster that has nothing to show has recovered when it is quiet', async (t) => {
  t.deepEqual((await waited(() => {}, { observe: undefined })).recovery, { seconds: 0.2 });
});

test('with latency, quiet means quiet for a round trip more', async (t) => {
  const latency = { meanMs: 400, distribution: 'constant' } as const;
  t.deepEqual((await waited(() => {}, { observe: undefined, latency })).recovery, { seconds: 1 });
});

test('a message that is long under way is traffic, even if nobody sends', async (t) => {
  const slow: Program = (node) => {
    node.on('noise', {}, () => {});
    node.handle('speak', {}, () => node.send(node.peers[0] ?? '', { type: 'noise' }));
  };
  const { recovery } = await waited(slow, {
    observe: undefined,
    before: async (cluster) => {
      await cluster.control('latency 3000');
      await cluster.client().rpc('n1', { type: 'speak' });
      await sleep(cluster.network.clock, MILLISECOND);
      await cluster.control('latency 0');
    },
  });
  t.true(recovery.seconds > 3 && recovery.seconds < 3.5, String(recovery.seconds));
});

test('a cluster that is never quiet is waited for as long as Maelstrom waits, less the last look', async (t) => {
  const agreeing = await waited(
    chatty(
      100,
      showing(() => 1),
    ),
  );
  t.true(agreeing.recovery.agreed);
  t.is(agreeing.recovery.seconds, 9);
  const apart = await waited(
    chatty(
      100,
      showing((node) => node.id),
    ),
  );
  t.deepEqual(apart.recovery, { seconds: 10, agreed: false });
  const nothing = await waited(
    chatty(100, () => {}),
    { observe: undefined },
  );
  t.deepEqual(nothing.recovery, { seconds: 10 });
});

test('traffic that is rarer than the quiet time does not prolong the wait', async (t) => {
  t.is(
    (
      await waited(
        chatty(
          1000,
          showing(() => 1),
        ),
      )
    ).recovery.seconds,
    0.2,
  );
});

test('a node that does not answer is not waited for beyond ten seconds', async (t) => {
  const { recovery, seconds } = await waited((node) => node.on('show', {}, () => {}));
  t.deepEqual(recovery, { seconds: 10, agreed: false });
  t.is(seconds, 10);
});

test('a node that refuses to answer has not recovered', async (t) => {
  const refusing: Program = (node) =>
    node.handle('show', {}, () => {
      if (node.id === 'n2' && node.now() < 2000) throw new RpcError(11, 'not now');
      return { value: 1 };
    });
  const { recovery } = await waited(refusing);
  t.true(recovery.agreed);
  t.true(recovery.seconds >= 2 && recovery.seconds < 2.5, String(recovery.seconds));
});

test('nodes that are dead or stand still are not asked', async (t) => {
  const { recovery } = await waited(
    showing((node) => node.id === 'n3'),
    {
      before: async (cluster) => {
        await cluster.control('kill n1');
        await cluster.control('pause n2');
      },
    },
  );
  t.true(recovery.agreed);
});

test('the clients are gone afterwards, and nothing is left on the clock', async (t) => {
  const { cluster, clock } = await waited(showing(() => 1));
  t.deepEqual([...cluster.network.endpoints()], ['n1', 'n2', 'n3', ...SERVICES]);
  await t.throwsAsync(
    clock.drive(() => new Promise(() => {})),
    { name: 'DeadlockError' },
  );
  t.true(clock.now() < SECOND);
});

const PATIENT: readonly (readonly [program: string, input: TestInput])[] = [
  // The load ends half a second before the next batch.
  ['shows-in-batches', { rate: 20, 'time-limit': 2.5 }],
  ['ordered-by-leader', { nemesis: ['partition'], 'time-limit': 20 }],
];

for (const [program, input] of PATIENT) {
  test(`a correct broadcast that holds values back is valid: ${program}`, async (t) => {
    for (let seed = 1; seed <= 20; seed++) {
      const { results } = await runTest(
        { ...input, workload: 'broadcast', runtime: 'sim', bin: programFile(`${program}.js`), seed },
        { store: false },
      );
      t.true(results.valid, `seed ${seed}: ${JSON.stringify(results.workload)}`);
      t.true(results.recovery?.agreed, `seed ${seed}`);
    }
  });
}
