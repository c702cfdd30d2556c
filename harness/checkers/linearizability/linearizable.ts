/** The checkers of linearizability: of one object, and of many under keys as in the workload lin-kv. */

import { existing } from '../../errors/existing.js';
import type { History, Operation } from '../../operations/history.js';
import { merge, type Result } from '../checker.js';
import { canonicalJson, compareJson } from '../json-value.js';
import { type Limits, secondsFromNow } from '../limits.js';
import { callsByKey, callsOf, type TimedCall } from './calls.js';
import { type Explanation, explain } from './explanation.js';
import { Machine } from './machine.js';
import type { Model } from './model.js';
import { type SearchOutcome, Search } from './search.js';

/** Holds 300 MB or so, and is more than any history needs that was not made to be hard. */
const MAX_STATES = 10_000_000;
const MAX_SECONDS = 60;

/** How many configurations a search keeps, one attempt after the other: what is hard but sound is often found early. */
const BREADTHS = [8, 64, 1024, Infinity];

/** Of one object: with an explanation if the history is not linearizable. */
export interface LinearizabilityResult extends Result, Partial<Readonly<MaybeUndefined<Explanation>>> {}

type MaybeUndefined<T> = { [Name in keyof T]: T[Name] | undefined };

/** Of many objects under keys. */
export interface KeyedResult extends Result {
  /** By the text of the key, in the order of keys. */
  readonly results: Readonly<Record<string, LinearizabilityResult>>;
  /** The keys whose history is not linearizable. */
  readonly failures: readonly unknown[];
}

/** Is the history of one object linearizable? If it is not, the result holds an `Explanation`. */
export function linearizable<State>(
  history: History,
  model: Model<State>,
  limits: Limits = {},
): LinearizabilityResult {
  return check(callsOf(history), model, withDefaults(limits));
}

/**
 * Is the history of each key? Values are [key, value]. `maxStates` holds for each key, the deadline for all together.
 * `results` has what there is to say of each key, by its text; `failures` lists the keys that are not linearizable.
 */
export function linearizableByKey<State>(
  history: History,
  model: Model<State>,
  limits: Limits = {},
): KeyedResult {
  const complete = withDefaults(limits);
  const checked = callsByKey(history)
    .map(({ key, calls }) => ({ key, result: check(calls, model, complete) }))
    .toSorted((a, b) => compareJson(a.key, b.key));
  const failures = checked.filter(({ result }) => result.valid === false).map(({ key }) => key);
  return {
    valid: merge(checked.map(({ result }) => result.valid)),
    results: Object.fromEntries(checked.map(({ key, result }) => [textOf(key), result])),
    failures,
  };
}

function check<State>(
  calls: readonly TimedCall[],
  model: Model<State>,
  { deadline, maxStates }: Required<Limits>,
): LinearizabilityResult {
  const machine = new Machine(model);
  let explored = 0;
  let late = false;
  const budget = (more: number): boolean => {
    explored += more;
    late = deadline();
    return late || explored > maxStates;
  };
  let outcome: SearchOutcome = { kind: 'too-narrow', call: 0 };
  for (const breadth of BREADTHS) {
    outcome = new Search(calls, machine, budget, breadth).run();
    if (outcome.kind !== 'too-narrow') break;
  }
  if (outcome.kind === 'linearizable') return { valid: true };
  if (outcome.kind === 'violation') return { valid: false, ...explain(calls, outcome, machine, model) };
  const { invoke } = existing(calls[outcome.call]);
  return { valid: 'unknown', error: surrender(invoke, late, maxStates) };
}

function surrender({ index, f, value }: Operation, late: boolean, maxStates: number): string {
  const ran = late ? 'the time was up' : `${maxStates} configurations were looked at`;
  const raise = late ? 'check-limit' : 'maxStates';
  return `gave up on ${f} ${canonicalJson(value)} at index ${index} because ${ran}: raise ${raise}, or let fewer operations overlap`;
}

function withDefaults({ deadline, maxStates }: Limits): Required<Limits> {
  return { deadline: deadline ?? secondsFromNow(MAX_SECONDS), maxStates: maxStates ?? MAX_STATES };
}

function textOf(key: unknown): string {
  return typeof key === 'string' ? key : canonicalJson(key);
}
