/** Messages that are held back by chance, so that later ones on the same link overtake them. */

import { type Message, MILLISECOND, type Random } from '../../node/index.js';
import { ControlError, probability } from '../control-line.js';
import { type Chance, chance } from './chance.js';
import type { NetworkRule, RuleKind } from './network-rule.js';
import type { Verdict } from './rule.js';

/** How messages are held back. */
export interface Reordering {
  /** Of a message to be held back, 0 to 1. */
  readonly probability: number;
  /** What is held back is held for a whole number of milliseconds from 1 to this. */
  readonly windowMs: number;
}

/** The window, in milliseconds, if a control line gives none. */
export const REORDER_WINDOW_MS = 100;

/** `reorder 0.2 100` */
export interface ReorderControl {
  readonly do: 'reorder';
  readonly reordering: Reordering;
}

/** The table's entry of `ReorderRule`. */
export const reorder: RuleKind<ReorderControl, ReorderRule> = {
  words: {
    reorder: {
      parse: readReordering,
      lines: [
        {
          examples: ['reorder 0.2', 'reorder 0.2 50'],
          meaning: `probability that a message between nodes is delayed further, by up to ${REORDER_WINDOW_MS} ms, or 50`,
        },
      ],
    },
  },
  make: (random) => new ReorderRule(random),
};

function readReordering(words: readonly string[]): ReorderControl {
  const [share = '', window = String(REORDER_WINDOW_MS), ...more] = words;
  const windowMs = Number(window);
  if (more.length > 0 || !Number.isSafeInteger(windowMs) || windowMs < 1) {
    throw new ControlError(
      `reorder expects a probability and perhaps whole milliseconds >= 1, got ${JSON.stringify(words.join(' '))}`,
    );
  }
  return { do: 'reorder', reordering: { probability: probability('reorder', share), windowMs } };
}

/** Nothing is held back before it is set. */
export class ReorderRule implements NetworkRule<ReorderControl> {
  readonly #chance: Chance;
  #windowMs = REORDER_WINDOW_MS;

  constructor(random: Random) {
    this.#chance = chance(random, 'reorder', 0, (own) => ({
      kind: 'delay',
      delay: own.integer(1, this.#windowMs) * MILLISECOND,
    }));
  }

  get(): Reordering {
    return { probability: this.#chance.get(), windowMs: this.#windowMs };
  }

  set({ probability, windowMs }: Reordering): void {
    this.#chance.set(probability);
    this.#windowMs = windowMs;
  }

  change({ reordering }: ReorderControl): string {
    this.set(reordering);
    const { probability, windowMs } = reordering;
    return `each message between nodes is held back with probability ${probability}, for up to ${windowMs} ms`;
  }

  judge(message: Message): Verdict {
    return this.#chance.judge(message);
  }
}
