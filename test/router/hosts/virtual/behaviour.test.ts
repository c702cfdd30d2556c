/** What a node in virtual time sees and what becomes of one that misbehaves, with one small program in JavaScript. */

import { type Body } from '../../../../node/index.js';
import { programFile } from '../../programs.js';
import { until } from '../../../real-time.js';
import { played, type Scene, virtual } from './scene.js';

virtual(
  'the time that a node sees is the run’s, from a fixed date, and passes only when the run’s does',
  async (t) => {
    const times = await played(t, async ({ ask, pass }) => {
      const before = await ask('n1', { type: 'time' });
      await pass(3600);
      return [before, await ask('n1', { type: 'time' })];
    });
    const [before, after] = times.map(({ wall }) => Number(wall));
    t.is(before, Date.UTC(2024, 0, 1));
    t.is(after, Date.UTC(2024, 0, 1, 1));
    t.is(Number(times[1]?.['monotonic']) - Number(times[0]?.['monotonic']), 3_600_000);
  },
);

virtual(
  'random numbers and ids follow from the seed; nodes and starts have streams of their own',
  async (t) => {
    const draw = ({ ask, cluster }: Scene): Promise<Body[]> =>
      (async () => {
        const drawn = [await ask('n1', { type: 'random' }), await ask('n2', { type: 'random' })];
        await cluster.control('restart n1');
        return [...drawn, await ask('n1', { type: 'random' })];
      })();
    const [first, second, other] = [
      await played(t, draw),
      await played(t, draw),
      await played(t, draw, { seed: 2 }),
    ];
    t.deepEqual(first, second);
    for (const name of ['bytes', 'device', 'number']) {
      t.is(new Set([...first, ...other].map((each) => each[name])).size, 6, name);
    }
    t.is(first[0]?.['parent'], 1);
  },
);

virtual('children are in the same time, and share its streams', async (t) => {
  const { said, log } = await played(t, async ({ ask, pass, log: lines }) => {
    const { said: text } = await ask('n1', { type: 'child' });
    await ask('n1', { type: 'leave' });
    await pass(5);
    return { said: text, log: [...lines] };
  });
  t.regex(String(said), /^1704067202\n\d+\n$/);
  t.deepEqual(log, ['late']);
});

virtual('more output than a pipe holds is read while the node prints it', async (t) => {
  const log = await played(t, async ({ ask, log: lines }) => {
    await ask('n1', { type: 'log', length: 3_000_000 });
    return lines.map((line) => line.length);
  });
  t.deepEqual(log, [3_000_000]);
});

virtual('a loop that asks without waiting makes time go on', async (t) => {
  const { took } = await played(t, ({ ask }) => ask('n1', { type: 'poll' }));
  t.true(Number(took) >= 100 && Number(took) <= 110, String(took));
});

virtual('a thread that always finds something ready lets the others of its node run', async (t) => {
  const { done } = await played(t, ({ ask }) => ask('n1', { type: 'restless' }));
  t.is(done, 7);
});

virtual('a node that computes without waiting is killed and named, and the others go on', async (t) => {
  const { troubles, states, answer } = await played(
    t,
    async ({ ask, cluster, troubles: seen }) => {
      const asked = ask('n1', { type: 'spin' }).catch(() => {});
      const reply = await ask('n2', { type: 'time' });
      await until(() => seen.length > 0);
      void asked;
      return { troubles: [...seen], states: cluster.states(), answer: reply };
    },
    { stallLimitMs: 1000 },
  );
  t.is(states.get('n1'), 'dead');
  t.is(states.get('n2'), 'running');
  t.is(answer.type, 'time_ok');
  t.regex(
    troubles[0]?.hint ?? '',
    /its thread \S+ \(\d+\) computed for 1 s without waiting for anything: .*--stall-limit/,
  );
});

virtual('threads that wait for one another’s locks are named at once, and the others go on', async (t) => {
  const troubles = await played(
    t,
    async ({ ask, troubles: seen }) => {
      await ask('n1', { type: 'lock' });
      await ask('n2', { type: 'until_wall', seconds: 1 });
      return seen.map(({ kind, what }) => [kind, what]);
    },
    { command: { command: 'python3', args: [programFile('virtual/waits.py')] } },
  );
  t.is(troubles.length, 1);
  t.is(troubles[0]?.[0], 'deadlock');
  t.regex(
    troubles[0]?.[1] ?? '',
    /^n1 waits for ever: all 3 threads wait on locks \(\S+\), and none waits for a time or for input$/,
  );
});

virtual('a program that is not there is a start that fails, with the reason', async (t) => {
  await t.throwsAsync(
    played(t, () => Promise.resolve(), { program: 'virtual/no-such-program.mjs' }),
    {
      message:
        /^n[12] did not start: it ended with exit status 1 before it answered init: Error: Cannot find module/,
    },
  );
});
