/** What a replica lives in. It decides everything itself; time, chance, messages and memory are handed in. */

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
  /** Milliseconds of a clock that never goes backwards. Clocks of different nodes need not agree, only go equally fast. */
  readonly now: () => number;
  readonly after: (delayMs: number, callback: () => void) => Timer;
  readonly send: (dest: string, body: Body) => void;
}

/** How many of so many are more than half. Any two majorities share a member: all of Raft's safety comes from that. */
export function majority(members: number): number {
  return Math.floor(members / 2) + 1;
}
