/** A cluster of two nodes in virtual time, for tests of what one program sees and of what becomes of it. */

import test, { type ExecutionContext } from 'ava';
import { type Body, Random, SECOND } from '../../../../node/index.js';
import {
  Cluster,
  type Command,
  Journals,
  machineObstacle,
  type Skew,
  type Trouble,
  VirtualClock,
} from '../../../../router/index.js';
import { programFile } from '../../programs.js';

/** A test that needs virtual time: one after the other, and skipped where that is impossible. */
export const virtual = machineObstacle() === undefined ? test.serial : test.skip;

export interface Scene {
  readonly ask: (node: string, body: Body) => Promise<Body>;
  readonly cluster: Cluster;
  readonly clock: VirtualClock;
  readonly troubles: readonly Trouble[];
  readonly log: readonly string[];
  /** Lets virtual time pass. */
  readonly pass: (seconds: number) => Promise<void>;
}

interface Settings {
  readonly seed?: number;
  readonly stallLimitMs?: number;
  /** A JavaScript file among the programs of tests. */
  readonly program?: string;
  /** What runs instead of it. */
  readonly command?: Command;
  readonly clockSkew?: ReadonlyMap<string, Skew>;
}

/** Plays with a cluster of n1 and n2 in virtual time, and stops it. */
export async function played<T>(
  t: ExecutionContext,
  play: (scene: Scene) => Promise<T>,
  {
    seed = 1,
    stallLimitMs = 60_000,
    program = 'virtual/probe.mjs',
    command = { command: process.execPath, args: [programFile(program)] },
    clockSkew,
  }: Settings = {},
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
      source: { runtime: 'virtual', command },
      latency: { meanMs: 0, distribution: 'constant' },
      loss: 0,
      duplication: 0,
      stallLimitMs,
      clockSkew,
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
