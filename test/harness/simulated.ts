/** A cluster of simulated nodes on a clock of its own, for tests of what the harness does to one. */

import { NetStatistics } from '../../harness/checkers/index.js';
import { type Clock, type Program, Random } from '../../node/index.js';
import { Cluster, Journals, type Latency, type Trouble, VirtualClock } from '../../router/index.js';

export interface Simulated {
  readonly clock: VirtualClock;
  readonly cluster: Cluster;
  readonly statistics: NetStatistics;
  readonly troubles: readonly Trouble[];
}

export function simulated(
  program: Program,
  options: {
    readonly nodes?: readonly string[];
    readonly latency?: Latency;
    readonly loss?: number;
    readonly duplication?: number;
  } = {},
): Simulated {
  const { nodes = ['n1', 'n2', 'n3'], loss = 0, duplication = 0 } = options;
  const { latency = { meanMs: 0, distribution: 'constant' } } = options;
  const clock = new VirtualClock();
  const statistics = new NetStatistics();
  const troubles: Trouble[] = [];
  const cluster = new Cluster(
    {
      clock,
      random: new Random(1),
      journal: new Journals([statistics]),
      listener: { trouble: (trouble) => troubles.push(trouble), log: () => {} },
    },
    { nodes, source: { runtime: 'sim', program }, latency, loss, duplication },
  );
  return { clock, cluster, statistics, troubles };
}

/** Resolves after so many nanoseconds of the clock. */
export function sleep(clock: Clock, delay: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(delay, resolve);
  });
}
