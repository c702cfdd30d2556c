/** Builds a cluster from the options of a run: the one place that chooses a clock and sets up a network. */

import { type Random, SystemClock } from '../../node/index.js';
import {
  Cluster,
  isSimulated,
  type ClusterListener,
  type Journal,
  type MessageException,
  type NodeSource,
  type OrderOptions,
  type Runtime,
  VirtualClock,
} from '../../router/index.js';
import type { ClusterOptions } from './options.js';

/** The parameters of a cluster beside its options. */
export interface ClusterParts {
  readonly source: NodeSource;
  readonly clock: SystemClock | VirtualClock;
  /** The random stream of the network. */
  readonly random: Random;
  readonly journal: Journal;
  readonly listener?: Partial<ClusterListener> | undefined;
  /** What becomes of single messages, whatever the rules would decide. */
  readonly exceptions?: readonly MessageException[] | undefined;
  /** Delivery orders are drawn by priorities. */
  readonly order?: OrderOptions | undefined;
  /** Note what chance decides on messages. */
  readonly records?: boolean | undefined;
  /** The nodes' data directory; by default a temporary folder. */
  readonly dataFolder?: string | undefined;
}

/** A seed for a run without a given one. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 2 ** 32);
}

/** Simulated nodes run in virtual time, others in real time. */
export function clockFor(runtime: Runtime): SystemClock | VirtualClock {
  return isSimulated(runtime) ? new VirtualClock() : new SystemClock();
}

/** The nodes are not started yet. */
export function buildCluster(
  options: Pick<
    ClusterOptions,
    'nodes' | 'latency' | 'latency-dist' | 'loss' | 'duplication' | 'init-timeout' | 'stall-limit'
  >,
  { source, clock, random, journal, listener, dataFolder, exceptions, records, order }: ClusterParts,
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
      exceptions,
      records,
      order,
      initTimeoutMs: options['init-timeout'] * 1000,
      stallLimitMs: options['stall-limit'] * 1000,
    },
  );
}

/** Executes a function on a clock: virtual time passes while it waits. */
export function onClock<T>(clock: SystemClock | VirtualClock, action: () => Promise<T>): Promise<T> {
  return clock instanceof VirtualClock ? clock.drive(action) : action();
}
