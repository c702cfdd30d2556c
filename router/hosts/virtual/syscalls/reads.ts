/** Calls that wait for something to come: input, a connection, the end of a child. The kernel makes them. */

import { type Action, NEVER, RUN, TURN } from '../action.js';
import { ERRNO } from '../linux.js';
import type { Task } from '../task.js';
import { readFile } from './awaited-files.js';
import type { Call } from './call.js';
import { giveRandom } from './identities.js';

const WNOHANG = 1;
const F_SETLKW = 7;
const F_OFD_SETLKW = 38;

/** So many answers of a read that does not wait, in a row, are a loop that waits by asking; what each further one costs. */
const ASKS = 4;
const ASKING_COSTS = 2e6;

function waits(call: string): Action {
  return { do: 'wait', wait: { call, deadline: NEVER, expire: () => -ERRNO.EINTR } };
}

/** From a pipe, a socket or the like: from a child, another thread, or itself. */
function readOther(task: Task, call: string): Action {
  const { process, node, registers } = task;
  const awaited = readFile(task);
  const ready = (): boolean | undefined =>
    node.readsSignals ? undefined : process.files.isAnyReady(awaited);
  const isReady = ready();
  if (isReady === undefined) return waits(call);
  if (isReady) return TURN;
  if (process.files.isNonBlocking(registers.intArgument(0))) return RUN;
  return { do: 'park', wait: { call, deadline: NEVER, expire: () => -ERRNO.EINTR, ready } };
}

function read(task: Task, call: string): Action {
  const { registers, process, node } = task;
  switch (process.kindOf(registers.intArgument(0))) {
    case 'file':
      return RUN;
    case 'random':
      return call === 'read' ? giveRandom(task, registers.argument(1), registers.argument(2)) : RUN;
    case 'waitable':
      return readOther(task, call);
    case 'input':
      if (node.input.inPipe > 0) {
        task.spin = 0;
        return RUN;
      }
      if (!node.input.isNonBlocking) {
        return { do: 'park', wait: { call, deadline: NEVER, expire: () => -ERRNO.EINTR, input: true } };
      }
      if (++task.spin <= ASKS) return RUN;
      return {
        do: 'park',
        wait: { call, deadline: node.clock.after(ASKING_COSTS), expire: () => -ERRNO.EAGAIN, input: true },
      };
  }
}

function waiting(name: string, number: number): Call {
  return { name, number, enter: () => waits(name) };
}

export const READS: readonly Call[] = [
  { name: 'read', number: 0, enter: (task) => read(task, 'read') },
  { name: 'readv', number: 19, enter: (task) => read(task, 'readv') },
  {
    name: 'fcntl',
    number: 72,
    only: { argument: 1, values: [F_SETLKW, F_OFD_SETLKW] },
    enter: () => waits('fcntl'),
  },
  // Files of signals show each thread its own.
  ...[282, 289].map((number) => ({
    name: 'signalfd',
    number,
    enter: ({ node }: Task) => {
      node.readsSignals = true;
      return RUN;
    },
  })),
  waiting('flock', 73),
  waiting('pause', 34),
  waiting('accept', 43),
  waiting('accept4', 288),
  waiting('connect', 42),
  waiting('recvfrom', 45),
  waiting('recvmsg', 47),
  waiting('rt_sigsuspend', 130),
  {
    name: 'wait4',
    number: 61,
    enter: ({ registers }) => ((registers.intArgument(2) & WNOHANG) === 0 ? waits('wait4') : RUN),
  },
  {
    name: 'waitid',
    number: 247,
    enter: ({ registers }) => ((registers.intArgument(3) & WNOHANG) === 0 ? waits('waitid') : RUN),
  },
];
