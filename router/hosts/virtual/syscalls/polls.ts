/**
 * Waits for files: poll, select and epoll in all their forms. The thread stays stopped until one of the files is ready, then the
 * kernel makes the call; at its deadline, a virtual one, it returns as if nothing had happened.
 *
 * Some waits only the kernel can perform. It is given them without their timeout, and at the deadline they are interrupted.
 */

import { type Action, NEVER, RUN, TURN } from '../action.js';
import type { ArgumentIndex } from '../registers.js';
import type { Task } from '../task.js';
import { type AwaitedBy, changesSignals, epollFile, pollArray, selectSets } from './awaited-files.js';
import type { Call } from './call.js';

const MILLISECOND = 1e6;
/** A poll that does not wait, so many times in a row, is a loop that waits by asking. */
const ASKS = 4;
/** What each further one costs, so that time goes on. */
const ASKING_COSTS = 2 * MILLISECOND;

type Unit = 'milliseconds' | 'timespec' | 'timeval';

interface Form {
  readonly timeout: ArgumentIndex;
  readonly unit: Unit;
  readonly awaited: AwaitedBy;
  /** The argument that is a set of signals, or points to the address of one. */
  readonly mask?: { readonly argument: ArgumentIndex; readonly indirect?: boolean };
  /** Clears what the call would have filled in. */
  readonly clear?: (task: Task) => void;
}

/** Nanoseconds; undefined for a call that waits for ever. */
function timeoutOf(task: Task, { timeout, unit }: Form): number | undefined {
  const { registers, process } = task;
  if (unit === 'milliseconds') {
    const milliseconds = registers.intArgument(timeout);
    return milliseconds < 0 ? undefined : milliseconds * MILLISECOND;
  }
  const address = registers.argument(timeout);
  return address === 0 ? undefined : process.memory.time(address, unit === 'timeval' ? 1000 : 1);
}

function enter(task: Task, call: string, form: Form): Action {
  let timeout = timeoutOf(task, form);
  if (timeout === 0) {
    if (++task.spin <= ASKS) return RUN;
    timeout = ASKING_COSTS;
  } else {
    task.spin = 0;
  }
  const awaited = task.node.readsSignals || changesSignals(task, form.mask) ? undefined : form.awaited(task);
  const ready = (): boolean | undefined =>
    awaited && awaited.length > 0 && task.process.files.isAnyReady(awaited);
  const isReady = ready();
  if (isReady === true) return TURN;
  const expire = (): number => {
    form.clear?.(task);
    return 0;
  };
  const deadline = timeout === undefined ? NEVER : task.node.clock.after(timeout);
  if (isReady === false) {
    // Without any file it is a sleep.
    return { do: 'park', wait: { call, deadline, expire, ...(awaited?.length !== 0 && { ready }) } };
  }
  if (timeout !== undefined) task.registers.setArgument(form.timeout, form.unit === 'milliseconds' ? -1 : 0);
  return { do: 'wait', wait: { call, deadline, expire } };
}

/** The three sets of select(2): a bit for each file, in words of 64. */
function clearSets({ entry, process }: Task): void {
  const length = Math.ceil(entry.intArgument(0) / 64) * 8;
  for (const index of [1, 2, 3] as const) {
    const address = entry.argument(index);
    if (address !== 0 && length > 0) process.memory.write(address, new Uint8Array(length));
  }
}

/** The answers in an array of `struct pollfd`, 8 bytes each. */
function clearAnswers({ entry, process }: Task): void {
  const address = entry.argument(0);
  const count = entry.intArgument(1);
  if (count <= 0) return;
  const array = process.memory.read(address, 8 * count);
  for (let i = 0; i < count; i++) array.writeUInt16LE(0, 8 * i + 6);
  process.memory.write(address, array);
}

function call(name: string, number: number, form: Form): Call {
  return { name, number, enter: (task) => enter(task, name, form) };
}

const ARRAY = { awaited: pollArray, clear: clearAnswers };
const SETS = { awaited: selectSets, clear: clearSets };
const EPOLL = { awaited: epollFile };

export const POLLS: readonly Call[] = [
  call('poll', 7, { ...ARRAY, timeout: 2, unit: 'milliseconds' }),
  call('select', 23, { ...SETS, timeout: 4, unit: 'timeval' }),
  call('epoll_wait', 232, { ...EPOLL, timeout: 3, unit: 'milliseconds' }),
  call('pselect6', 270, { ...SETS, timeout: 4, unit: 'timespec', mask: { argument: 5, indirect: true } }),
  call('ppoll', 271, { ...ARRAY, timeout: 2, unit: 'timespec', mask: { argument: 3 } }),
  call('epoll_pwait', 281, { ...EPOLL, timeout: 3, unit: 'milliseconds', mask: { argument: 4 } }),
  call('epoll_pwait2', 441, { ...EPOLL, timeout: 3, unit: 'timespec', mask: { argument: 4 } }),
];
