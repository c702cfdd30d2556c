/**
 * An order of a few calls that ends in a given state: what a refused operation is held against. The search of a whole history
 * (`search.ts`) keeps no orders; this one looks at the end of a history alone, and gives up soon.
 */

import type { TimedCall } from './calls.js';
import type { Model } from './model.js';

/** Beyond either the order is not looked for. */
const MOST_CALLS = 64;
const MOST_STEPS = 20_000;

export interface OrderQuestion<State> {
  readonly model: Model<State>;
  /** In the order of their invocations. */
  readonly calls: readonly TimedCall[];
  readonly from: State;
  readonly to: State;
  /** The index at which the order ends: a call that succeeded before has its place in it, any other may have one. */
  readonly until: number;
}

/** A call of an order, and whether it may have changed the state. */
export interface Placed {
  readonly call: TimedCall;
  readonly writes: boolean;
}

/** Undefined if there is none, or none was found with little effort. */
export function orderTo<State>(question: OrderQuestion<State>): readonly Placed[] | undefined {
  if (question.calls.length > MOST_CALLS) return undefined;
  return new OrderSearch(question).run();
}

class OrderSearch<State> {
  readonly #question: OrderQuestion<State>;
  readonly #target: string;
  readonly #required: readonly boolean[];
  readonly #placed: boolean[];
  readonly #order: Placed[] = [];
  readonly #seen = new Set<string>();

  constructor(question: OrderQuestion<State>) {
    this.#question = question;
    this.#target = question.model.key(question.to);
    this.#required = question.calls.map((call) => mustHappen(call, question.until));
    this.#placed = question.calls.map(() => false);
  }

  run(): readonly Placed[] | undefined {
    return this.#from(this.#question.from) ? this.#order : undefined;
  }

  /** Depth first; the depth is at most the number of calls. */
  #from(state: State): boolean {
    const { model, calls } = this.#question;
    const key = model.key(state);
    if (key === this.#target && this.#required.every((required, i) => !required || this.#placed[i]))
      return true;
    const seen = `${this.#placed.map(Number).join('')} ${key}`;
    if (this.#seen.has(seen) || this.#seen.size >= MOST_STEPS) return false;
    this.#seen.add(seen);
    // What begins after some call that still needs its place has ended cannot come before it.
    const bound = this.#firstEnd();
    for (const [i, call] of calls.entries()) {
      if (this.#placed[i] || call.invoke.index > bound) continue;
      const step = model.step(state, call);
      if ('refusal' in step) continue;
      this.#placed[i] = true;
      this.#order.push({ call, writes: isWrite(model, call) });
      if (this.#from(step.state)) return true;
      this.#order.pop();
      this.#placed[i] = false;
    }
    return false;
  }

  #firstEnd(): number {
    let first = this.#question.until;
    for (const [i, { completion }] of this.#question.calls.entries())
      if (this.#required[i] && !this.#placed[i] && completion !== undefined)
        first = Math.min(first, completion.index);
    return first;
  }
}

function mustHappen({ required, completion }: TimedCall, until: number): boolean {
  return required && completion !== undefined && completion.index < until;
}

/** Of a call that does not say what it leaves nothing is known: it may be one. */
function isWrite<State>(model: Model<State>, call: TimedCall): boolean {
  const outline = model.outline?.(call);
  return outline === undefined || 'leaves' in outline;
}
