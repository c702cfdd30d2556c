/** Threads that begin, and programs that are executed: every process and thread of a node is traced from its first instruction. */

import { existsSync } from 'node:fs';
import { patchAfterExec } from './exec-patch.js';
import { EVENT } from './linux.js';
import type { Task } from './task.js';
import type { TracedNode } from './traced-node.js';
import type { TracedProcess } from './traced-process.js';
import type { Tracer } from './tracer.js';

export class Family {
  readonly #tracer: Tracer;
  readonly #tasks = new Map<number, Task>();
  /** Children whose first stop came before their parent's. */
  readonly #early = new Set<number>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  find(tid: number): Task | undefined {
    return this.#tasks.get(tid);
  }

  /** The first process of a node is there, and traced. */
  first(node: TracedNode, pid: number): void {
    node.pid = pid;
    this.#tasks.set(pid, node.addTask(pid, node.addProcess(pid)));
  }

  /** Something is heard of a thread whose parent has not said yet that it made it. */
  early(tid: number, hasEnded: boolean): void {
    if (hasEnded) this.#early.delete(tid);
    else this.#early.add(tid);
  }

  /** A thread has ended. */
  remove(task: Task): void {
    this.#tasks.delete(task.tid);
    task.node.remove(task);
    this.#endVfork(task);
  }

  forked(task: Task, event: number): void {
    const child = this.#tracer.eventMessage(task.tid);
    if (!this.#early.delete(child)) this.#tracer.libc.waitFor(child);
    const { node } = task;
    const process = this.#processOf(child, task.process);
    const made = node.addTask(child, process);
    this.#tasks.set(child, made);
    node.setState(made, 'ready');
    task.onReturn = (registers) => registers.set('rax', made.virtualTid);
    if (event === EVENT.VFORK) {
      node.setState(task, 'vforking');
      made.vforkedBy = task;
    }
    this.#tracer.proceedToReturn(task.tid);
  }

  /** A thread of the same process, or the first of a new one. */
  #processOf(child: number, parent: TracedProcess): TracedProcess {
    if (threadOf(child, parent.pid)) return parent;
    const process = parent.node.addProcess(child, parent.virtualPid);
    process.patched = parent.patched;
    process.replacedInstructions = new Map(parent.replacedInstructions);
    return process;
  }

  executed(task: Task): void {
    const { node, process, tid } = task;
    const former = this.#tracer.eventMessage(tid);
    const gone = former === tid ? undefined : this.#tasks.get(former);
    if (gone !== undefined) {
      // The thread that executed has taken the id of the first. The others report their end.
      this.#tasks.delete(former);
      node.remove(gone);
    }
    task.wait?.over?.();
    task.wait = undefined;
    this.#endVfork(task);
    node.setState(task, 'running');
    const first = !node.filtered;
    node.filtered = true;
    process.replaced();
    patchAfterExec(this.#tracer, tid, process, first);
    this.#tracer.proceed(tid);
  }

  /** Whoever waited in vfork(2) for this thread goes on: its stop comes now. */
  #endVfork(task: Task): void {
    const parent = task.vforkedBy;
    task.vforkedBy = undefined;
    if (parent?.state === 'vforking') parent.node.setState(parent, 'running');
  }
}

/** Whether a new task shares its process with its maker. */
function threadOf(tid: number, pid: number): boolean {
  return existsSync(`/proc/${pid}/task/${tid}`);
}
