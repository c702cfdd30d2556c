/** What the main thread and the supervisor's thread say to each other. All times in virtual nanoseconds. */

import type { MessagePort } from 'node:worker_threads';

/** What is executed: a node's first process. */
export interface Executed {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment, `NAME=value` each. */
  readonly env: readonly string[];
  readonly cwd: string;
}

/** What is done to a node, one after the other, each until the node is quiet. */
export type Stimulus =
  | { readonly do: 'start'; readonly program: Executed; readonly seed: number }
  /** A line of input, with its end. */
  | { readonly do: 'line'; readonly text: string }
  /** The waits whose deadline has come end. */
  | { readonly do: 'expire' }
  | { readonly do: 'kill' };

/** What happens to nodes at one instant. */
export interface Batch {
  readonly nodes: readonly NodeBatch[];
}

interface NodeBatch {
  readonly node: number;
  /** What its monotonic clock shows since the run's beginning. */
  readonly now: number;
  /** How far its wall clock is ahead. */
  readonly wallOffset: number;
  readonly stimuli: readonly Stimulus[];
}

/** How the first process of a node ended. */
export interface Ended {
  readonly code: number | null;
  /** The signal's number. */
  readonly signal: number | null;
}

/** A node that is quiet again. */
export interface NodeReport {
  readonly node: number;
  /** When its next wait ends; undefined if none does by itself. */
  readonly deadline: number | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Whether no process of it can print there any more. */
  readonly stdoutEnded: boolean;
  /** Bytes of its input that it has not read. */
  readonly unread: number;
  /** Set if it has ended since the last report. */
  readonly ended: Ended | undefined;
  /** Why it could not be started. */
  readonly failed: string | undefined;
  /** Why it never got quiet, and was killed. */
  readonly stalled: string | undefined;
  /** What all its threads wait for, if none can ever go on. */
  readonly deadlock: string | undefined;
  /** The id of its first process. */
  readonly pid: number | undefined;
}

/** What the thread begins with: how requests and replies go, and how each side is woken for them. */
export interface SupervisorData {
  readonly stallLimitMs: number;
  readonly port: MessagePort;
  readonly requests: SharedArrayBuffer;
  readonly answers: SharedArrayBuffer;
}

export type Reply =
  | { readonly told: 'ran'; readonly nodes: readonly NodeReport[] }
  | { readonly told: 'failed'; readonly error: string };
