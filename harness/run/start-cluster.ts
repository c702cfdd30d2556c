/** A live cluster without a workload: for `eddy up`, and for tests that send their own messages. */

import { UsageError } from '../errors/usage-error.js';
import { type Program, Random, SystemClock } from '../../node/index.js';
import { type Cluster, type ClusterListener, type Journal, Journals } from '../../router/index.js';
import { buildCluster, freshSeed } from '../cluster/build-cluster.js';
import { completeOptions, type TestInput } from '../options/schema.js';
import { programInHand, resolveProgram } from '../cluster/program.js';

/** The options of a test run that describe a cluster. */
export type ClusterInput = Pick<
  TestInput,
  | 'bin'
  | 'args'
  | 'runtime'
  | 'nodes'
  | 'node-count'
  | 'latency'
  | 'latency-dist'
  | 'loss'
  | 'duplication'
  | 'seed'
  | 'init-timeout'
  | 'stall-limit'
> & {
  /** Eddy's own program that runs without `bin`, `broadcast` by default; or a function, which runs in this thread. */
  readonly program?: string | Program;
};

/** Who hears what a cluster does. */
export interface ClusterIo {
  readonly listener?: Partial<ClusterListener>;
  /** Gets all events of the network. */
  readonly journal?: Journal;
}

/**
 * Starts a cluster and resolves when every node has answered `init`. Nodes run in real time in every runtime; `stop`
 * must be called, or the cluster bound with `await using`: nodes in processes would keep this process running. Rejects with a UsageError, a StartError or an InitError, and leaves nothing running then.
 */
export async function startCluster(input: ClusterInput = {}, io: ClusterIo = {}): Promise<Cluster> {
  const { program = 'broadcast', ...rest } = input;
  const options = completeOptions(typeof program === 'function' ? { runtime: 'sim', ...rest } : rest);
  const { runtime, bin, args, seed = freshSeed() } = options;
  if (runtime === 'virtual') {
    throw new UsageError('a live cluster runs in real time: --runtime virtual is for tests, use process');
  }
  const cluster = buildCluster(options, {
    source:
      typeof program === 'function'
        ? programInHand(program, options)
        : await resolveProgram({ runtime, bin, args, own: program }),
    clock: new SystemClock(),
    random: new Random(seed).fork('network'),
    journal: io.journal ?? new Journals([]),
    listener: io.listener,
  });
  try {
    await cluster.start();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}
