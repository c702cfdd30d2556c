/** One thread of a node, as its tracer sees it. */

import { closeSync, openSync, readSync } from 'node:fs';
import type { TracedProcess } from './traced-process.js';
import { Registers } from './registers.js';
import type { Wait } from './wait.js';

/**
 * *running*: in the program, or in a call that returns at once. *ready*: stopped, and may run when no other thread of the
 * node does. *parked*: stopped at the entry of a call that waits, which is not made. *waiting*: in the kernel, in a call that
 * may wait; its return stops. *vforking*: until its child executes a program. *ending*: on its way out.
 */
export type TaskState = 'running' | 'ready' | 'parked' | 'waiting' | 'vforking' | 'ending';

const SLEEPING = 'S'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);
/** Files of a thread in `/proc`, by the index of their descriptor. */
const FILES = ['stat', 'syscall', 'schedstat', 'comm', 'status'] as const;
const STAT = 0;
const SYSCALL = 1;
const SCHEDSTAT = 2;
const COMM = 3;
const STATUS = 4;
const STOPPED = 't'.charCodeAt(0);
const ZOMBIE = 'Z'.charCodeAt(0);

export class Task {
  readonly tid: number;
  readonly process: TracedProcess;
  /** In the order of their creation within a node: the same in each run. */
  readonly order: number;
  readonly registers = new Registers();
  /** The registers at the entry of the call that it waits in. */
  readonly entry = new Registers();
  state: TaskState = 'running';
  wait: Wait | undefined;
  /** The deadline of its wait has come, and its interruption is under way. */
  expired = false;
  /** The call that it stands at is looked at again when it goes on. */
  again = false;
  /** It has let others come before it, and is next. */
  turned = false;
  /** The number of the call for which another stands in. */
  disguised: number | undefined;
  /** Who waits, in vfork(2), until it executes a program or ends. */
  vforkedBy: Task | undefined;
  /** What its node had been through when it was last looked whether it waits in vain. */
  lookedAt = -1;
  /** How often it has waited. */
  waits = 0;
  /** How often in a row it has asked without waiting. */
  spin = 0;
  readonly #files = new Map<number, number>();
  readonly #text = Buffer.alloc(4096);

  constructor(tid: number, process: TracedProcess, order: number) {
    this.tid = tid;
    this.process = process;
    this.order = order;
  }

  get node(): TracedProcess['node'] {
    return this.process.node;
  }

  get isLeader(): boolean {
    return this.tid === this.process.pid;
  }

  /** Whether it sleeps in the kernel, in the call that it was seen to enter. */
  asleep(): boolean {
    // The kernel gives a number only of a thread that has gone to sleep, and is off its processor: else `running`.
    const length = this.#read(SYSCALL);
    const first = this.#text[0] ?? 0;
    const offProcessor = length > 0 && first >= ZERO && first <= NINE;
    // One that has come to a stop, which its tracer has not heard of yet, is off its processor too.
    return offProcessor && this.#stateByte() === SLEEPING;
  }

  /** Whether it stands where its tracer stopped it. */
  isStopped(): boolean {
    return this.#stateByte() === STOPPED;
  }

  /** Whether it has ended, and stays only until the other threads of its process have. */
  isZombie(): boolean {
    return this.#stateByte() === ZOMBIE;
  }

  /** The line of `/proc/PID/task/TID/syscall`: number and arguments, or `running`. */
  currentCall(): string {
    return this.#text.toString('latin1', 0, this.#read(SYSCALL));
  }

  /** Nanoseconds that it has spent on a processor. */
  processorTime(): number {
    return Number.parseInt(this.#text.toString('latin1', 0, this.#read(SCHEDSTAT)), 10) || 0;
  }

  /** Whether a signal is there for it that it does not block: it has not heard of it while it is stopped. */
  hasSignal(): boolean {
    const status = this.#text.toString('latin1', 0, this.#read(STATUS));
    const mask = (name: string): bigint =>
      BigInt(`0x${new RegExp(`^${name}:\\s*([0-9a-f]+)`, 'm').exec(status)?.[1] ?? '0'}`);
    return ((mask('SigPnd') | mask('ShdPnd')) & ~mask('SigBlk')) !== 0n;
  }

  /** What it calls itself. */
  name(): string {
    return this.#text.toString('latin1', 0, this.#read(COMM)).trim();
  }

  close(): void {
    for (const fd of this.#files.values()) closeSync(fd);
    this.#files.clear();
  }

  #stateByte(): number {
    const text = this.#text.toString('latin1', 0, this.#read(STAT));
    // The name of the thread, in parentheses, may hold anything.
    return text.charCodeAt(text.lastIndexOf(')') + 2);
  }

  /** How many bytes of the file of `/proc` are in the buffer now; 0 if it is gone. */
  #read(file: number): number {
    try {
      return readSync(this.#fileOf(file), this.#text, 0, this.#text.length, 0);
    } catch {
      return 0;
    }
  }

  #fileOf(file: number): number {
    let fd = this.#files.get(file);
    if (fd === undefined) {
      fd = openSync(`/proc/${this.process.pid}/task/${this.tid}/${FILES[file]}`, 'r');
      this.#files.set(file, fd);
    }
    return fd;
  }
}
