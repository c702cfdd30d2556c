/** What a program used, and how the machine fares: processor time passes as all time does, and the rest is the same in each run. */

import { returns } from '../action.js';
import { ERRNO } from '../linux.js';
import type { Task } from '../task.js';
import type { Call } from './call.js';

const USAGE_SIZE = 144;
const MAX_RSS = 32;
/** In KiB: how much memory is in use differs a little from run to run. */
const MEMORY_USED = 64 * 1024;
const TICKS = 100;
/** The clocks of clock_getres(2) without a thread's or a process's own. */
const CLOCKS = 12;

/** A `struct rusage`. */
export function writeUsage({ process, node }: Task, address: number): void {
  const usage = Buffer.alloc(USAGE_SIZE);
  const [seconds, nanoseconds] = node.clock.show(false);
  usage.writeBigInt64LE(BigInt(seconds), 0);
  usage.writeBigInt64LE(BigInt(Math.floor(nanoseconds / 1000)), 8);
  usage.writeBigInt64LE(BigInt(MEMORY_USED), MAX_RSS);
  process.memory.write(address, usage);
}

/** Ticks since boot, as times(2) and `/proc` count them. */
export function ticks({ node }: Pick<Task, 'node'>): number {
  const [seconds, nanoseconds] = node.clock.show(false);
  return seconds * TICKS + Math.floor(nanoseconds / (1e9 / TICKS));
}

/** `struct sysinfo`: as the kernel says, but for what changes all the time. */
function steady({ process, node, entry }: Task): void {
  const address = entry.argument(0);
  const info = process.memory.read(address, 104);
  info.writeBigInt64LE(BigInt(node.clock.show(false)[0]), 0);
  info.fill(0, 8, 32);
  // All memory is free, and no other process runs.
  info.copyWithin(40, 32, 40);
  info.fill(0, 48, 64);
  info.copyWithin(72, 64, 72);
  info.writeUInt16LE(1, 80);
  process.memory.write(address, info);
}

export const USAGE: readonly Call[] = [
  {
    name: 'getrusage',
    number: 98,
    enter: (task) => {
      writeUsage(task, task.registers.argument(1));
      return returns(0);
    },
  },
  {
    name: 'times',
    number: 100,
    enter: (task) => {
      const now = ticks(task);
      const address = task.registers.argument(0);
      const times = BigInt64Array.of(BigInt(now), 0n, 0n, 0n);
      if (address !== 0) task.process.memory.write(address, new Uint8Array(times.buffer));
      return returns(now);
    },
  },
  {
    name: 'sysinfo',
    number: 99,
    enter: (task) => ({
      do: 'change',
      result: (result) => {
        if (result === 0) steady(task);
        return result;
      },
    }),
  },
  {
    name: 'clock_getres',
    number: 229,
    enter: ({ registers, process }) => {
      if (registers.intArgument(0) >= CLOCKS) return returns(-ERRNO.EINVAL);
      const address = registers.argument(1);
      if (address !== 0) process.memory.write(address, new Uint8Array(BigInt64Array.of(0n, 1n).buffer));
      return returns(0);
    },
  },
];
