/** What a network begins with. */

import type { MessageException } from './exceptions.js';
import type { OrderOptions } from './order.js';

/** How latencies are distributed around their mean. */
export const LATENCY_DISTRIBUTIONS = ['constant', 'uniform', 'exponential'] as const;
/** The name of a distribution. */
export type LatencyDistribution = (typeof LATENCY_DISTRIBUTIONS)[number];

/** How long messages between nodes travel. */
export interface Latency {
  /** Milliseconds, >= 0. */
  readonly meanMs: number;
  readonly distribution: LatencyDistribution;
}

/** The rules of a network as it begins. Clients are spared all of them. */
export interface NetworkOptions {
  readonly latency: Latency;
  /** Probability of a message between nodes to be lost, 0 to 1. */
  readonly loss: number;
  /** Probability of a message between nodes to arrive twice, 0 to 1. */
  readonly duplication: number;
  /** Nanoseconds that a message between nodes takes at least. 0 by default. */
  readonly hop?: number;
  /** What becomes of single messages, whatever the rules would decide. None by default. */
  readonly exceptions?: readonly MessageException[] | undefined;
  /** Delivery orders are drawn by priorities of links. Without it, latency alone decides. */
  readonly order?: OrderOptions | undefined;
  /** Note what chance decides: `Network.exceptions()` has it. */
  readonly records?: boolean | undefined;
}
