/**
 * Runs something again when files change: one run at a time, after changes have paused for a moment. It knows neither files
 * nor processes.
 */

import type { Timer } from '../../node/index.js';

/** Milliseconds without a change before a run begins: editors write a file in several steps. */
export const PAUSE_MS = 100;

export interface RunOnChangeIo {
  /** Makes one run. Never rejects. */
  readonly run: () => Promise<void>;
  /** Calls back after a delay. */
  readonly after: (delayMs: number, callback: () => void) => Timer;
}

export class RunOnChange {
  readonly #io: RunOnChangeIo;
  #timer: Timer | undefined;
  #running: Promise<void> | undefined;
  #isWanted = false;
  #isStopped = false;

  constructor(io: RunOnChangeIo) {
    this.#io = io;
  }

  /** Begins the first run at once. */
  start(): void {
    this.#begin();
  }

  /** A file has changed. During a run it makes another one follow. */
  changed(): void {
    if (this.#isStopped) return;
    if (this.#running !== undefined) {
      this.#isWanted = true;
      return;
    }
    this.#timer?.cancel();
    this.#timer = this.#io.after(PAUSE_MS, () => this.#begin());
  }

  /** No run begins from now on. Resolves when the one under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer?.cancel();
    await this.#running;
  }

  #begin(): void {
    this.#isWanted = false;
    this.#running = this.#io.run().finally(() => {
      this.#running = undefined;
      if (this.#isWanted) this.changed();
    });
  }
}
