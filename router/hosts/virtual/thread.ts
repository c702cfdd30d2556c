/** What a node knows of its threads: enough to choose which of them runs. */

import type { TracedProcess } from './traced-process.js';
import type { Wait } from './wait.js';

/**
 * *running*: in the program, or in a call that returns at once. *ready*: stopped, and may run when no other thread of the
 * node does. *parked*: stopped at the entry of a call that waits, which is not made. *waiting*: in the kernel, in a call that
 * may wait; its return stops. *vforking*: until its child executes a program. *ending*: on its way out.
 */
export type TaskState = 'running' | 'ready' | 'parked' | 'waiting' | 'vforking' | 'ending';

export interface Thread {
  readonly process: TracedProcess;
  state: TaskState;
  wait: Wait | undefined;
  /** The deadline of its wait has come, and its interruption is under way. */
  expired: boolean;
  /** What it calls itself. */
  name(): string;
  close(): void;
}
