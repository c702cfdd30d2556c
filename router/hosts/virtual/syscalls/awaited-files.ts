/** Which files a call waits for, by its arguments: poll, select and epoll in all their forms. */

import { type Awaited, POLL } from '../borrowed-files.js';
import type { ArgumentIndex } from '../registers.js';
import type { Task } from '../task.js';

/** More are left to the kernel. */
const MOST = 64;
const FAILED = POLL.ERR | POLL.HUP | POLL.NVAL;

/** What ends a wait for each of the three sets of select(2). */
const SETS = [
  { index: 1, events: POLL.IN, ending: POLL.IN | FAILED },
  { index: 2, events: POLL.OUT, ending: POLL.OUT | POLL.ERR | POLL.NVAL },
  { index: 3, events: POLL.PRI, ending: POLL.PRI | POLL.NVAL },
] as const;

/** Undefined if there are too many. */
export type AwaitedBy = (task: Task) => readonly Awaited[] | undefined;

/** An array of `struct pollfd`, 8 bytes each. */
export function pollArray({ registers, process }: Task): readonly Awaited[] | undefined {
  const count = registers.intArgument(1);
  if (count < 0 || count > MOST) return undefined;
  const array = process.memory.read(registers.argument(0), 8 * count);
  return Array.from({ length: count }, (_, i) => {
    const events = array.readUInt16LE(8 * i + 4);
    return { fd: array.readInt32LE(8 * i), events, ending: events | FAILED };
  });
}

/** Three sets, a bit for each file. */
export function selectSets({ registers, process }: Task): readonly Awaited[] | undefined {
  const count = registers.intArgument(0);
  const awaited: Awaited[] = [];
  for (const { index, events, ending } of SETS) {
    const address = registers.argument(index);
    if (address === 0 || count <= 0) continue;
    const set = process.memory.read(address, Math.ceil(count / 64) * 8);
    for (let fd = 0; fd < count; fd++) {
      if ((((set[fd >> 3] ?? 0) >> (fd & 7)) & 1) === 1) awaited.push({ fd, events, ending });
    }
  }
  return awaited.length > MOST ? undefined : awaited;
}

/** A file that is ready when any of those in it is. */
export function epollFile({ registers }: Task): readonly Awaited[] {
  return [{ fd: registers.intArgument(0), events: POLL.IN, ending: POLL.IN | FAILED }];
}

/** A file that is read. */
export function readFile({ registers }: Task): readonly Awaited[] {
  return [{ fd: registers.intArgument(0), events: POLL.IN, ending: POLL.IN | FAILED }];
}

/** Whether the call lets other signals through while it waits: only the kernel can do that. */
export function changesSignals(
  { registers, process }: Task,
  mask: { readonly argument: ArgumentIndex; readonly indirect?: boolean } | undefined,
): boolean {
  if (mask === undefined) return false;
  const address = registers.argument(mask.argument);
  if (address === 0 || mask.indirect !== true) return address !== 0;
  return process.memory.read(address, 8).readBigUInt64LE() !== 0n;
}
