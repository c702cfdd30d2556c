/** Sleeps: nothing but a deadline. The thread stays stopped until then. */

import { type Action, returns } from '../action.js';
import { CLOCK } from '../linux.js';
import type { Task } from '../task.js';
import type { Call } from './call.js';

const TIMER_ABSTIME = 1;
/** So many in a row that nobody else used are a loop that waits by asking. */
const YIELDS = 200;

function sleep(task: Task, call: string, duration: number, wall = false): Action {
  if (duration <= 0) return { do: 'yield' };
  task.spin = 0;
  return { do: 'park', wait: { call, deadline: task.node.clock.after(duration), wall, expire: () => 0 } };
}

export const SLEEPS: readonly Call[] = [
  {
    name: 'nanosleep',
    number: 35,
    enter: (task) => sleep(task, 'nanosleep', task.process.memory.time(task.registers.argument(0))),
  },
  {
    name: 'clock_nanosleep',
    number: 230,
    enter: (task) => {
      const { registers, process, node } = task;
      const time = process.memory.time(registers.argument(2));
      const absolute = (registers.intArgument(1) & TIMER_ABSTIME) !== 0;
      const wall = isWall(registers.intArgument(0));
      const duration = absolute ? node.clock.until(time, wall) : time;
      if (absolute && duration <= 0) return returns(0);
      return sleep(task, 'clock_nanosleep', duration, absolute && wall);
    },
  },
  {
    name: 'sched_yield',
    number: 24,
    enter: (task) => {
      if (++task.spin <= YIELDS) return { do: 'yield' };
      return sleep(task, 'sched_yield', 1);
    },
  },
];

/** Whether a clock shows the time of day. */
export function isWall(clock: number): boolean {
  return (
    clock === CLOCK.REALTIME ||
    clock === CLOCK.REALTIME_COARSE ||
    clock === CLOCK.REALTIME_ALARM ||
    clock === CLOCK.TAI
  );
}
