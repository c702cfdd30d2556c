/** What is done with a system call that stopped: the answer of an entry of the table (`syscalls/`). */

import type { Wait } from './wait.js';

export type Action =
  /** The kernel makes the call. */
  | { readonly do: 'run' }
  /** The call is not made; this is its result, a negative error number included. */
  | { readonly do: 'return'; readonly value: number }
  /** The call is not made; the thread stays stopped until it is woken or its deadline comes. */
  | { readonly do: 'park'; readonly wait: Wait }
  /** The kernel makes the call, with the arguments as they are in the registers now, and the thread may wait in it. */
  | { readonly do: 'wait'; readonly wait: Wait }
  /** The kernel makes the call, which may send a signal: threads that are stopped in a wait are shown it afterwards. */
  | { readonly do: 'signal' }
  /** The kernel makes the call, which returns at once; threads of the node that are ready come before it. */
  | { readonly do: 'turn' }
  /** The others of its node come first; afterwards the call returns 0. */
  | { readonly do: 'yield' };

export const RUN: Action = { do: 'run' };

/** A thread that never waits, since there is always something for it, must not keep those from running that it waits for. */
export const TURN: Action = { do: 'turn' };

export function returns(value: number): Action {
  return { do: 'return', value };
}

/** Nothing has a deadline later than this. */
export const NEVER = Infinity;
