/**
 * Looks at nodes from which no stop has come for a while: empties their output, lets another thread run beside one that waits for it
 * without saying so, and finds nodes that never get quiet.
 */

import { CALL_BY_NUMBER } from './syscalls/index.js';
import type { Task } from './task.js';
import type { TracedNode } from './traced-node.js';

/** So much processor time a thread may take without waiting, in nanoseconds, before another of its node runs beside it. */
const PATIENCE = 0.5e9;

/** Names of calls that may block, and are made by the kernel without a stop. */
const NAMES: Readonly<Record<number, string>> = {
  1: 'write',
  20: 'writev',
  44: 'sendto',
  46: 'sendmsg',
  64: 'semget',
  65: 'semop',
  70: 'msgrcv',
  74: 'fsync',
  202: 'futex',
  220: 'semtimedop',
  243: 'mq_timedreceive',
  426: 'io_uring_enter',
  449: 'futex_waitv',
};

/** When a thread was found running, by the real clock, after how many waits, and the processor time that it had used. */
interface Seen {
  readonly waits: number;
  readonly at: number;
  readonly used: number;
}

export class Watch {
  readonly #resume: (task: Task) => void;
  readonly #stallLimitMs: number;
  readonly #clock: () => number;
  /** Threads that run, since when they have not waited. */
  readonly #seen = new Map<Task, Seen>();

  /** `resume` lets a ready thread run; `clock` is the real one, in milliseconds. */
  constructor(resume: (task: Task) => void, stallLimitMs: number, clock: () => number) {
    this.#resume = resume;
    this.#stallLimitMs = stallLimitMs;
    this.#clock = clock;
  }

  /** Returns why the node will not get quiet, as far as can be seen; undefined if it still may. */
  look(node: TracedNode<Task>): string | undefined {
    node.stdout.drain();
    node.stderr.drain();
    const now = this.#clock();
    for (const task of node.running) {
      const seen = this.#seen.get(task);
      const used = task.processorTime();
      if (seen === undefined || seen.waits !== task.waits) {
        this.#seen.set(task, { waits: task.waits, at: now, used });
      } else if (this.#isStalled(task, seen, used)) {
        return reasonOf(task, this.#stallLimitMs / 1000);
      } else if (task.asleep() || used - seen.used > PATIENCE) {
        const [next] = node.ready;
        if (next !== undefined) this.#resume(next);
      }
    }
    return undefined;
  }

  /** A busy machine makes no thread compute for longer: what it computes is measured in processor time. */
  #isStalled(task: Task, seen: Seen, used: number): boolean {
    if (task.asleep()) return this.#clock() - seen.at >= this.#stallLimitMs;
    return used - seen.used >= this.#stallLimitMs * 1e6;
  }

  /** The threads of this node have ended. */
  forget(node: TracedNode<Task>): void {
    for (const task of this.#seen.keys()) if (task.node === node) this.#seen.delete(task);
  }
}

function reasonOf(task: Task, seconds: number): string {
  const thread = `its thread ${task.name()} (${task.tid})`;
  if (!task.asleep()) {
    return (
      `${thread} computed for ${seconds} s without waiting for anything: computing takes no virtual time, ` +
      'so a loop until a time of the clock never ends; sleep in it, or raise --stall-limit'
    );
  }
  const number = Number.parseInt(task.currentCall(), 10);
  const name = CALL_BY_NUMBER.get(number)?.name ?? NAMES[number] ?? `number ${number}`;
  return (
    `${thread} waited for ${seconds} s of real time in the system call ${name}, which virtual time does not know: ` +
    'use --runtime process for this program, or raise --stall-limit'
  );
}
