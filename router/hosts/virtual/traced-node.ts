/**
 * A node as its tracer sees it: its processes and threads, and which of them runs.
 *
 * One thread of a node runs at a time, and who is next depends on nothing but what the threads did: so the interleaving of
 * a node's threads is the same in each run. Nodes share nothing and run beside one another.
 */

import { Random } from '../../../node/index.js';
import { BorrowedFiles } from './borrowed-files.js';
import { FutexQueues } from './futex-queues.js';
import { deadlockOf } from './deadlock.js';
import type { Libc } from './libc.js';
import type { Ended, NodeReport, Stimulus } from './messages.js';
import { NodeClock } from './node-clock.js';
import { NodeInput } from './node-input.js';
import { NodeOutput } from './node-output.js';
import { RandomBytes } from './randomness.js';
import { sendSignal, type TimerSignal } from './signals.js';
import { Task, type TaskState } from './task.js';
import { TimerFile } from './timer-file.js';
import { Timers } from './timers.js';
import { TracedProcess } from './traced-process.js';

/** Ids that its processes are given begin here, for each node and start. */
const FIRST_PID = 1000;
const PIDS_OF_NODE = 1000;

/** A timer that a program made, and what it does at its time. */
export interface CreatedTimer {
  /** It follows the wall clock. */
  readonly wall: boolean;
  readonly signals: boolean;
  readonly send: TimerSignal;
}

export class TracedNode {
  readonly index: number;
  readonly clock = new NodeClock();
  readonly timers = new Timers();
  /** What timers that were made by timer_create do, by name. */
  readonly timerSignals = new Map<string, CreatedTimer>();
  /** A signal was sent: threads that are stopped in a wait have not heard of it. */
  signalled = false;
  readonly futexes = new FutexQueues<Task, TracedProcess>((task, result) => this.release(task, result));
  readonly stimuli: Stimulus[] = [];
  /** Counts all that happens to it and in it: as long as it stays the same, no wait can have ended. */
  stirrings = 0;
  /** What `stirrings` was when its output was last read to the end. */
  drainedAt = -1;
  /** It may wait for signals as for files, which only its own threads can ask. */
  readsSignals = false;
  readonly processes = new Map<number, TracedProcess>();
  readonly tasks = new Set<Task>();
  /** Threads that may do something: the one that runs, and those that end. */
  readonly running = new Set<Task>();
  readonly waiting = new Set<Task>();
  /** Who runs next, in this order. */
  readonly ready: Task[] = [];
  /** Whose call has returned since a thread was last chosen. */
  readonly returned: Task[] = [];
  readonly input: NodeInput;
  readonly stdout: NodeOutput;
  readonly stderr: NodeOutput;
  /** The id of the first process; undefined when it has ended. */
  pid: number | undefined;
  /** Why it was killed though nobody asked for it. */
  stalled: string | undefined;
  /** The shell that becomes its first process. */
  spawned: number | undefined;
  /** It has not been quiet yet. */
  starting = true;
  /** Its processes have the filter. */
  filtered = false;
  /** All its processes are being killed. */
  dying = false;
  ended: Ended | undefined;
  failed: string | undefined;
  readonly #release: (task: Task, result: number) => void;
  readonly #random: Random;
  readonly #libc: Libc;
  readonly #timerFiles = new Map<string, TimerFile>();
  #timersMade = 0;
  #started = 0;
  #tasksMade = 0;

  /** A life of a node: `seed` is its source of randomness, `release` lets a parked thread go on with a result. */
  constructor(index: number, seed: number, libc: Libc, release: (task: Task, result: number) => void) {
    this.index = index;
    this.#libc = libc;
    this.#random = new Random(seed);
    this.#release = release;
    this.input = new NodeInput(libc);
    this.stdout = new NodeOutput(libc);
    this.stderr = new NodeOutput(libc);
  }

  addProcess(pid: number, virtualParent = 1): TracedProcess {
    const ordinal = this.#started++;
    const random = new RandomBytes(this.#random.fork(`process ${ordinal}`));
    const virtualPid = FIRST_PID + this.index * PIDS_OF_NODE + ordinal;
    const files = new BorrowedFiles(this.#libc, pid);
    const process = new TracedProcess(pid, this, { virtualPid, virtualParent, random, files });
    this.processes.set(pid, process);
    return process;
  }

  addTask(tid: number, process: TracedProcess): Task {
    const task = new Task(tid, process, this.#tasksMade++);
    process.tasks.add(task);
    this.tasks.add(task);
    this.running.add(task);
    return task;
  }

  /** A thread has ended. */
  remove(task: Task): void {
    task.wait?.over?.();
    this.setState(task, 'ending');
    this.running.delete(task);
    this.tasks.delete(task);
    task.process.tasks.delete(task);
    task.close();
    if (task.process.tasks.size > 0) return;
    task.process.close();
    this.timers.endOf(task.process.pid);
    this.processes.delete(task.process.pid);
  }

  setState(task: Task, state: TaskState): void {
    this.running.delete(task);
    this.waiting.delete(task);
    drop(this.ready, task);
    drop(this.returned, task);
    task.state = state;
    if (state === 'running' || state === 'ending') this.running.add(task);
    if (state === 'waiting') this.waiting.add(task);
    if (state === 'ready') this.ready.push(task);
  }

  /** The number of a new timer: the same in each run. */
  newTimerId(): number {
    return this.#timersMade++;
  }

  /** The timer file of that name, which is file `fd` of process `pid`. */
  timerFile(name: string, pid: number, fd: number): TimerFile {
    this.#timerFiles.get(name)?.close();
    const file = new TimerFile(this.#libc, pid, fd);
    this.#timerFiles.set(name, file);
    return file;
  }

  signal(signal: TimerSignal): void {
    sendSignal(this.#libc, signal);
    this.signalled = true;
  }

  /** Ends the wait of a parked thread. */
  release(task: Task, result: number): void {
    this.#release(task, result);
  }

  /** The real id of a process that was given this one. */
  realPid(virtualPid: number): number | undefined {
    for (const process of this.processes.values()) {
      if (process.virtualPid === virtualPid) return process.pid;
    }
    return undefined;
  }

  /** The thread whose wait ends first; among equals the oldest. */
  nextToExpire(): Task | undefined {
    let first: Task | undefined;
    for (const task of this.tasks) {
      if (task.wait === undefined || task.expired || task.wait.deadline === Infinity) continue;
      const earlier = first?.wait === undefined || task.wait.deadline < first.wait.deadline;
      if (earlier) first = task;
    }
    return first;
  }

  setClocks(now: number, wallOffset: number): void {
    this.clock.now = now;
    this.clock.wallOffset = wallOffset;
    for (const process of this.processes.values()) process.setClocks();
  }

  report(): NodeReport {
    const mayPrint = this.drainedAt !== this.stirrings;
    const report = {
      node: this.index,
      deadline: finite(Math.min(this.nextToExpire()?.wait?.deadline ?? Infinity, this.timers.deadline)),
      stdout: this.stdout.take(mayPrint),
      stderr: this.stderr.take(mayPrint),
      stdoutEnded: this.stdout.ended,
      unread: this.input.unread,
      ended: this.ended,
      failed: this.failed,
      stalled: this.stalled,
      deadlock: deadlockOf(this.tasks),
      pid: this.pid,
    };
    this.ended = undefined;
    return report;
  }

  close(): void {
    this.input.close();
    this.stdout.close();
    this.stderr.close();
    for (const file of this.#timerFiles.values()) file.close();
  }
}

function finite(time: number): number | undefined {
  return time === Infinity ? undefined : time;
}

function drop(list: Task[], task: Task): void {
  const at = list.indexOf(task);
  if (at >= 0) list.splice(at, 1);
}
