/**
 * What a host is: the container of one node, whatever the node is made of. A child process, a worker thread and a
 * simulated node are started, fed, paused and killed by the same verbs; `test/router/hosts/contract.ts` holds all three
 * to the same promises.
 */

import type { Endpoint } from '../router.js';
import type { Trouble } from '../trouble.js';
import type { Exit } from './exit.js';

/** What a node has printed so far in this life. */
export interface Printed {
  /** How many lines came from its stdout. */
  readonly lines: number;
  /** What waits for its line end: how many characters, and the first of them. */
  readonly rest: { readonly length: number; readonly start: string };
  /** The last lines of its log, oldest first. */
  readonly stderr: readonly string[];
}

/** Who is told of what a node does beside sending messages. */
export interface HostListener {
  trouble(trouble: Trouble): void;
  /** A line that the node wrote to its log. */
  log(line: string): void;
  /** The node ended without being told to. */
  died(exit: Exit): void;
}

export interface Host extends Endpoint {
  readonly node: string;
  /** Running, perhaps paused. */
  readonly alive: boolean;
  /** Starts the node, afresh after a kill. Rejects with a StartError where that is impossible. */
  start(): Promise<void>;
  /** The node stands still: it hears nothing, says nothing, its timers wait. */
  pause(): void;
  resume(): void;
  /** What the node printed so far; undefined if it has no output of its own, or never ran. */
  printed(): Printed | undefined;
  /** Ends the node at once, with everything that it started. Resolves when it is gone. Harmless where it is. */
  kill(): Promise<void>;
  /** Empties what the node has written to its storage. Only for a node that is dead; waits until it is gone. */
  wipe(): Promise<void>;
}

/** A node could not even be started. */
export class StartError extends Error {
  readonly node: string;

  constructor(node: string, text: string, cause?: unknown) {
    super(`${node} could not be started: ${text}`, { cause });
    this.name = 'StartError';
    this.node = node;
  }
}
