/** A cluster from the options of a run: the one place where a clock is chosen and a network is set up. */

import { type Random, SystemClock } from '../../node/index.js';
import {
  Cluster,
  type ClusterListener,
  type Journal,
  type NodeSource,
  type Runtime,
  VirtualClock,
} from '../../router/index.js';
import type { ClusterOptions } from './options.js';

/** What a cluster is built with beside its options. */
export interface ClusterParts {
  readonly source: NodeSource;
  readonly clock: SystemClock | VirtualClock;
  /** The random stream of the network. */
  readonly random: Random;
  readonly journal: Journal;
  readonly listener?: Partial<ClusterListener> | undefined;
  /** Where nodes keep what they store; by default a temporary folder. */
  readonly dataFolder?: string | undefined;
}

/** A seed for a run that was given none. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 2 ** 32);
}

/** Simulated nodes run in virtual time, others in real time. */
export function clockFor(runtime: Runtime): SystemClock | VirtualClock {
  return runtime === 'sim' ? new VirtualClock() : new SystemClock();
}

/** The nodes are not started yet. */
export function buildCluster(
  options: Pick<
    ClusterOptions,
    'nodes' | 'latency' | 'latency-dist' | 'loss' | 'duplication' | 'init-timeout'
  >,
  { source, clock, random, journal, listener, dataFolder }: ClusterParts,
): Cluster {
  const { nodes, latency: meanMs, 'latency-dist': distribution, loss, duplication } = options;
  return new Cluster(
    {
      clock,
      random,
      journal,
      listener: { trouble: listener?.trouble ?? (() => {}), log: listener?.log ?? (() => {}) },
    },
    {
      nodes,
      source,
      latency: { meanMs, distribution },
      loss,
      duplication,
      dataFolder,
      initTimeoutMs: options['init-timeout'] * 1000,
    },
  );
}

/** Does something on a clock: virtual time passes while it waits. */
export function onClock<T>(clock: SystemClock | VirtualClock, action: () => Promise<T>): Promise<T> {
  return clock instanceof VirtualClock ? clock.drive(action) : action();
}
