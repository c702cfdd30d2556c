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

/** Hears what a node does beside sending messages. */
export interface HostListener {
  /** The node did something wrong. */
  trouble(trouble: Trouble): void;
  /** A line that the node wrote to its log. */
  log(line: string): void;
  /** The node ended without being told to. */
  died(exit: Exit): void;
}

/**
 * The container of one node: an endpoint that can be started, paused and killed. `test/router/hosts/contract.ts` says
 * what every host must do.
 */
export interface Host extends Endpoint {
  readonly node: string;
  /** Running, perhaps paused. */
  readonly alive: boolean;
  /** Starts the node, or starts it again after a kill. Rejects with a StartError if that is impossible. */
  start(): Promise<void>;
  /** Stops the node without ending it: it receives nothing, sends nothing, its timers wait. */
  pause(): void;
  /** Ends a pause. */
  resume(): void;
  /** What the node printed so far; undefined if it has no output of its own, or never ran. */
  printed(): Printed | undefined;
  /** What all its threads wait for, if it is certain that none can ever go on; asked at the end of a run. Absent from hosts that cannot know. */
  readonly deadlock?: () => string | undefined;
  /** Ends the node at once, with everything that it started. Resolves when it is gone. Harmless where it is. */
  kill(): Promise<void>;
  /** Empties what the node has written to its storage. Only for a node that is dead; waits until it is gone. */
  wipe(): Promise<void>;
}

/** A node could not even be started. The message names the node, the program and the cure. */
export class StartError extends Error {
  readonly node: string;

  constructor(node: string, text: string, cause?: unknown) {
    super(`${node} could not be started: ${text}`, { cause });
    this.name = 'StartError';
    this.node = node;
  }
}
