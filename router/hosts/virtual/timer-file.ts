/** A timer file (timerfd) of a node: the supervisor has the same open file, and makes it readable when its virtual time has come. */

import type { Libc } from './libc.js';

const SYS = { timerfd_settime: 286, pidfd_open: 434, pidfd_getfd: 438 } as const;
const POLLIN = 1;

export class TimerFile {
  readonly #libc: Libc;
  readonly #fd: number;

  /** Throws if the file cannot be shared: the kernel is older than 5.6. */
  constructor(libc: Libc, pid: number, fd: number) {
    this.#libc = libc;
    const process = libc.syscall(SYS.pidfd_open, pid, 0);
    this.#fd = libc.syscall(SYS.pidfd_getfd, process, fd, 0);
    libc.close(process);
    if (this.#fd < 0) throw new Error(`a timer file could not be shared: error ${-this.#fd}`);
  }

  /** It expires once, now: whoever waits for it is woken before this returns. */
  makeReadable(): void {
    this.#set(1n);
    const poll = Buffer.alloc(8);
    poll.writeInt32LE(this.#fd);
    poll.writeUInt16LE(POLLIN, 4);
    this.#libc.poll(poll, -1);
  }

  /** What it has counted is forgotten, as by setting it. */
  reset(): void {
    this.#set(0n);
  }

  close(): void {
    this.#libc.close(this.#fd);
  }

  #set(nanoseconds: bigint): void {
    this.#libc.syscall(SYS.timerfd_settime, this.#fd, 0, BigInt64Array.of(0n, 0n, 0n, nanoseconds));
  }
}
