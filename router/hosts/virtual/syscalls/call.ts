/** An entry of the table of system calls: which call stops, and what is done with it. */

import { type Action, returns } from '../action.js';
import { ERRNO } from '../linux.js';
import type { Task } from '../task.js';

export interface Call {
  /** As in the manual: it appears in what is said of a node that does not go on. */
  readonly name: string;
  readonly number: number;
  /** Stops only with these values of that argument. */
  readonly only?: { readonly argument: number; readonly values: readonly number[] };
  /** The task is stopped at its entry. The arguments may be changed for the kernel. */
  readonly enter: (task: Task) => Action;
}

/** A call that the kernel seems not to have: programs have another way. */
export function refused(name: string, number: number): Call {
  return { name, number, enter: () => returns(-ERRNO.ENOSYS) };
}
