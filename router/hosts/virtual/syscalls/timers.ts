/**
 * Timers that a program sets: setitimer, alarm, those of timer_create, and timer files. The kernel's own never run; at their virtual
 * time the supervisor does what they would have done.
 */

import { readFileSync } from 'node:fs';
import { type Action, NEVER, returns, RUN } from '../action.js';
import { SIGNAL } from '../linux.js';
import type { Task } from '../task.js';
import type { Setting } from '../timers.js';
import type { Call } from './call.js';
import { isWall } from './sleeps.js';

const ITIMER_REAL = 0;
const ABSOLUTE = 1;
const SIGEV_SIGNAL = 0;
const SIGEV_THREAD_ID = 4;

/** The unit of the second half of a time: `timeval` has microseconds, `timespec` nanoseconds. */
const MICROSECONDS = 1000;
const NANOSECONDS = 1;

/** `struct itimerval` and `itimerspec`: the interval, then the value. */
function readSetting({ process }: Task, address: number, unit: number): Setting {
  return { interval: process.memory.time(address, unit), value: process.memory.time(address + 16, unit) };
}

function writeSetting({ process }: Task, address: number, { value, interval }: Setting, unit: number): void {
  if (address === 0) return;
  const words = [interval, value].flatMap((time) => [
    Math.floor(time / 1e9),
    Math.floor((time % 1e9) / unit),
  ]);
  process.memory.write(address, new Uint8Array(BigInt64Array.from(words.map(BigInt)).buffer));
}

function set(
  task: Task,
  name: string,
  { value, interval, wall = false }: Setting & { readonly wall?: boolean },
  fire: () => void,
): void {
  const { clock, timers } = task.node;
  timers.set(name, { deadline: value > 0 ? clock.after(value) : NEVER, interval, wall, fire });
}

function processTimer({ process }: Task): string {
  return `itimer ${process.pid}`;
}

function setProcessTimer(task: Task, setting: Setting): void {
  const { process, node } = task;
  set(task, processTimer(task), setting, () => node.signal({ pid: process.pid, signal: SIGNAL.ALRM }));
}

function setItimer(task: Task): Action {
  const { registers, node } = task;
  // The others measure computing, which takes no virtual time.
  if (registers.intArgument(0) !== ITIMER_REAL) return returns(0);
  const old = node.timers.setting(processTimer(task), node.clock.now);
  const address = registers.argument(1);
  setProcessTimer(task, address === 0 ? { value: 0, interval: 0 } : readSetting(task, address, MICROSECONDS));
  writeSetting(task, registers.argument(2), old, MICROSECONDS);
  return returns(0);
}

function createTimer(task: Task): Action {
  const { registers, process, node } = task;
  const address = registers.argument(1);
  const event = address === 0 ? undefined : process.memory.read(address, 24);
  const way = event?.readInt32LE(12) ?? SIGEV_SIGNAL;
  const signal = event?.readInt32LE(8) ?? SIGNAL.ALRM;
  const id = node.newTimerId();
  const number = Buffer.alloc(4);
  number.writeInt32LE(id);
  process.memory.write(registers.argument(2), number);
  node.timerSignals.set(timerName(task, id), {
    wall: isWall(registers.intArgument(0)),
    signals: way === SIGEV_SIGNAL || way === SIGEV_THREAD_ID,
    send: {
      pid: process.pid,
      signal,
      value: event?.readBigUInt64LE(0) ?? BigInt(id),
      ...(way === SIGEV_THREAD_ID &&
        event !== undefined && { tid: node.ids.real(event.readInt32LE(16)) ?? event.readInt32LE(16) }),
    },
  });
  return returns(0);
}

function timerName({ process }: Task, id: number): string {
  return `timer ${process.pid} ${id}`;
}

function setTimer(task: Task): Action {
  const { registers, node } = task;
  const name = timerName(task, registers.intArgument(0));
  const timer = node.timerSignals.get(name);
  if (timer === undefined) return RUN;
  const old = node.timers.setting(name, node.clock.now);
  const asked = readSetting(task, registers.argument(2), NANOSECONDS);
  const absolute = (registers.intArgument(1) & ABSOLUTE) !== 0 && asked.value > 0;
  const value = absolute ? Math.max(1, node.clock.until(asked.value, timer.wall)) : asked.value;
  set(task, name, { ...asked, value, wall: absolute && timer.wall }, () => {
    if (timer.signals) node.signal(timer.send);
  });
  writeSetting(task, registers.argument(3), old, NANOSECONDS);
  return returns(0);
}

function timerFile({ process }: Task, fd: number): string {
  return `file ${process.pid} ${fd}`;
}

function setTimerFile(task: Task): Action {
  const { registers, process, node } = task;
  const fd = registers.intArgument(0);
  const name = timerFile(task, fd);
  const clock = /^clockid:\s*(\d+)/m.exec(readFileSync(`/proc/${process.pid}/fdinfo/${fd}`, 'latin1'))?.[1];
  if (clock === undefined) return RUN;
  const old = node.timers.setting(name, node.clock.now);
  const asked = readSetting(task, registers.argument(2), NANOSECONDS);
  const absolute = (registers.intArgument(1) & ABSOLUTE) !== 0 && asked.value > 0;
  const wall = absolute && isWall(Number(clock));
  const value = absolute ? Math.max(1, node.clock.until(asked.value, wall)) : asked.value;
  const file = node.timerFile(name, process.pid, fd);
  set(task, name, { ...asked, value, wall }, () => file.makeReadable());
  file.reset();
  writeSetting(task, registers.argument(3), old, NANOSECONDS);
  return returns(0);
}

export const TIMERS: readonly Call[] = [
  { name: 'setitimer', number: 38, enter: setItimer },
  {
    name: 'getitimer',
    number: 36,
    enter: (task) => {
      const { registers, node } = task;
      const now = node.timers.setting(processTimer(task), node.clock.now);
      writeSetting(task, registers.argument(1), now, MICROSECONDS);
      return returns(0);
    },
  },
  {
    name: 'alarm',
    number: 37,
    enter: (task) => {
      const { registers, node } = task;
      const old = node.timers.setting(processTimer(task), node.clock.now);
      setProcessTimer(task, { value: (registers.intArgument(0) >>> 0) * 1e9, interval: 0 });
      return returns(Math.ceil(old.value / 1e9));
    },
  },
  { name: 'timer_create', number: 222, enter: createTimer },
  { name: 'timer_settime', number: 223, enter: setTimer },
  {
    name: 'timer_gettime',
    number: 224,
    enter: (task) => {
      const { registers, node } = task;
      const now = node.timers.setting(timerName(task, registers.intArgument(0)), node.clock.now);
      writeSetting(task, registers.argument(1), now, NANOSECONDS);
      return returns(0);
    },
  },
  { name: 'timer_getoverrun', number: 225, enter: () => returns(0) },
  {
    name: 'timer_delete',
    number: 226,
    enter: (task) => {
      const name = timerName(task, task.registers.intArgument(0));
      set(task, name, { value: 0, interval: 0 }, () => {});
      task.node.timerSignals.delete(name);
      return returns(0);
    },
  },
  { name: 'timerfd_settime', number: 286, enter: setTimerFile },
  {
    name: 'timerfd_gettime',
    number: 287,
    enter: (task) => {
      const { registers, node } = task;
      const now = node.timers.setting(timerFile(task, registers.intArgument(0)), node.clock.now);
      writeSetting(task, registers.argument(1), now, NANOSECONDS);
      return returns(0);
    },
  },
];
