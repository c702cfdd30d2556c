/** What is done when a traced thread stops, and how threads that are stopped go on. */

import { Calls } from './calls.js';
import { didClockInstruction } from './clock-instruction.js';
import { Family } from './family.js';
import { EVENT, exitOf, SIGNAL, SYSCALL_TRAP } from './linux.js';
import { BadAddress } from './memory.js';
import type { Task } from './task.js';
import type { TracedNode } from './traced-node.js';
import { TaskGone, type Tracer } from './tracer.js';

/** The exit status of a shell whose program is not there. */
const NOT_FOUND = 127;
const BIRTHS = new Set<number>([EVENT.FORK, EVENT.VFORK, EVENT.CLONE]);

export class StopHandler {
  readonly #tracer: Tracer;
  readonly #family: Family;
  /** What is done to threads in a system call. */
  readonly calls: Calls;

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
    this.#family = new Family(tracer);
    this.calls = new Calls(tracer);
  }

  /** The first process of a node is there, and traced. */
  started(node: TracedNode, pid: number): void {
    this.#family.first(node, pid);
  }

  /** A thread has stopped or ended: `status` is that of waitpid(2). */
  take(tid: number, status: number): void {
    const task = this.#family.find(tid);
    const exit = exitOf(status);
    if (task === undefined) {
      this.#family.early(tid, exit !== undefined);
      return;
    }
    task.node.stirrings++;
    if (exit !== undefined) {
      this.#ended(task, exit);
      return;
    }
    try {
      this.#stopped(task, (status >> 8) & 0xff, status >> 16);
    } catch (error) {
      // Killed from outside: its end is reported next.
      if (!(error instanceof TaskGone)) throw error;
      task.node.setState(task, 'ending');
    }
  }

  killAll(node: TracedNode): void {
    node.dying = true;
    for (const pid of node.processes.keys()) this.#tracer.libc.kill(pid, SIGNAL.KILL);
  }

  #ended(task: Task, exit: { readonly code: number } | { readonly signal: number }): void {
    const { node, process, tid } = task;
    // A parent is sent a signal for it.
    node.signalled = true;
    this.#family.remove(task);
    if (tid === node.pid) {
      node.pid = undefined;
      if (!node.filtered) node.failed = failureOf(exit);
      node.ended = 'code' in exit ? { code: exit.code, signal: null } : { code: null, signal: exit.signal };
      this.killAll(node);
      return;
    }
    // The kernel clears a word in memory for those who wait for this thread's end.
    if (!node.dying && process.tasks.size > 0) {
      node.futexes.wakeChanged((waiter, address) => waiter.process === process && changed(waiter, address));
    }
  }

  #stopped(task: Task, signal: number, event: number): void {
    const { node, tid } = task;
    if (event === EVENT.SECCOMP) {
      this.#tracer.read(tid, task.registers);
      this.calls.entered(task);
    } else if (event === 0 && signal === SYSCALL_TRAP) {
      this.calls.returned(task);
    } else if (BIRTHS.has(event)) {
      this.#family.forked(task, event);
    } else if (event === EVENT.VFORKDONE) {
      node.setState(task, 'ready');
      node.returned.push(...node.ready.splice(node.ready.indexOf(task), 1));
    } else if (event === EVENT.EXEC) {
      this.#family.executed(task);
    } else if (event === EVENT.EXIT) {
      node.setState(task, 'ending');
      this.#tracer.proceed(tid);
    } else if (event === EVENT.STOP) {
      this.calls.proceed(task, 0);
    } else {
      this.calls.proceed(task, didClockInstruction(this.#tracer, task, signal) ? 0 : signal);
    }
  }
}

/** Whether a futex is no more as its waiter expects it. */
function changed({ process, entry }: Task, address: number): boolean {
  try {
    return process.memory.word(address) !== entry.argument(2) % 2 ** 32;
  } catch (error) {
    if (error instanceof BadAddress) return true;
    throw error;
  }
}

/** Why a shell could not execute the program, by its exit status: an error's name. */
function failureOf(exit: { readonly code: number } | { readonly signal: number }): string {
  if (!('code' in exit)) return 'it was killed before it could begin';
  return exit.code === NOT_FOUND ? 'ENOENT' : 'EACCES';
}
