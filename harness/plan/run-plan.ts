/**
 * A run as data: what clients asked for, what broke, and what became of single messages. Played again, it does the same
 * without any chance; each of its parts can be edited.
 */

import type { MessageException, MessageName } from '../../router/index.js';
import type { TestInput } from '../options/schema.js';

/** A request of a client. */
export interface PlannedOperation {
  /** Seconds since the load began. */
  readonly at: number;
  /** The worker that does it, from 0: worker w talks to node w mod n. */
  readonly worker: number;
  readonly f: string;
  readonly value: unknown;
  /** What else the workload says of it, such as the key of a register. */
  readonly [extra: string]: unknown;
}

/** A control line, and when it is done. */
export interface PlannedFault {
  /** Seconds since the load began. */
  readonly at: number;
  readonly do: string;
}

export interface RunPlan {
  /**
   * The options of the run, with its seed, which is that of the nodes' own randomness. They draw nothing: no nemesis, no loss,
   * a constant latency.
   */
  readonly options: TestInput;
  /** In the order of time. */
  readonly operations: readonly PlannedOperation[];
  /** In the order of time. */
  readonly faults: readonly PlannedFault[];
  readonly exceptions: readonly MessageException[];
}

/** Options whose draws are in the plan, as they are in a run of one. */
export const WITHOUT_CHANCE = {
  nemesis: [],
  faults: [],
  loss: 0,
  duplication: 0,
  'latency-dist': 'constant',
  'test-count': 1,
} as const satisfies TestInput;

/** `n1->n3 gossip 47` */
export function messageText({ src, dest, type, nth }: MessageName): string {
  return `${src}->${dest} ${type} ${nth}`;
}

/** Undefined if the text names no message. */
export function messageNamed(text: string): MessageName | undefined {
  const [, src, dest, type, nth] = /^(\S+?)\s*->\s*(\S+)\s+(.*\S)\s+(\d+)$/.exec(text.trim()) ?? [];
  if (src === undefined || dest === undefined || type === undefined || Number(nth) < 1) return undefined;
  return { src, dest, type, nth: Number(nth) };
}
