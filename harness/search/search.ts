/** A search: many runs, each with features, faults and delivery orders of its own, until time or runs are used up. */

import type { Random } from '../../node/index.js';
import type { RunPlan } from '../plan/run-plan.js';
import type { TestInput } from '../options/schema.js';
import type { SearchedOutcome } from './searched-run.js';
import { type SearchedTest, swarmTest } from './swarm.js';
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

export interface Searching {
  readonly base: TestInput;
  readonly random: Random;
  /** The seed of the first run; the others have the next numbers. */
  readonly seed: number;
  readonly jobs: number;
  /** Whether another run is begun, after this many. */
  readonly goesOn: (runs: number) => boolean;
  readonly run: (test: SearchedTest) => Promise<SearchedOutcome>;
  readonly onRun?: ((state: SearchState) => void) | undefined;
}

export interface SearchState extends Thoroughness {
  readonly failures: readonly FailureGroup[];
}

export interface SearchResult extends SearchState {
  /** Runs that could not be made, with the first reason. */
  readonly broken: { readonly count: number; readonly reason: string } | undefined;
}

/** Runs are counted in the order in which they were begun, however many are made side by side: the result is the same. */
export async function search(searching: Searching): Promise<SearchResult> {
  const { base, random, seed, jobs, goesOn, run, onRun } = searching;
  const census = new Census();
  const groups = new Map<string, FailureGroup>();
  let broken: SearchResult['broken'];
  let done = 0;
  const state = (): SearchState => ({ ...census.result(), failures: [...groups.values()] });
  const take = (outcome: SearchedOutcome): void => {
    done++;
    if (outcome.error !== undefined) {
      broken = { count: (broken?.count ?? 0) + 1, reason: broken?.reason ?? outcome.error };
      return;
    }
    census.add(outcome.behaviour);
    const { fingerprint, plan } = outcome;
    if (fingerprint !== undefined && plan !== undefined) addFailure(groups, fingerprint, plan, done);
    onRun?.(state());
  };
  const underWay: Promise<SearchedOutcome>[] = [];
  let begun = 0;
  for (;;) {
    while (underWay.length < jobs && goesOn(begun)) {
      underWay.push(run(swarmTest(base, random, (seed + begun) % 2 ** 32)));
      begun++;
    }
    const next = underWay.shift();
    if (next === undefined) return { ...state(), broken };
    take(await next);
  }
}

function addFailure(
  groups: Map<string, FailureGroup>,
  fingerprint: string,
  plan: RunPlan,
  run: number,
): void {
  const before = groups.get(fingerprint);
  const isSmaller = before === undefined || sizeOf(plan) < sizeOf(before.plan);
  groups.set(fingerprint, {
    fingerprint,
    count: (before?.count ?? 0) + 1,
    first: before?.first ?? run,
    plan: isSmaller ? plan : before.plan,
  });
}

function sizeOf({ operations, faults, exceptions }: RunPlan): number {
  return operations.length + faults.length + exceptions.length;
}
