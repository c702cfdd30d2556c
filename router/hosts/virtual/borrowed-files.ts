/**
 * Files of a process, asked whether they are ready by the supervisor itself, which borrows them for a moment (pidfd_getfd). So a
 * thread that waits for files need not sleep in the kernel, where nothing would be heard of it: it stays stopped until they are ready.
 */

import type { Libc } from './libc.js';
import { ERRNO } from './linux.js';

const SYS = { pidfd_open: 434, pidfd_getfd: 438 } as const;

/** Events of poll(2). */
export const POLL = { IN: 1, PRI: 2, OUT: 4, ERR: 8, HUP: 16, NVAL: 32 } as const;

/** A file that a call waits for: the events that it asks for, and all that end its wait. */
export interface Awaited {
  readonly fd: number;
  readonly events: number;
  readonly ending: number;
}

export class BorrowedFiles {
  readonly #libc: Libc;
  readonly #pid: number;
  /** The process as a file. */
  #process: number | undefined;

  constructor(libc: Libc, pid: number) {
    this.#libc = libc;
    this.#pid = pid;
  }

  /** Undefined if the system does not let them be borrowed. */
  isAnyReady(awaited: readonly Awaited[]): boolean | undefined {
    const borrowed: number[] = [];
    const array = Buffer.alloc(8 * awaited.length);
    try {
      for (const [i, { fd, events }] of awaited.entries()) {
        const own = fd < 0 ? -1 : this.#borrow(fd);
        // The kernel answers at once that there is no such file.
        if (own === -ERRNO.EBADF) return true;
        if (fd >= 0 && own < 0) return undefined;
        if (own >= 0) borrowed.push(own);
        array.writeInt32LE(own, 8 * i);
        array.writeUInt16LE(events, 8 * i + 4);
      }
      this.#libc.poll(array, 0);
      return awaited.some(({ ending }, i) => (array.readUInt16LE(8 * i + 6) & ending) !== 0);
    } finally {
      for (const fd of borrowed) this.#libc.close(fd);
    }
  }

  /** Whether a reader that finds nothing goes on at once. */
  isNonBlocking(fd: number): boolean {
    const own = this.#borrow(fd);
    if (own < 0) return false;
    const answer = this.#libc.isNonBlocking(own);
    this.#libc.close(own);
    return answer;
  }

  close(): void {
    if (this.#process !== undefined && this.#process >= 0) this.#libc.close(this.#process);
    this.#process = undefined;
  }

  #borrow(fd: number): number {
    this.#process ??= this.#libc.syscall(SYS.pidfd_open, this.#pid, 0);
    return this.#process < 0 ? this.#process : this.#libc.syscall(SYS.pidfd_getfd, this.#process, fd, 0);
  }
}
