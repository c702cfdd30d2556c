/**
 * The checker of lin-kv: registers under keys, as Maelstrom has them, or one register without a key, as in Knossos' own
 * histories. Which of the two a history is of is decided once, by all of it:
 *
 * - a read that was invoked with `[key, null]` has a key; a write or read of what is no pair has none, and neither has a
 *   compare-and-set of `[from, to]` where `to` is no pair itself;
 * - operations that can be both (a write of `[1, 2]`) follow the others. If all can be both, they have keys: that is what
 *   lin-kv says of its values.
 * - if some have a key for certain and others none, the history is one of keys, and those others do not fit.
 */

import { type History, type Operation, pairs } from '../../operations/history.js';
import { merge } from '../checker.js';
import { canonicalJson, JsonMap } from '../json-value.js';
import type { Limits } from '../limits.js';
import {
  type KeyedResult,
  type LinearizabilityResult,
  linearizable,
  linearizableByKey,
} from './linearizable.js';
import { casRegister } from './register.js';

/** Of a history without keys. */
export interface OneRegisterResult extends LinearizabilityResult {
  readonly register: 'one';
}

export type RegistersResult = KeyedResult | OneRegisterResult;

const FUNCTIONS: ReadonlySet<string> = new Set(['read', 'write', 'cas']);

/**
 * Of keys the result is that of `linearizableByKey`; of one register that of `linearizable`, with `register: 'one'` behind
 * `valid`. Where an operation that may have happened is none of a register, nothing can be said of what it did it to: the
 * verdict on that is unknown.
 */
export function linearizableRegisters(history: History, limits: Limits = {}): RegistersResult {
  if (isKeyed(history)) return byKey(history, limits);
  const strange = pairs(history).find(
    ({ invoke, completion }) => completion?.type !== 'fail' && !isPlain(invoke),
  );
  if (strange !== undefined)
    return { valid: 'unknown', register: 'one', error: notOfARegister(strange.invoke) };
  const { valid, ...rest } = linearizable(history, casRegister, limits);
  return { valid, register: 'one', ...rest };
}

function byKey(history: History, limits: Limits): KeyedResult {
  const strange = new JsonMap<{ readonly key: unknown; readonly operation: Operation }>();
  for (const { invoke, completion } of pairs(history)) {
    if (completion?.type === 'fail' || !isPair(invoke.value) || fitsKey(invoke)) continue;
    const [key] = invoke.value;
    if (strange.get(key) === undefined) strange.set(key, { key, operation: invoke });
  }
  if (strange.values().length === 0) return linearizableByKey(history, casRegister, limits);
  const judged = history.filter(({ value }) => !isPair(value) || strange.get(value[0]) === undefined);
  const { failures, results } = linearizableByKey(judged, casRegister, limits);
  const all = {
    ...results,
    ...Object.fromEntries(
      strange.values().map(({ key, operation }) => {
        const result: LinearizabilityResult = { valid: 'unknown', error: notOfARegister(operation) };
        return [typeof key === 'string' ? key : canonicalJson(key), result];
      }),
    ),
  };
  return { valid: merge(Object.values(all).map(({ valid }) => valid)), results: all, failures };
}

/** The reads, writes and compare-and-sets whose value is not what the others of the history say that it is. */
export function unfitForRegisters(history: History): Operation[] {
  const fits = isKeyed(history) ? fitsKey : isPlain;
  return pairs(history)
    .map(({ invoke }) => invoke)
    .filter((invoke) => FUNCTIONS.has(invoke.f) && !fits(invoke));
}

function isKeyed(history: History): boolean {
  let keyed = false;
  let plain = false;
  for (const { process, type, f, value } of history) {
    if (process === 'nemesis' || type !== 'invoke' || !FUNCTIONS.has(f)) continue;
    if (f === 'read' && isPair(value) && value[1] === null) keyed = true;
    else if (!isPair(value)) plain ||= f !== 'cas';
    else if (f === 'cas' && !isPair(value[1])) plain = true;
  }
  return keyed || !plain;
}

function fitsKey({ f, value }: Operation): boolean {
  if (!FUNCTIONS.has(f) || !isPair(value)) return false;
  return f !== 'cas' || isPair(value[1]);
}

function isPlain({ f, value }: Operation): boolean {
  return FUNCTIONS.has(f) && (f !== 'cas' || isPair(value));
}

type Pair = readonly [unknown, unknown];

function isPair(value: unknown): value is Pair {
  return Array.isArray(value) && value.length === 2;
}

function notOfARegister({ f, value, index }: Operation): string {
  return `operation ${index}, ${f} ${canonicalJson(value)}, is none of a register: what it did is not known`;
}
