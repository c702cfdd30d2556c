/** What a tracer does to a stopped thread: lets it go on, changes its registers, makes system calls on its behalf. */

import type { Libc } from './libc.js';
import { EVENT, PTRACE, SIGNAL, SYSCALL_TRAP } from './linux.js';
import { Registers } from './registers.js';
import { CALL_AND_STOP } from './time-page.js';

/** A thread ended, by a signal from outside, while something was done on its behalf. */
export class TaskGone extends Error {
  constructor(tid: number) {
    super(`the traced thread ${tid} has ended`);
    this.name = 'TaskGone';
  }
}

export class Tracer {
  readonly libc: Libc;
  readonly #message = new BigInt64Array(1);

  constructor(libc: Libc) {
    this.libc = libc;
  }

  read(tid: number, registers: Registers): void {
    this.libc.ptraceBuffer(PTRACE.GETREGS, tid, registers.words);
  }

  write(tid: number, registers: Registers): void {
    this.libc.ptraceBuffer(PTRACE.SETREGS, tid, registers.words);
  }

  /** Until the next stop that it reports. */
  proceed(tid: number, signal = 0): void {
    this.libc.ptrace(PTRACE.CONT, tid, 0, signal);
  }

  /** Until the call that it is in returns. */
  proceedToReturn(tid: number, signal = 0): void {
    this.libc.ptrace(PTRACE.SYSCALL, tid, 0, signal);
  }

  /** Its next stop comes at once, and a call that it waits in ends. */
  interrupt(tid: number): void {
    this.libc.ptrace(PTRACE.INTERRUPT, tid);
  }

  /** What its last event is about: the id of a child, or its id before an exec. */
  eventMessage(tid: number): number {
    this.#message[0] = 0n;
    this.libc.ptraceBuffer(PTRACE.GETEVENTMSG, tid, this.#message);
    return Number(this.#message[0] ?? 0n);
  }

  /** Lets it finish the exec in which it stopped, and no instruction more. */
  finishExec(tid: number): void {
    this.proceedToReturn(tid);
    this.#await(tid, SYSCALL_TRAP);
  }

  /**
   * Makes the thread perform a system call, and returns its result. `at` is the address of a call instruction with a stop behind
   * it. `from` are its registers, which the caller writes back at the end.
   */
  call(tid: number, from: Registers, number: number, args: readonly number[], at = CALL_AND_STOP): number {
    const registers = new Registers();
    registers.copyFrom(from);
    registers.set('rax', number);
    registers.set('orig_rax', -1);
    registers.set('rip', at);
    args.forEach((value, index) => {
      if (index <= 5) registers.setArgument(index as 0 | 1 | 2 | 3 | 4 | 5, value);
    });
    this.write(tid, registers);
    this.proceed(tid);
    this.#await(tid, SIGNAL.TRAP);
    this.read(tid, registers);
    return registers.value('rax');
  }

  /** Passes over other stops: a thread that has just executed a program has nothing else to say. */
  #await(tid: number, signal: number): void {
    for (;;) {
      const { tid: got, status } = this.libc.waitFor(tid);
      if (got !== tid || (status & 0xff) !== 0x7f) throw new TaskGone(tid);
      const event = status >> 16;
      if (event === 0 && ((status >> 8) & 0xff) === signal) return;
      if (event === EVENT.EXIT) throw new TaskGone(tid);
      if (signal === SYSCALL_TRAP) this.proceedToReturn(tid);
      else this.proceed(tid);
    }
  }
}
