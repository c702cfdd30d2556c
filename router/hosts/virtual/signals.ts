/** Signals that the supervisor sends to a node, as a timer of the kernel would have sent them. */

import type { Libc } from './libc.js';

const SYS = { rt_sigqueueinfo: 129, rt_tgsigqueueinfo: 297 } as const;
/** The code of a signal that a timer sent. */
const SI_TIMER = -2;
const SIZE = 128;

export interface TimerSignal {
  readonly pid: number;
  readonly signal: number;
  /** The thread that is meant; any of the process without. */
  readonly tid?: number;
  /** What the program gave to be told with it. */
  readonly value?: bigint;
}

export function sendSignal(libc: Libc, { pid, tid, signal, value = 0n }: TimerSignal): void {
  const information = Buffer.alloc(SIZE);
  information.writeInt32LE(signal, 0);
  information.writeInt32LE(SI_TIMER, 8);
  information.writeBigUInt64LE(value, 24);
  if (tid === undefined) libc.syscall(SYS.rt_sigqueueinfo, pid, signal, information);
  else libc.syscall(SYS.rt_tgsigqueueinfo, pid, tid, signal, information);
}
