/**
 * Futexes, on which threads wait for one another, are kept by the supervisor instead of the kernel: a thread that waits is
 * one that stays stopped. So it is known at every moment who waits, and who is woken runs in the same order each time.
 */

import { type Action, NEVER, returns, RUN } from '../action.js';
import { CLOCK, ERRNO, FUTEX } from '../linux.js';
import type { Task } from '../task.js';
import { type Call, refused } from './call.js';

function enter(task: Task): Action {
  const { registers } = task;
  const address = registers.argument(0);
  const operation = registers.intArgument(1);
  const count = registers.intArgument(2);
  const { futexes } = task.node;
  switch (operation & FUTEX.COMMAND) {
    case FUTEX.WAIT:
    case FUTEX.WAIT_BITSET:
      return wait(task);
    case FUTEX.WAKE:
    case FUTEX.WAKE_BITSET:
      return returns(futexes.wake(task.process, address, count));
    case FUTEX.REQUEUE:
      return requeue(task);
    case FUTEX.CMP_REQUEUE: {
      const changed = task.process.memory.word(address) !== registers.argument(5) % 2 ** 32;
      return changed ? returns(-ERRNO.EAGAIN) : requeue(task);
    }
    case FUTEX.WAKE_OP:
      return wakeAfterChange(task);
    case FUTEX.LOCK_PI:
    case FUTEX.LOCK_PI2:
    case FUTEX.WAIT_REQUEUE_PI:
      return waitInKernel(task);
    default:
      // What ends a wait for a lock that hands down priorities is the kernel's too.
      return RUN;
  }
}

function wait(task: Task): Action {
  const { registers, process, node } = task;
  const address = registers.argument(0);
  if (process.memory.word(address) !== registers.argument(2) % 2 ** 32) return returns(-ERRNO.EAGAIN);
  const duration = timeout(task);
  if (duration !== undefined && duration <= 0) return returns(-ERRNO.ETIMEDOUT);
  node.futexes.add(process, address, task);
  return {
    do: 'park',
    wait: {
      call: 'futex',
      deadline: duration === undefined ? NEVER : node.clock.after(duration),
      wall: isWall(task),
      expire: () => -ERRNO.ETIMEDOUT,
      over: () => node.futexes.remove(task),
    },
  };
}

/** Nanoseconds from now. WAIT is given a duration, WAIT_BITSET a time. */
function timeout(task: Task): number | undefined {
  const { registers, process, node } = task;
  const address = registers.argument(3);
  if (address === 0) return undefined;
  const time = process.memory.time(address);
  const operation = registers.intArgument(1);
  return (operation & FUTEX.COMMAND) === FUTEX.WAIT ? time : node.clock.until(time, isWall(task));
}

/** A lock that hands down priorities names its owner by the kernel's id: the kernel keeps it, without the time limit. */
function waitInKernel(task: Task): Action {
  const duration = timeout(task);
  if (duration !== undefined && duration <= 0) return returns(-ERRNO.ETIMEDOUT);
  task.registers.setArgument(3, 0);
  return {
    do: 'wait',
    wait: {
      call: 'futex',
      deadline: duration === undefined ? NEVER : task.node.clock.after(duration),
      wall: isWall(task),
      expire: () => -ERRNO.ETIMEDOUT,
    },
  };
}

/** Whether its timeout is a time of the wall clock. */
function isWall({ registers }: Task): boolean {
  const operation = registers.intArgument(1);
  const command = operation & FUTEX.COMMAND;
  if (command === FUTEX.LOCK_PI) return true;
  return command !== FUTEX.WAIT && (operation & FUTEX.CLOCK_REALTIME) !== 0;
}

function requeue({ registers, process, node }: Task): Action {
  const address = registers.argument(0);
  const woken = node.futexes.wake(process, address, registers.intArgument(2));
  const moved = node.futexes.move(process, address, registers.argument(4), registers.intArgument(3));
  const compares = (registers.intArgument(1) & FUTEX.COMMAND) === FUTEX.CMP_REQUEUE;
  return returns(compares ? woken + moved : woken);
}

/** FUTEX_WAKE_OP: changes a second word, and wakes there too if its old value was as asked. */
function wakeAfterChange({ registers, process, node }: Task): Action {
  const second = registers.argument(4);
  const encoded = registers.intArgument(5);
  const old = process.memory.read(second, 4).readInt32LE();
  const operand = signed12(encoded >> 12);
  const argument = (encoded & 0x8000_0000) === 0 ? operand : 1 << operand;
  const changed = Buffer.alloc(4);
  changed.writeInt32LE(change((encoded >> 28) & 7, old, argument));
  process.memory.write(second, changed);
  const { futexes } = node;
  const first = futexes.wake(process, registers.argument(0), registers.intArgument(2));
  if (!compare((encoded >> 24) & 15, old, signed12(encoded))) return returns(first);
  return returns(first + futexes.wake(process, second, registers.intArgument(3)));
}

function signed12(bits: number): number {
  return ((bits & 0xfff) << 20) >> 20;
}

function change(operation: number, old: number, argument: number): number {
  switch (operation) {
    case 0:
      return argument;
    case 1:
      return (old + argument) | 0;
    case 2:
      return old | argument;
    case 3:
      return old & ~argument;
    default:
      return old ^ argument;
  }
}

function compare(comparison: number, old: number, argument: number): boolean {
  return (
    [old === argument, old !== argument, old < argument, old <= argument, old > argument, old >= argument].at(
      comparison,
    ) === true
  );
}

/** `struct futex_waitv`: the value that is expected, an address, flags. */
const WAITER_SIZE = 24;
const MOST_WAITERS = 128;

/** futex_waitv(2): waits at several addresses, and returns the index of the one that was woken. */
function waitForAny(task: Task): Action {
  const { registers, process, node } = task;
  const count = registers.intArgument(1);
  if (count <= 0 || count > MOST_WAITERS) return returns(-ERRNO.EINVAL);
  const array = process.memory.read(registers.argument(0), WAITER_SIZE * count);
  const addresses = Array.from({ length: count }, (_, i) =>
    Number(array.readBigUInt64LE(WAITER_SIZE * i + 8)),
  );
  const differs = (address: number, i: number): boolean =>
    process.memory.word(address) !== array.readUInt32LE(WAITER_SIZE * i);
  if (addresses.some(differs)) return returns(-ERRNO.EAGAIN);
  const until = registers.argument(3);
  const wall = registers.intArgument(4) === CLOCK.REALTIME;
  const duration = until === 0 ? undefined : node.clock.until(process.memory.time(until), wall);
  if (duration !== undefined && duration <= 0) return returns(-ERRNO.ETIMEDOUT);
  for (const [i, address] of addresses.entries()) node.futexes.add(process, address, task, i);
  return {
    do: 'park',
    wait: {
      call: 'futex',
      deadline: duration === undefined ? NEVER : node.clock.after(duration),
      wall: wall && duration !== undefined,
      expire: () => -ERRNO.ETIMEDOUT,
      over: () => node.futexes.remove(task),
    },
  };
}

export const FUTEXES: readonly Call[] = [
  { name: 'futex', number: 202, enter },
  { name: 'futex_waitv', number: 449, enter: waitForAny },
  // Newer forms, which no library relies on.
  refused('futex_wake', 454),
  refused('futex_wait', 455),
  refused('futex_requeue', 456),
];
