/** Nodes that do not read, and nodes that print without end: neither costs memory without bound, nor anybody else. */

import test from 'ava';
import { SECOND } from '../../../node/index.js';
import { VirtualClock } from '../../../router/index.js';
import { startedCluster } from '../live-cluster.js';
import { elapse, until } from '../../real-time.js';

const MIB = 1024 * 1024;

for (const runtime of ['process', 'worker'] as const) {
  test.serial(
    `a ${runtime} that does not read: 16 MiB wait for it, the rest is dropped and told of, others go on`,
    async (t) => {
      const { ask, troubles, journal } = await startedCluster(t, { runtime, nodes: ['n1', 'n2', 'n3'] });
      await ask('n2', { type: 'deaf' });
      // Settles when n1 has printed 50 MiB: that nobody reads them does not hold it up.
      await ask('n1', { type: 'send', dest: 'n2', length: MIB, count: 50 });
      const dropped = journal.of('drop');
      const taken = 50 - dropped.length;
      // Beside what waits there is what is in the pipe, or has been handed to the thread already.
      t.true(taken >= 16 && taken <= 24, `${taken} were taken`);
      t.true(dropped.every((event) => event.endsWith(' overflow')));
      t.deepEqual(troubles, [
        {
          node: 'n2',
          kind: 'overflow',
          what: 'n2 does not read its stdin: 16 MiB wait for it, further messages are dropped',
          flaw: 'it does not read its stdin',
          expected: 'a node that reads its input as it comes',
          hint: 'is it blocked in a handler, or waiting for a reply that it does not read?',
        },
      ]);
      t.like(await ask('n1', { type: 'ping' }), { type: 'ping_ok' });
      t.like(await ask('n3', { type: 'ping' }), { type: 'ping_ok' });
    },
  );

  test.serial(
    `a ${runtime} that floods slow links has 64 Mi characters under way, and is read on as they arrive`,
    async (t) => {
      const clock = new VirtualClock();
      const { cluster, client, journal } = await startedCluster(t, { runtime, latencyMs: 1000, clock });
      const length = 100_000;
      const count = 800;
      const limit = Math.floor((64 * MIB) / length);
      const body = { type: 'send', dest: 'n2', length, count, msg_id: 1 };
      cluster.network.submit({ src: client.id, dest: 'n1', body });
      const underWay = (): number => cluster.network.serversUnderWay;
      // A little less than the limit, since each message counts for more than its text.
      await until(() => underWay() >= limit - 5);
      // What it could still send if it were read on would be here by then.
      await elapse(300);
      t.true(underWay() <= limit + 5, `${underWay()} under way`);

      const gone = (): number =>
        journal.of('drop').length + journal.received.filter(({ dest }) => dest === 'n2').length;
      let most = 0;
      while (gone() < count) {
        await clock.drive(
          () =>
            new Promise<void>((resolve) => {
              clock.schedule(SECOND, resolve);
            }),
        );
        await elapse(10);
        most = Math.max(most, underWay());
      }
      t.true(most <= limit + 5, `${most} under way`);
    },
  );
}
