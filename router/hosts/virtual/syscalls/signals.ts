/** Waits for a signal: sigwait, sigwaitinfo and sigtimedwait. The kernel makes them, without their timeout. */

import { type Action, NEVER, RUN } from '../action.js';
import { ERRNO } from '../linux.js';
import type { Task } from '../task.js';
import type { Call } from './call.js';

function sigtimedwait({ registers, process, node }: Task): Action {
  const address = registers.argument(2);
  const timeout = address === 0 ? undefined : process.memory.time(address);
  if (timeout === 0) return RUN;
  registers.setArgument(2, 0);
  const deadline = timeout === undefined ? NEVER : node.clock.after(timeout);
  return { do: 'wait', wait: { call: 'rt_sigtimedwait', deadline, expire: () => -ERRNO.EAGAIN } };
}

export const SIGNALS: readonly Call[] = [{ name: 'rt_sigtimedwait', number: 128, enter: sigtimedwait }];
