/** Drives a router on a clock: delivers due messages, and wakes when the next one is due. */

import type { Clock, Timer } from '../node/index.js';
import type { Router } from './router.js';

/**
 * Delivers what is due. It sleeps on the clock until the next deadline, and must be run when a message was accepted.
 */
export class Pump {
  readonly #router: Router;
  readonly #clock: Clock;
  #timer: Timer | undefined;
  #wakesAt = Infinity;
  #delivering = false;
  #stopped = false;

  constructor(router: Router, clock: Clock) {
    this.#router = router;
    this.#clock = clock;
  }

  /** Call whenever the router may have new messages. */
  run(): void {
    // A delivery may make its receiver send: the running loop delivers that message too.
    if (this.#delivering || this.#stopped) return;
    const now = this.#clock.now();
    const due = this.#router.nextDeadline();
    if (due !== undefined && due <= now) {
      this.#delivering = true;
      try {
        this.#router.deliverDue(now);
      } finally {
        this.#delivering = false;
      }
    }
    this.#sleep(now);
  }

  /** Delivers nothing any more. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #sleep(now: number): void {
    const deadline = this.#router.nextDeadline();
    if (this.#stopped || deadline === undefined || deadline >= this.#wakesAt) return;
    this.#timer?.cancel();
    this.#wakesAt = deadline;
    this.#timer = this.#clock.schedule(deadline - now, () => {
      this.#wakesAt = Infinity;
      this.run();
    });
  }
}
