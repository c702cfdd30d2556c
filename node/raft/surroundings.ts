/**
 * The environment of a replica: time, randomness, messages and storage are injected; the replica makes all decisions.
 */

import type { Timer } from '../clock.js';
import type { Body } from '../protocol/message.js';
import type { Random } from '../random.js';
import type { Storage } from '../storage.js';

export interface Surroundings {
  readonly self: string;
  /** All members of the cluster, in its order, this one included. */
  readonly nodes: readonly string[];
  readonly random: Random;
  readonly storage: Storage;
  /** Milliseconds of a monotonic clock. Clocks of different nodes need not agree; they must run at the same rate. */
  readonly now: () => number;
  readonly after: (delayMs: number, callback: () => void) => Timer;
  readonly send: (dest: string, body: Body) => void;
}

/** The size of a majority of this many. Any two majorities share a member: all of Raft's safety rests on that. */
export function majority(members: number): number {
  return Math.floor(members / 2) + 1;
}
