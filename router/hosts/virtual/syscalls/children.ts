/** Waits for the end of a child. The kernel makes them; what they say of the child is as the program was shown it. */

import { type Action, NEVER, returns } from '../action.js';
import { ERRNO } from '../linux.js';
import type { ArgumentIndex } from '../registers.js';
import type { Task } from '../task.js';
import type { Call } from './call.js';
import { replaceIds } from './ids.js';
import { writeUsage } from './usage.js';

const WNOHANG = 1;
const WNOWAIT = 0x01000000;
/** What the second argument of waitid(2) is, by its first: a process or a group of them. */
const OF_IDS = new Set([1, 2]);
/** Offsets in `siginfo_t`. */
const SI_PID = 16;
const SI_TIMES = 32;

function waiting(call: string, options: number, result: (result: number) => number): Action {
  if ((options & WNOHANG) !== 0) return { do: 'change', result };
  return { do: 'wait', wait: { call, deadline: NEVER, expire: () => -ERRNO.EINTR, result } };
}

/** Nobody can wait for it again. Returns its id as the program knows it. */
function reaped({ node }: Task, real: number): number {
  const virtual = node.ids.virtual(real);
  node.ids.forget(real);
  return virtual;
}

function usage(task: Task, position: ArgumentIndex): void {
  const address = task.entry.argument(position);
  if (address !== 0) writeUsage(task, address);
}

export const CHILDREN: readonly Call[] = [
  {
    name: 'wait4',
    number: 61,
    enter: (task) => {
      if (!replaceIds(task, 0)) return returns(-ERRNO.ECHILD);
      return waiting('wait4', task.registers.intArgument(2), (result) => {
        if (result <= 0) return result;
        usage(task, 3);
        return reaped(task, result);
      });
    },
  },
  {
    name: 'waitid',
    number: 247,
    enter: (task) => {
      const { registers, process, node } = task;
      if (OF_IDS.has(registers.intArgument(0)) && !replaceIds(task, 1)) return returns(-ERRNO.ECHILD);
      const options = registers.intArgument(3);
      return waiting('waitid', options, (result) => {
        const address = task.entry.argument(2);
        if (result !== 0 || address === 0) return result;
        const { memory } = process;
        const real = memory.word(address + SI_PID);
        if (real === 0) return result;
        const id = Buffer.alloc(4);
        id.writeInt32LE((options & WNOWAIT) === 0 ? reaped(task, real) : node.ids.virtual(real));
        memory.write(address + SI_PID, id);
        memory.write(address + SI_TIMES, new Uint8Array(16));
        usage(task, 4);
        return result;
      });
    },
  },
];
