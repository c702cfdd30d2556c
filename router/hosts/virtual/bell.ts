/** Wakes a thread that waits for a message from another: a word of memory that both share, which counts. */
export class Bell {
  readonly memory: SharedArrayBuffer;
  readonly #word: Int32Array;

  /** Without `memory` a new one; with that of another thread's, the same. */
  constructor(memory = new SharedArrayBuffer(4)) {
    this.memory = memory;
    this.#word = new Int32Array(memory);
  }

  /** How often it has rung so far. */
  get rings(): number {
    return Atomics.load(this.#word, 0);
  }

  ring(): void {
    Atomics.add(this.#word, 0, 1);
    Atomics.notify(this.#word, 0);
  }

  /** Sleeps until it has rung more often than `heard` times. False if it has not after `milliseconds` of real time. */
  wait(heard: number, milliseconds = Infinity): boolean {
    return Atomics.wait(this.#word, 0, heard, milliseconds) !== 'timed-out';
  }
}
