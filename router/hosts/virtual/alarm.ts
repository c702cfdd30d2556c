/**
 * Rings while the supervisor waits for a stop that does not come: a signal to its own thread ends the wait. What is done then never
 * changes what a node sees, only whether a wait that would last for ever is noticed.
 */

import type { Library } from './library.js';

const SYS = { timer_create: 222, timer_settime: 223, gettid: 186 } as const;
const CLOCK_MONOTONIC = 1;
const TO_THREAD = 4;
/** A real-time signal that neither Node nor a C library uses. */
const SIGNAL = 50;
const EVENT_SIZE = 64;

export class Alarm {
  readonly #call: (number: number, a: number, b: unknown, c: unknown, d: unknown) => number;
  readonly #timer: number;
  readonly #on: BigInt64Array;
  readonly #off = new BigInt64Array(4);

  /** `every`: milliseconds of real time. For the thread that calls it. */
  constructor(library: Library, every: number) {
    const nanoseconds = BigInt(every * 1e6);
    this.#on = BigInt64Array.of(0n, nanoseconds, 0n, nanoseconds);
    this.#call = library.func('syscall', 'long', ['long', 'long', 'void *', 'void *', 'void *']);
    // The handler has nothing to do: any function that does no harm. Its signal must not restart the call that it ends.
    const symbol: unknown = library.func('void *dlsym(void *library, const char *name)')(null, 'getpid');
    library.func('void *signal(int number, void *handler)')(SIGNAL, symbol);
    library.func('int siginterrupt(int number, int flag)')(SIGNAL, 1);
    const mask = Buffer.alloc(128);
    mask.writeBigUInt64LE(1n << BigInt(SIGNAL - 1));
    library.func('int pthread_sigmask(int how, void *set, void *old)')(1, mask, null);
    const event = Buffer.alloc(EVENT_SIZE);
    event.writeInt32LE(SIGNAL, 8);
    event.writeInt32LE(TO_THREAD, 12);
    event.writeInt32LE(this.#call(SYS.gettid, 0, null, null, null), 16);
    const id = new Int32Array(1);
    if (this.#call(SYS.timer_create, CLOCK_MONOTONIC, event, id, null) !== 0) {
      throw new Error('timer_create failed: too many timers of this user?');
    }
    this.#timer = id[0] ?? 0;
  }

  /** It rings after the interval, again and again. */
  set(): void {
    this.#call(SYS.timer_settime, this.#timer, null, this.#on, null);
  }

  stop(): void {
    this.#call(SYS.timer_settime, this.#timer, null, this.#off, null);
  }
}
