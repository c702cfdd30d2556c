/** What a node in virtual time sees and what becomes of one that misbehaves, with one small program in JavaScript. */

import test, { type ExecutionContext } from 'ava';
import { type Body, Random, SECOND } from '../../../../node/index.js';
import { Cluster, Journals, machineObstacle, type Trouble, VirtualClock } from '../../../../router/index.js';
import { programFile } from '../../programs.js';
import { until } from '../../../real-time.js';

const obstacle = machineObstacle();
const virtual = obstacle === undefined ? test.serial : test.skip;

interface Scene {
  readonly ask: (node: string, body: Body) => Promise<Body>;
  readonly cluster: Cluster;
  readonly clock: VirtualClock;
  readonly troubles: readonly Trouble[];
  readonly log: readonly string[];
  /** Lets virtual time pass. */
  readonly pass: (seconds: number) => Promise<void>;
}

/** Plays with a cluster of n1 and n2 in virtual time, and stops it. */
async function played<T>(
  t: ExecutionContext,
  play: (scene: Scene) => Promise<T>,
  { seed = 1, stallLimitMs = 60_000, program = 'virtual/probe.mjs' } = {},
): Promise<T> {
  t.timeout(300_000);
  const clock = new VirtualClock();
  const troubles: Trouble[] = [];
  const log: string[] = [];
  const cluster = new Cluster(
    {
      clock,
      random: new Random(seed),
      journal: new Journals([]),
      listener: { trouble: (trouble) => troubles.push(trouble), log: (_node, line) => log.push(line) },
    },
    {
      nodes: ['n1', 'n2'],
      source: { runtime: 'virtual', command: { command: process.execPath, args: [programFile(program)] } },
      latency: { meanMs: 0, distribution: 'constant' },
      loss: 0,
      duplication: 0,
      stallLimitMs,
    },
  );
  const pass = (seconds: number): Promise<void> =>
    new Promise((resolve) => {
      clock.schedule(seconds * SECOND, resolve);
    });
  return clock.drive(async () => {
    try {
      await cluster.start();
      const ask = (node: string, body: Body): Promise<Body> => cluster.client().rpc(node, body, 100_000);
      return await play({ ask, cluster, clock, troubles, log, pass });
    } finally {
      await cluster.stop();
    }
  });
}

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

virtual('a program that is not there is a start that fails, with the reason', async (t) => {
  await t.throwsAsync(
    played(t, () => Promise.resolve(), { program: 'virtual/no-such-program.mjs' }),
    {
      message:
        /^n[12] did not start: it ended with exit status 1 before it answered init: Error: Cannot find module/,
    },
  );
});
