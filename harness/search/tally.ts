/** What the runs of a search come to: a function of their outcomes in the order of their numbers. */

import type { RunPlan } from '../plan/run-plan.js';
import type { SearchedOutcome } from './searched-run.js';
import { Census, type Thoroughness } from './thoroughness.js';

/** Failures of one kind. */
export interface FailureGroup {
  readonly fingerprint: string;
  /** How many runs failed so. */
  readonly count: number;
  /** The number of the run, from 1, that failed so first. */
  readonly first: number;
  /** The smallest plan of those runs. */
  readonly plan: RunPlan;
}

export interface SearchState extends Thoroughness {
  readonly failures: readonly FailureGroup[];
}

export interface SearchResult extends SearchState {
  /** Runs that could not be made, with the first reason. */
  readonly broken: { readonly count: number; readonly reason: string } | undefined;
}

/** A run of a search as it was counted: what a shard writes down of it. */
export interface CountedRun extends SearchedOutcome {
  /** From 1, over all shards. */
  readonly run: number;
}

/** Runs are added in the order of their numbers; those of other shards may be missing. */
export class Tally {
  readonly #census = new Census();
  readonly #groups = new Map<string, FailureGroup>();
  #broken: SearchResult['broken'];

  /** Returns what has to be known of the run to count it again: its plan only if it is the smallest of its kind so far. */
  add(run: number, { plan, ...outcome }: SearchedOutcome): CountedRun {
    const counted = { run, ...outcome };
    const { behaviour, fingerprint, error } = outcome;
    if (error !== undefined) {
      this.#broken = { count: (this.#broken?.count ?? 0) + 1, reason: this.#broken?.reason ?? error };
      return counted;
    }
    this.#census.add(behaviour);
    if (fingerprint === undefined) return counted;
    return this.#addFailure(run, fingerprint, plan) ? { ...counted, plan } : counted;
  }

  state(): SearchState {
    return { ...this.#census.result(), failures: [...this.#groups.values()] };
  }

  result(): SearchResult {
    return { ...this.state(), broken: this.#broken };
  }

  /** Whether its plan is the smallest so far. */
  #addFailure(run: number, fingerprint: string, plan: RunPlan | undefined): boolean {
    const before = this.#groups.get(fingerprint);
    const isSmaller = plan !== undefined && (before === undefined || sizeOf(plan) < sizeOf(before.plan));
    const smallest = isSmaller ? plan : before?.plan;
    if (smallest === undefined) return false;
    const [count, first] = [(before?.count ?? 0) + 1, before?.first ?? run];
    this.#groups.set(fingerprint, { fingerprint, count, first, plan: smallest });
    return isSmaller;
  }
}

function sizeOf({ operations, faults, exceptions }: RunPlan): number {
  return operations.length + faults.length + exceptions.length;
}
