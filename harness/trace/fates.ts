/**
 * The fate of messages: one reducer of a journal's outcomes, for all code that shows or judges them.
 *
 * Each copy of a message ends separately, so a duplicated message ends twice. Delivered beats dropped, the first
 * delivery counts, and of several drops the first gives the reason. Live and browser code use this file too, so it
 * needs nothing of Node.
 */

export type MessageOutcome =
  /** `line`: what arrived, if it was damaged on its way. */
  | { readonly kind: 'delivered'; readonly at: number; readonly line?: string }
  | { readonly kind: 'dropped'; readonly at: number; readonly reason: string }
  | { readonly kind: 'under-way' };

const UNDER_WAY: MessageOutcome = { kind: 'under-way' };

/** Users extend it by their own data on a message. Times are in the caller's unit. */
export class Fate {
  /** The outcome of all copies that have ended so far. */
  outcome: MessageOutcome = UNDER_WAY;
  /** How many copies were delivered. */
  copies = 0;
  /** How many copies are expected to end yet. */
  missing: number;

  /** `expected`: how many copies will end, as far as that is known; 0 for a message that never ends. */
  constructor(expected = 1) {
    this.missing = expected;
  }

  /** Whether no expected copy can change the outcome. */
  get isSettled(): boolean {
    return this.missing <= 0 || this.outcome.kind === 'delivered';
  }

  /** One copy was delivered, perhaps as a damaged line, or dropped for a reason. */
  end(at: number, reason?: string, line?: string): void {
    this.missing--;
    if (reason === undefined) {
      this.copies++;
      if (this.outcome.kind !== 'delivered')
        this.outcome = { kind: 'delivered', at, ...(line !== undefined && { line }) };
    } else if (this.outcome.kind === 'under-way') {
      this.outcome = { kind: 'dropped', at, reason };
    }
  }
}

/**
 * How many messages are remembered after their last expected end: a journal may not say that a message was
 * duplicated.
 */
const REMEMBERED = 10_000;

/** Finds the fate that an end belongs to. Keeps the messages under way, and a bounded number of ended ones. */
export class Fates<F extends Fate> {
  readonly #remembered: number;
  readonly #open = new Map<number, F>();
  readonly #ended = new Map<number, F>();
  /** The numbers of the messages that ended last, in a ring: the newest replaces the oldest. */
  readonly #ring: number[] = [];
  #next = 0;

  /** `remembered`: 0 for a journal that records how often each message ends. */
  constructor(remembered: number = REMEMBERED) {
    this.#remembered = remembered;
  }

  /** A later message with the number of an earlier one takes over the ends that follow. */
  sent(id: number, fate: F): F {
    const earlier = this.#open.get(id);
    if (earlier !== undefined) earlier.missing = 0;
    this.#ended.delete(id);
    if (fate.missing > 0) this.#open.set(id, fate);
    return fate;
  }

  /** The fate as it is now. Undefined for a message that was never sent, is not followed, or ended long ago. */
  ended(id: number, at: number, reason?: string, line?: string): F | undefined {
    const fate = this.#open.get(id) ?? this.#ended.get(id);
    if (fate === undefined) return undefined;
    fate.end(at, reason, line);
    if (fate.missing <= 0) {
      this.#open.delete(id);
      this.#remember(id, fate);
    }
    return fate;
  }

  /** Messages with an expected end, in the order of sending. */
  underWay(): Iterable<F> {
    return this.#open.values();
  }

  /** The number of messages that are kept. */
  get size(): number {
    return this.#open.size + this.#ended.size;
  }

  /** Forgets all other messages. */
  retain(keeps: (fate: F) => boolean): void {
    for (const kept of [this.#open, this.#ended])
      for (const [id, fate] of kept) if (!keeps(fate)) kept.delete(id);
  }

  #remember(id: number, fate: F): void {
    if (this.#remembered === 0 || this.#ended.has(id)) return;
    const oldest = this.#ring[this.#next];
    if (oldest !== undefined) this.#ended.delete(oldest);
    this.#ring[this.#next] = id;
    this.#next = (this.#next + 1) % this.#remembered;
    this.#ended.set(id, fate);
  }
}
