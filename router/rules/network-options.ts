/** What a network begins with. */

export const LATENCY_DISTRIBUTIONS = ['constant', 'uniform', 'exponential'] as const;
export type LatencyDistribution = (typeof LATENCY_DISTRIBUTIONS)[number];

export interface Latency {
  readonly meanMs: number;
  readonly distribution: LatencyDistribution;
}

export interface NetworkOptions {
  readonly latency: Latency;
  /** Probability of a message between nodes to be lost, 0 to 1. */
  readonly loss: number;
  /** Probability of a message between nodes to arrive twice, 0 to 1. */
  readonly duplication: number;
  /** Nanoseconds that a message between nodes takes at least. 0 by default. */
  readonly hop?: number;
}
