/**
 * Shrinking: a failing run becomes a small one that fails in the same way.
 *
 * Greedy: each step is kept if the run still has its fingerprint, and steps are tried until none is kept. So the result is no
 * larger than its origin, and not always the smallest there is.
 */

import type { PlannedOperation, RunPlan } from '../plan/run-plan.js';
import { ddmin } from './ddmin.js';
import { rounded, sooner, withoutNode } from './simpler.js';

export interface Shrinking {
  /** The fingerprint of a plan's run; undefined of a valid one. */
  readonly run: (plan: RunPlan) => Promise<string | undefined>;
  /** Runs that may be made side by side. */
  readonly jobs: number;
  readonly signal?: AbortSignal | undefined;
  /** A smaller plan was found. */
  readonly onSmaller?: ((plan: RunPlan, runs: number) => void) | undefined;
}

export interface Shrunk {
  readonly plan: RunPlan;
  /** How many runs it took. */
  readonly runs: number;
  /** It was stopped: more could be left out. */
  readonly isStopped: boolean;
}

/** `plan` fails with that fingerprint. Never larger than `plan`. */
export async function shrink(plan: RunPlan, wanted: string, shrinking: Shrinking): Promise<Shrunk> {
  const search = new Search(plan, wanted, shrinking);
  let before: number;
  do {
    before = search.runsKept;
    await search.time();
    await search.faults();
    await search.keys();
    await search.operations();
    await search.nodes();
    await search.exceptions();
    await search.times();
  } while (search.runsKept > before && !search.isStopped);
  return { plan: search.plan, runs: search.runs, isStopped: search.isStopped };
}

class Search {
  plan: RunPlan;
  runs = 0;
  /** How many steps were kept. */
  runsKept = 0;
  readonly #wanted: string;
  readonly #shrinking: Shrinking;
  /** Plans that were run, and whether they failed as wanted. */
  readonly #known = new Map<string, boolean>();

  constructor(plan: RunPlan, wanted: string, shrinking: Shrinking) {
    this.plan = plan;
    this.#wanted = wanted;
    this.#shrinking = shrinking;
  }

  get isStopped(): boolean {
    return this.#shrinking.signal?.aborted === true;
  }

  /** The load ends sooner. */
  async time(): Promise<void> {
    for (;;) {
      const found = await this.#keepFirst(sooner(this.plan));
      if (!found) return;
    }
  }

  async faults(): Promise<void> {
    await this.#leaveOut(this.plan.faults, (faults) => ({ ...this.plan, faults }));
  }

  async operations(): Promise<void> {
    await this.#leaveOut(this.plan.operations, (operations) => ({ ...this.plan, operations }));
  }

  async exceptions(): Promise<void> {
    await this.#leaveOut(this.plan.exceptions, (exceptions) => ({ ...this.plan, exceptions }));
  }

  /** All operations of a key or value are left out at once. */
  async keys(): Promise<void> {
    const keys = [...new Set(this.plan.operations.map(keyOf))];
    const made = (kept: readonly string[]): RunPlan => {
      const wanted = new Set(kept);
      return { ...this.plan, operations: this.plan.operations.filter((each) => wanted.has(keyOf(each))) };
    };
    await this.#leaveOut(keys, made);
  }

  /** Nodes are left out, one by one. */
  async nodes(): Promise<void> {
    for (;;) {
      const found = await this.#keepFirst(withoutNode(this.plan));
      if (!found) return;
    }
  }

  /** Times become round numbers. */
  async times(): Promise<void> {
    while (await this.#keepFirst(rounded(this.plan)));
  }

  async #leaveOut<T>(items: readonly T[], made: (kept: readonly T[]) => RunPlan): Promise<void> {
    await ddmin(items, (candidates) => this.#first(candidates.map((kept) => made(kept))));
  }

  async #keepFirst(candidates: readonly RunPlan[]): Promise<boolean> {
    return (await this.#first(candidates)) !== undefined;
  }

  /** The first candidate that fails as wanted is kept. The others that were run beside it change nothing. */
  async #first(candidates: readonly RunPlan[]): Promise<number | undefined> {
    const { jobs } = this.#shrinking;
    for (let from = 0; from < candidates.length; from += jobs) {
      if (this.isStopped) return undefined;
      const group = candidates.slice(from, from + jobs);
      const failing = await Promise.all(group.map((each) => this.#fails(each)));
      const found = failing.indexOf(true);
      const plan = group[found];
      if (plan === undefined) continue;
      this.plan = plan;
      this.runsKept++;
      this.#shrinking.onSmaller?.(plan, this.runs);
      return from + found;
    }
    return undefined;
  }

  async #fails(plan: RunPlan): Promise<boolean> {
    const key = JSON.stringify(plan);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.runs++;
    const fails = (await this.#shrinking.run(plan)) === this.#wanted;
    this.#known.set(key, fails);
    return fails;
  }
}

/** What an operation is about: its key if it has one, else its value; its function if it has neither. */
function keyOf({ f, value }: PlannedOperation): string {
  if (Array.isArray(value)) return JSON.stringify(value[0]);
  return value === null || value === undefined ? f : JSON.stringify(value);
}

/** In words for people: `3 operations, 1 fault, no exceptions`. */
export function sizeText(plan: RunPlan): string {
  const part = (count: number, word: string): string =>
    `${count === 0 ? 'no' : count} ${word}${count === 1 ? '' : 's'}`;
  return [
    part(plan.operations.length, 'operation'),
    part(plan.faults.length, 'fault'),
    part(plan.exceptions.length, 'exception'),
  ].join(', ');
}
