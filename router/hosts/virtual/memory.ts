/** The memory of a traced process, by `/proc/PID/mem`: also what the process itself may only read or execute. */

import { closeSync, openSync, readSync, writeSync } from 'node:fs';

export class ProcessMemory {
  readonly #fd: number;

  /** Bound to what the process runs now: after an exec it takes a new one. */
  constructor(pid: number) {
    this.#fd = openSync(`/proc/${pid}/mem`, 'r+');
  }

  /** Throws if any of it is not mapped. */
  read(address: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    const got = readSync(this.#fd, bytes, 0, length, address);
    if (got !== length) throw new Error(`read ${got} of ${length} bytes at 0x${address.toString(16)}`);
    return bytes;
  }

  write(address: number, bytes: Uint8Array): void {
    const put = writeSync(this.#fd, bytes, 0, bytes.length, address);
    if (put !== bytes.length)
      throw new Error(`wrote ${put} of ${bytes.length} bytes at 0x${address.toString(16)}`);
  }

  /** An unsigned 32-bit word. */
  word(address: number): number {
    return this.read(address, 4).readUInt32LE();
  }

  /** A `struct timespec` in nanoseconds; `timeval` with `unit` 1000. */
  time(address: number, unit = 1): number {
    const bytes = this.read(address, 16);
    return Number(bytes.readBigInt64LE(0)) * 1e9 + Number(bytes.readBigInt64LE(8)) * unit;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
