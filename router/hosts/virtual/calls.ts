/** System calls of traced threads: what is done at their entry, while they wait, and when they return. */

import type { Action } from './action.js';
import { RESTART } from './linux.js';
import { BadAddress } from './memory.js';
import { CALL_BY_NUMBER } from './syscalls/index.js';
import type { Task } from './task.js';
import type { TracedNode } from './traced-node.js';
import type { Tracer } from './tracer.js';

/** The number of pause(2). */
const PAUSE = 34;
const INTERRUPTED = new Set<number>(Object.values(RESTART).map((value) => -value));

export class Calls {
  readonly #tracer: Tracer;

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /** Stopped at the entry of a call of the table. */
  entered(task: Task): void {
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
      case 'turn':
        task.turned = !task.turned && node.ready.length > 0;
        if (task.turned) this.#lookAgain(task);
        else this.#tracer.proceed(tid);
        return;
      case 'yield':
        this.#skip(task, 0);
        node.setState(task, 'ready');
        return;
      case 'park':
        task.waits++;
        task.wait = action.wait;
        task.lookedAt = node.stirrings;
        task.turned = false;
        node.setState(task, 'parked');
        return;
      case 'signal':
        node.signalled = true;
        this.#tracer.write(tid, registers);
        this.#tracer.proceedToReturn(tid);
        return;
      case 'wait':
        task.waits++;
        task.wait = action.wait;
        task.lookedAt = -1;
        node.setState(task, 'waiting');
        if (!registers.sameArguments(entry)) this.#tracer.write(tid, registers);
        this.#tracer.proceedToReturn(tid);
    }
  }

  /** A call that the kernel makes has returned. */
  returned(task: Task): void {
    const { node, tid, registers, entry } = task;
    if (task.state !== 'waiting') {
      this.proceed(task, 0);
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
    this.endWait(task);
    node.setState(task, 'ready');
    node.returned.push(...node.ready.splice(node.ready.indexOf(task), 1));
  }

  /** A thread that was chosen to run. */
  resume(task: Task): void {
    task.node.setState(task, 'running');
    if (task.again) {
      task.again = false;
      this.entered(task);
    } else {
      this.#tracer.proceed(task.tid);
    }
  }

  /** A parked thread goes on as soon as it is its turn; its call returns `result`. */
  release(task: Task, result: number): void {
    this.endWait(task);
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
      this.#lookAgain(task);
      return;
    }
  }

  /** A thread that waits for files goes on if one of them is ready. False if there is none such. */
  filesCame(node: TracedNode): boolean {
    for (const task of node.tasks) {
      if (task.state !== 'parked' || task.wait?.ready === undefined || task.lookedAt === node.stirrings)
        continue;
      task.lookedAt = node.stirrings;
      const isReady = task.wait.ready();
      if (isReady === false) continue;
      this.#lookAgain(task);
      // The kernel makes the call with what it was given, and it returns at once.
      if (isReady === true) task.again = false;
      return true;
    }
    return false;
  }

  /** The call of a parked thread is looked at again as soon as it is its turn. */
  #lookAgain(task: Task): void {
    this.endWait(task);
    task.again = true;
    task.node.setState(task, 'ready');
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
    if (task.wait?.deadline !== Infinity || task.wait.ready !== undefined) {
      // It knows another time, or is repeated by another number: a call that is not stands in, and ends in the same way.
      task.disguised = task.registers.int('orig_rax');
      task.registers.set('orig_rax', PAUSE);
      this.#tracer.write(task.tid, task.registers);
    }
    this.endWait(task);
    task.node.setState(task, 'running');
    this.#tracer.proceed(task.tid);
  }

  /** Goes on from a stop that is no call's: in the same way as before. */
  proceed(task: Task, signal: number): void {
    if (task.state === 'waiting') this.#tracer.proceedToReturn(task.tid, signal);
    else this.#tracer.proceed(task.tid, signal);
  }

  /** The call at whose entry a thread stands is not made, and returns `result`. */
  #skip(task: Task, result: number): void {
    task.registers.set('rax', result);
    task.registers.set('orig_rax', -1);
    this.#tracer.write(task.tid, task.registers);
  }

  /** Whatever it waited for. */
  endWait(task: Task): void {
    task.wait?.over?.();
    task.wait = undefined;
    task.expired = false;
  }
}
