/** The memory of a traced process, by `/proc/PID/mem`: also what the process itself may only read or execute. */

import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** A program gave an address where it has no memory. */
export class BadAddress extends Error {
  constructor(address: number, length: number, cause?: unknown) {
    super(`${length} bytes at 0x${address.toString(16)} are not in memory`, { cause });
    this.name = 'BadAddress';
  }
}

function transfer(address: number, length: number, act: () => number): void {
  let done: number;
  try {
    done = act();
  } catch (error) {
    throw new BadAddress(address, length, error);
  }
  if (done !== length) throw new BadAddress(address, length);
}

export class ProcessMemory {
  readonly #fd: number;

  /** Bound to what the process runs now: after an exec it takes a new one. */
  constructor(pid: number) {
    try {
      this.#fd = openSync(`/proc/${pid}/mem`, 'r+');
    } catch (error) {
      // It is ending.
      throw new BadAddress(0, 0, error);
    }
  }

  /** Throws if any of it is not mapped. */
  read(address: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    transfer(address, length, () => readSync(this.#fd, bytes, 0, length, address));
    return bytes;
  }

  /** Throws if any of it is not mapped. */
  write(address: number, bytes: Uint8Array): void {
    transfer(address, bytes.length, () => writeSync(this.#fd, bytes, 0, bytes.length, address));
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
