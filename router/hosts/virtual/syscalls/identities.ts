/** What would differ from run to run or from machine to machine: random bytes, the number of processors. */

import { type Action, returns } from '../action.js';
import { ERRNO } from '../linux.js';
import type { Task } from '../task.js';
import { type Call, refused } from './call.js';

/** Most that one call gives: more is asked for again. */
const MOST = 1 << 20;

/** Fills a buffer of the process with random bytes. */
export function giveRandom({ process }: Task, address: number, length: number): Action {
  const bytes = process.random.take(Math.min(length, MOST));
  process.memory.write(address, bytes);
  return returns(bytes.length);
}

export const IDENTITIES: readonly Call[] = [
  {
    name: 'getrandom',
    number: 318,
    enter: (task) => giveRandom(task, task.registers.argument(0), task.registers.argument(1)),
  },
  {
    name: 'sched_getaffinity',
    number: 204,
    // One processor: runtimes size their pools of threads by it.
    enter: ({ registers, process }) => {
      if (registers.argument(1) < 8) return returns(-ERRNO.EINVAL);
      process.memory.write(registers.argument(2), Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0));
      return returns(8);
    },
  },
  // There is one processor: no other can be chosen.
  { name: 'sched_setaffinity', number: 203, enter: () => returns(0) },
  // Restartable sequences show the processor's number; who has none asks by getcpu, which is answered.
  refused('rseq', 334),
  // Waits that would pass the supervisor by. Libraries have another way.
  refused('io_uring_setup', 425),
];
