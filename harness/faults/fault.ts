/**
 * A fault as data: what it is, what it hits, how much, and when. It is put into words by its kind (`kinds/`), and nowhere
 * else.
 */

import type { Grudge } from '../../router/index.js';

/** What a fault hits, and how much. With neither nodes nor links: every message between nodes and services. */
export interface Struck {
  /** Nodes that are hit themselves, or whose messages are, in both directions. */
  readonly nodes?: readonly string[];
  /** Links that are hit, in one direction each: by receiver, the senders. */
  readonly links?: Grudge;
  /**
   * How much of it, or of which sort: a probability, a factor, a kind of partition, a target such as `minority`. Text that
   * this version cannot read, in a history from elsewhere, is kept as it is.
   */
  readonly value?: string | number;
}

export interface Fault extends Struck {
  /** The name of its kind: `partition`, `kill`, `loss`, ... */
  readonly kind: string;
  /** Seconds since the run's zero. */
  readonly from: number;
  /** Absent if it was still in force at the end. */
  readonly to?: number;
  /** When it was begun, at the earliest, and when it had ended, at the latest. Nanoseconds since the run's zero. */
  readonly since: number;
  readonly until?: number;
  /** When each node went on that was hit itself, in nanoseconds. Absent if messages are hit, not nodes. */
  readonly wentOn?: ReadonlyMap<string, number>;
}
