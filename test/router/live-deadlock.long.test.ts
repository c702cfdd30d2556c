/** A live node whose threads wait for one another's locks is named at the end of its run, and others are not. */

import test from 'ava';
import { liveDeadlock } from '../../router/index.js';
import { until } from '../real-time.js';
import { liveCluster } from './live-cluster.js';

const linux = process.platform === 'linux' && process.arch === 'x64' ? test : test.skip;

linux('of two nodes the one that waits for ever is named', async (t) => {
  const { cluster, ask, troubles } = liveCluster(t, { program: 'virtual/waits.py' });
  await cluster.start();
  const { pid } = await ask('n1', { type: 'lock' });
  await until(() => liveDeadlock(Number(pid)) !== undefined);
  t.deepEqual(troubles, []);
  await cluster.stop();
  t.deepEqual(
    troubles.map(({ node, kind }) => [node, kind]),
    [['n1', 'deadlock']],
  );
  t.regex(troubles[0]?.what ?? '', /^n1 waits for ever: all 3 threads wait on locks/);
});
