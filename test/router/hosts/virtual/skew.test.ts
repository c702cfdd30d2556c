/** Clocks of nodes in virtual time that are wrong: what an unmodified program sees of it, and when its waits end. */

import { MILLISECOND, SECOND } from '../../../../node/index.js';
import { programFile } from '../../programs.js';
import { played, type Scene, virtual } from './scene.js';

const ZERO = Date.UTC(2024, 0, 1);

/** What the clocks of a node show, in milliseconds since the run began; the monotonic one from some moment of its own. */
async function clocks({ ask }: Scene, node: string): Promise<readonly [wall: number, monotonic: number]> {
  const { wall, monotonic } = await ask(node, { type: 'time' });
  return [Number(wall) - ZERO, Number(monotonic)];
}

virtual('an offset moves the wall clock of its node alone, and the monotonic one goes on', async (t) => {
  await played(t, async (scene) => {
    const [, before] = await clocks(scene, 'n2');
    await scene.pass(1);
    await scene.cluster.control('clock-skew n2 -300ms');
    t.deepEqual(await clocks(scene, 'n2'), [700, before + 1000]);
    t.is((await clocks(scene, 'n1'))[0], 1000);
    await scene.cluster.control('clock-reset');
    t.deepEqual(await clocks(scene, 'n2'), [1000, before + 1000]);
  });
});

virtual('a rate is that of both clocks, and of timers', async (t) => {
  await played(
    t,
    async (scene) => {
      const { clock, ask, cluster, pass } = scene;
      const [wall, before] = await clocks(scene, 'n2');
      await pass(10);
      t.deepEqual(await clocks(scene, 'n2'), [wall + 15_000, before + 15_000]);
      const asked = clock.now();
      await ask('n2', { type: 'sleep', ms: 3000 });
      const took = (clock.now() - asked) / MILLISECOND;
      t.true(took >= 2000 && took < 2001.5, String(took));
      // A rate that changes while a node waits changes when its wait ends.
      const slept = ask('n2', { type: 'sleep', ms: 3000 });
      const began = clock.now();
      await pass(1);
      await cluster.control('clock-skew n2 x0.5');
      await slept;
      const later = (clock.now() - began) / MILLISECOND;
      t.true(later >= 4000 && later < 4003, String(later));
    },
    { clockSkew: new Map([['n2', { rate: 1.5 }]]) },
  );
});

virtual('a wait until a time of the wall clock ends when that shows it, also after a jump', async (t) => {
  await played(
    t,
    async ({ clock, ask, cluster, pass }) => {
      for (const [jump, seconds] of [
        ['+5s', 5],
        ['-5s', 20],
      ] as const) {
        const asked = clock.now();
        const done = ask('n1', { type: 'until_wall', seconds: 10 });
        await pass(1);
        await cluster.control(`clock-skew n1 ${jump}`);
        await done;
        const took = (clock.now() - asked) / SECOND;
        t.true(Math.abs(took - seconds) < 0.01, `${jump}: ${took}`);
      }
    },
    { command: { command: 'python3', args: [programFile('virtual/waits.py')] } },
  );
});
