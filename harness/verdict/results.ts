/** Parts of the results of a run that are seen while the run lasts. */

/** How a cluster recovered after the faults. */
export interface Recovery {
  /** How long it took, or the limit. */
  readonly seconds: number;
  /** Whether all nodes showed the same in the end; absent if the workload has nothing to show. */
  readonly agreed?: boolean;
}

/** What broadcast nodes say of their own gossip. */
export interface GossipStats {
  /** What the nodes say they sent, all together. */
  readonly 'gossip-messages-sent': number;
  /** Messages between nodes and services that the router saw. */
  readonly 'counted-by-router': number;
}
