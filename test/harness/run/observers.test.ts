/** Observers: the harness's own questions stay out of the figures. */

import test from 'ava';
import { NetStatistics } from '../../../harness/checkers/index.js';
import { Observers } from '../../../harness/run/observers.js';
import { type Program, Random, SECOND } from '../../../node/index.js';
import { type Client, Cluster, VirtualClock } from '../../../router/index.js';
import { sleep } from '../simulated.js';

function stage() {
  const clock = new VirtualClock();
  const statistics = new NetStatistics();
  const observers = new Observers(statistics);
  const program: Program = (node) => {
    node.on('news', {}, () => {});
    node.handle('show', {}, () => node.send(node.peers[0] ?? '', { type: 'news' }));
    node.handle('slow', {}, () => node.sleep(100));
  };
  const cluster = new Cluster(
    { clock, random: new Random(1), journal: observers, listener: { trouble: () => {}, log: () => {} } },
    {
      nodes: ['n1', 'n2'],
      source: { runtime: 'sim', program },
      latency: { meanMs: 0, distribution: 'constant' },
      loss: 0,
      duplication: 0,
    },
  );
  return { clock, statistics, observers, cluster };
}

test('what observers ask and are told is no part of the figures; all other messages are', async (t) => {
  const { clock, statistics, observers, cluster } = stage();
  const asked = async (client: Client | undefined): Promise<unknown> => {
    const before = statistics.result(0);
    await clock.drive(async () => {
      await client?.rpc('n1', { type: 'show' });
      await sleep(clock, SECOND);
    });
    const after = statistics.result(0);
    const count = (result: typeof before, group: 'clients' | 'servers'): number =>
      result[group]?.['recv-count'] ?? NaN;
    return (['clients', 'servers'] as const).map((group) => count(after, group) - count(before, group));
  };
  await clock.drive(() => cluster.start());
  const own = observers.of(cluster);
  t.deepEqual([...own.keys()], ['n1', 'n2']);
  t.deepEqual(await asked(own.get('n1')), [0, 1]);
  t.deepEqual(await asked(cluster.client()), [2, 1]);
  t.deepEqual(await asked(undefined), [0, 0]);
});

test('what arrives too late for an observer is no loss among the figures', async (t) => {
  const { clock, observers, statistics, cluster } = stage();
  await clock.drive(async () => {
    await cluster.start();
    const client = observers.of(cluster).get('n1');
    const request = client?.rpc('n1', { type: 'slow' });
    client?.close();
    await t.throwsAsync(async () => request);
    await sleep(clock, SECOND);
  });
  t.like(statistics.result(0), { clients: { 'recv-count': 4 } });
});
