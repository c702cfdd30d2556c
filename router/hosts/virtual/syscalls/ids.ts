/** Calls that take or return ids of processes and threads: the program knows those that it was shown, the kernel its own. */

import { type Action, returns } from '../action.js';
import { ERRNO } from '../linux.js';
import type { ArgumentIndex } from '../registers.js';
import type { Task } from '../task.js';
import type { Call } from './call.js';

/**
 * Replaces ids in arguments by the kernel's. A negative one is a group of processes; 0 and -1 mean no process in particular. False if
 * one is not of this node: nothing else can be hit from there.
 */
export function replaceIds({ registers, node }: Task, ...positions: readonly ArgumentIndex[]): boolean {
  return positions.every((position) => {
    const given = registers.intArgument(position);
    if (given === 0 || given === -1) return true;
    const real = node.ids.real(Math.abs(given));
    if (real !== undefined) registers.setArgument(position, Math.sign(given) * real);
    return real !== undefined;
  });
}

function withIds(action: (task: Task) => Action, positions: readonly ArgumentIndex[]): Call['enter'] {
  return (task) => (replaceIds(task, ...positions) ? action(task) : returns(-ERRNO.ESRCH));
}

/** Its arguments at these positions are ids. */
function takes(name: string, number: number, ...positions: readonly ArgumentIndex[]): Call {
  return { name, number, enter: withIds(() => ({ do: 'change', result: (result) => result }), positions) };
}

/** It returns an id too. */
function gives(name: string, number: number, ...positions: readonly ArgumentIndex[]): Call {
  const action = ({ node }: Task): Action => ({ do: 'change', result: (result) => node.ids.virtual(result) });
  return { name, number, enter: withIds(action, positions) };
}

/** It may send a signal. */
function signals(name: string, number: number, ...positions: readonly ArgumentIndex[]): Call {
  return { name, number, enter: withIds(() => ({ do: 'signal' }), positions) };
}

export const IDS: readonly Call[] = [
  { name: 'getpid', number: 39, enter: (task) => returns(task.process.virtualPid) },
  { name: 'gettid', number: 186, enter: (task) => returns(task.virtualTid) },
  { name: 'getppid', number: 110, enter: (task) => returns(task.process.virtualParent) },
  signals('kill', 62, 0),
  signals('tkill', 200, 0),
  signals('tgkill', 234, 0, 1),
  signals('rt_sigqueueinfo', 129, 0),
  signals('rt_tgsigqueueinfo', 297, 0, 1),
  gives('getpgrp', 111),
  gives('getpgid', 121, 0),
  gives('getsid', 124, 0),
  gives('setsid', 112),
  takes('setpgid', 109, 0, 1),
  takes('getpriority', 140, 1),
  takes('setpriority', 141, 1),
  takes('sched_setparam', 142, 0),
  takes('sched_getparam', 143, 0),
  takes('sched_setscheduler', 144, 0),
  takes('sched_getscheduler', 145, 0),
  takes('sched_rr_get_interval', 148, 0),
  takes('get_robust_list', 274, 0),
  takes('prlimit64', 302, 0),
  takes('pidfd_open', 434, 0),
];
