/** A live cluster without a workload: for `eddy up`, and for tests that send their own messages. */

import { UsageError } from '../errors/usage-error.js';
import { Random, SystemClock } from '../../node/index.js';
import { Cluster, type ClusterListener, type Journal, Journals } from '../../router/index.js';
import { completeOptions, type TestInput } from '../options/schema.js';
import { resolveProgram } from './program.js';

/** The options of a test run that say what a cluster is made of. */
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
> & {
  /** Eddy's own program that runs without `bin`: `broadcast` by default. */
  readonly program?: string;
};

export interface ClusterIo {
  readonly listener?: Partial<ClusterListener>;
  /** Told everything the network does. */
  readonly journal?: Journal;
}

/**
 * Starts a cluster and resolves when every node has answered `init`. Nodes run in real time in every runtime; `stop` is
 * owed. Rejects with a UsageError, a StartError or an InitError, and leaves nothing running then.
 */
export async function startCluster(input: ClusterInput = {}, io: ClusterIo = {}): Promise<Cluster> {
  const { program = 'broadcast', ...rest } = input;
  const options = completeOptions(rest);
  const { runtime, bin, args, nodes, latency, 'latency-dist': distribution, loss, duplication } = options;
  if (runtime === 'virtual') {
    throw new UsageError('a live cluster runs in real time: --runtime virtual is for tests, use process');
  }
  const source = await resolveProgram({ runtime, bin, args, own: program });
  const cluster = new Cluster(
    {
      clock: new SystemClock(),
      random: new Random(options.seed ?? Math.floor(Math.random() * 2 ** 32)).fork('network'),
      journal: io.journal ?? new Journals([]),
      listener: { trouble: io.listener?.trouble ?? (() => {}), log: io.listener?.log ?? (() => {}) },
    },
    {
      nodes,
      source,
      latency: { meanMs: latency, distribution },
      loss,
      duplication,
      initTimeoutMs: options['init-timeout'] * 1000,
    },
  );
  try {
    await cluster.start();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}
