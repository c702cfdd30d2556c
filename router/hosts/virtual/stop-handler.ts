/** What is done when a traced thread stops, and how threads that are stopped go on. */

import { existsSync } from 'node:fs';
import type { Action } from './action.js';
import { BadAddress } from './memory.js';
import { patchAfterExec } from './exec-patch.js';
import { EVENT, exitOf, RESTART, SIGNAL, SYSCALL_TRAP } from './linux.js';
import { CALL_BY_NUMBER } from './syscalls/index.js';
import type { Task } from './task.js';
import type { TracedNode } from './traced-node.js';
import type { TracedProcess } from './traced-process.js';
import { TaskGone, type Tracer } from './tracer.js';

/** The exit status of a shell whose program is not there. */
const NOT_FOUND = 127;
/** The number of pause(2). */
const PAUSE = 34;
const INTERRUPTED = new Set<number>(Object.values(RESTART).map((value) => -value));
const CLONE_VFORK_EVENTS = new Set<number>([EVENT.FORK, EVENT.VFORK, EVENT.CLONE]);

export class StopHandler {
  readonly #tracer: Tracer;
  readonly #tasks = new Map<number, Task>();
  /** Children whose first stop came before their parent's. */
  readonly #early = new Set<number>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /** The first process of a node is there, and traced. */
  started(node: TracedNode, pid: number): void {
    node.pid = pid;
    const task = node.addTask(pid, node.addProcess(pid));
    this.#tasks.set(pid, task);
  }

  take(tid: number, status: number): void {
    const task = this.#tasks.get(tid);
    const exit = exitOf(status);
    if (task === undefined) {
      if (exit === undefined) this.#early.add(tid);
      else this.#early.delete(tid);
      return;
    }
    if (exit !== undefined) {
      this.#ended(task, exit);
      return;
    }
    task.node.stops++;
    try {
      this.#stopped(task, (status >> 8) & 0xff, status >> 16);
    } catch (error) {
      // Killed from outside: its end is reported next.
      if (!(error instanceof TaskGone)) throw error;
      task.node.setState(task, 'ending');
    }
  }

  /** A thread that was chosen to run. */
  resume(task: Task): void {
    task.node.setState(task, 'running');
    if (task.again) {
      task.again = false;
      this.#entered(task);
    } else {
      this.#tracer.proceed(task.tid);
    }
  }

  /** A parked thread goes on as soon as it is its turn; its call returns `result`. */
  release(task: Task, result: number): void {
    this.#endWait(task);
    this.#skip(task, result);
    task.node.setState(task, 'ready');
  }

  /** The wait of a thread ends, for its time has come. */
  expire(task: Task): void {
    if (task.state === 'parked') {
      this.release(task, task.wait?.expire() ?? 0);
    } else {
      task.expired = true;
      this.#tracer.interrupt(task.tid);
    }
  }

  /** There is something to read for the thread that has waited longest. */
  inputCame(node: TracedNode): void {
    for (const task of node.tasks) {
      if (task.state !== 'parked' || task.wait?.input !== true) continue;
      this.#endWait(task);
      task.again = true;
      node.setState(task, 'ready');
      return;
    }
  }

  /** Lets a stopped thread hear of a signal that is there for it. False if there is none. */
  showSignals(node: TracedNode): boolean {
    if (!node.signalled) return false;
    for (const task of node.tasks) {
      if (task.state !== 'parked' || !task.hasSignal()) continue;
      this.#interrupt(task);
      return true;
    }
    node.signalled = false;
    return false;
  }

  /** The kernel makes the call of a parked thread, which a signal ends at once. */
  #interrupt(task: Task): void {
    if (task.wait?.deadline !== Infinity) {
      // It knows another time: a call without any stands in, which ends in the same way.
      task.disguised = task.registers.int('orig_rax');
      task.registers.set('orig_rax', PAUSE);
      this.#tracer.write(task.tid, task.registers);
    }
    this.#endWait(task);
    task.node.setState(task, 'running');
    this.#tracer.proceed(task.tid);
  }

  killAll(node: TracedNode): void {
    node.dying = true;
    for (const pid of node.processes.keys()) this.#tracer.libc.kill(pid, SIGNAL.KILL);
  }

  #ended(task: Task, exit: { readonly code: number } | { readonly signal: number }): void {
    const { node, process, tid } = task;
    // A parent is sent a signal for it.
    node.signalled = true;
    this.#tasks.delete(tid);
    node.remove(task);
    this.#endVfork(task);
    if (tid === node.pid) {
      node.pid = undefined;
      if (!node.filtered) node.failed = failureOf(exit);
      node.ended = 'code' in exit ? { code: exit.code, signal: null } : { code: null, signal: exit.signal };
      this.killAll(node);
      return;
    }
    // The kernel clears a word in memory for those who wait for this thread's end.
    if (!node.dying && process.tasks.size > 0) {
      node.futexes.wakeChanged(
        (waiter, address) =>
          waiter.process === process && process.memory.word(address) !== waiter.entry.argument(2) % 2 ** 32,
      );
    }
  }

  #stopped(task: Task, signal: number, event: number): void {
    const { node, tid } = task;
    if (event === EVENT.SECCOMP) {
      this.#tracer.read(tid, task.registers);
      this.#entered(task);
    } else if (event === 0 && signal === SYSCALL_TRAP) {
      this.#returned(task);
    } else if (CLONE_VFORK_EVENTS.has(event)) {
      this.#forked(task, event);
    } else if (event === EVENT.VFORKDONE) {
      node.setState(task, 'ready');
      node.returned.push(...node.ready.splice(node.ready.indexOf(task), 1));
    } else if (event === EVENT.EXEC) {
      this.#executed(task);
    } else if (event === EVENT.EXIT) {
      node.setState(task, 'ending');
      this.#tracer.proceed(tid);
    } else if (event === EVENT.STOP) {
      this.#proceed(task, 0);
    } else {
      this.#proceed(task, this.#isClockInstruction(task, signal) ? 0 : signal);
    }
  }

  /** Stopped at the entry of a call of the table. */
  #entered(task: Task): void {
    const { registers, entry } = task;
    if (task.disguised !== undefined) {
      // There was no handler for the signal, and the kernel repeats what stood in for the call.
      if (registers.int('orig_rax') === PAUSE) {
        registers.set('orig_rax', task.disguised);
        this.#tracer.write(task.tid, registers);
      }
      task.disguised = undefined;
    }
    entry.copyFrom(registers);
    const call = CALL_BY_NUMBER.get(registers.int('orig_rax'));
    let action: Action = { do: 'run' };
    try {
      if (call !== undefined) action = call.enter(task);
    } catch (error) {
      if (!(error instanceof BadAddress)) throw error;
      // An address that is not mapped: the kernel says so to the program.
      registers.copyFrom(entry);
    }
    this.#act(task, action);
  }

  #act(task: Task, action: Action): void {
    const { node, tid, registers, entry } = task;
    switch (action.do) {
      case 'run':
        this.#tracer.proceed(tid);
        return;
      case 'return':
        this.#skip(task, action.value);
        this.#tracer.proceed(tid);
        return;
      case 'yield':
        this.#skip(task, 0);
        node.setState(task, 'ready');
        return;
      case 'park':
        task.wait = action.wait;
        node.setState(task, 'parked');
        return;
      case 'signal':
        node.signalled = true;
        this.#tracer.write(tid, registers);
        this.#tracer.proceedToReturn(tid);
        return;
      case 'wait':
        task.wait = action.wait;
        node.setState(task, 'waiting');
        if (!registers.sameArguments(entry)) this.#tracer.write(tid, registers);
        this.#tracer.proceedToReturn(tid);
    }
  }

  /** A call that the kernel makes has returned. */
  #returned(task: Task): void {
    const { node, tid, registers, entry } = task;
    if (task.state !== 'waiting') {
      this.#proceed(task, 0);
      return;
    }
    this.#tracer.read(tid, registers);
    const result = registers.value('rax');
    registers.copyArguments(entry);
    if (INTERRUPTED.has(result)) {
      if (task.expired) registers.set('rax', task.wait?.expire() ?? 0);
      // With its own arguments: what the kernel remembers has no deadline.
      else if (result === -RESTART.RESTARTBLOCK) registers.set('rax', -RESTART.NOHAND);
    }
    this.#tracer.write(tid, registers);
    this.#endWait(task);
    node.setState(task, 'ready');
    node.returned.push(...node.ready.splice(node.ready.indexOf(task), 1));
  }

  #forked(task: Task, event: number): void {
    const child = this.#tracer.eventMessage(task.tid);
    if (!this.#early.delete(child)) this.#tracer.libc.waitFor(child);
    const { node } = task;
    const process = this.#processOf(child, task.process);
    const made = node.addTask(child, process);
    this.#tasks.set(child, made);
    node.setState(made, 'ready');
    if (event === EVENT.VFORK) {
      node.setState(task, 'vforking');
      made.vforkedBy = task;
    }
    this.#tracer.proceed(task.tid);
  }

  /** A thread of the same process, or the first of a new one. */
  #processOf(child: number, parent: TracedProcess): TracedProcess {
    if (threadOf(child, parent.pid)) return parent;
    const process = parent.node.addProcess(child, parent.virtualPid);
    process.patched = parent.patched;
    return process;
  }

  #executed(task: Task): void {
    const { node, process, tid } = task;
    const former = this.#tracer.eventMessage(tid);
    const gone = former === tid ? undefined : this.#tasks.get(former);
    if (gone !== undefined) {
      // The thread that executed has taken the id of the first. The others report their end.
      this.#tasks.delete(former);
      node.remove(gone);
    }
    this.#endWait(task);
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

  #proceed(task: Task, signal: number): void {
    if (task.state === 'waiting') this.#tracer.proceedToReturn(task.tid, signal);
    else this.#tracer.proceed(task.tid, signal);
  }

  /** The call at whose entry a thread stands is not made, and returns `result`. */
  #skip(task: Task, result: number): void {
    task.registers.set('rax', result);
    task.registers.set('orig_rax', -1);
    this.#tracer.write(task.tid, task.registers);
  }

  #endWait(task: Task): void {
    task.wait?.over?.();
    task.wait = undefined;
    task.expired = false;
  }

  /** Reading the processor's own clock faults: the virtual one is shown instead. */
  #isClockInstruction(task: Task, signal: number): boolean {
    if (signal !== SIGNAL.SEGV || !task.process.patched) return false;
    const { registers, process, node } = task;
    this.#tracer.read(task.tid, registers);
    const at = registers.value('rip');
    let length: number;
    try {
      const code = process.memory.read(at, 3);
      length = code.readUInt16BE() === 0x0f31 ? 2 : code.readUIntBE(0, 3) === 0x0f01f9 ? 3 : 0;
    } catch {
      return false;
    }
    if (length === 0) return false;
    const [seconds, nanoseconds] = node.clock.show(false);
    const ticks = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
    registers.set('rax', Number(ticks & 0xffffffffn));
    registers.set('rdx', Number(ticks >> 32n));
    if (length === 3) registers.set('rcx', 0);
    registers.set('rip', at + length);
    this.#tracer.write(task.tid, registers);
    return true;
  }
}

/** Why a shell could not execute the program, by its exit status: an error's name. */
function failureOf(exit: { readonly code: number } | { readonly signal: number }): string {
  if (!('code' in exit)) return 'it was killed before it could begin';
  return exit.code === NOT_FOUND ? 'ENOENT' : 'EACCES';
}

/** Whether a new task shares its process with its maker. */
function threadOf(tid: number, pid: number): boolean {
  return existsSync(`/proc/${pid}/task/${tid}`);
}
