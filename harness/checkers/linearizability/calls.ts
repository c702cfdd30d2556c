/**
 * From a history to the calls that an order must be found for, of one object or of each key by itself.
 *
 * What failed did not happen and is left out. What succeeded must have its place between invocation and completion. What
 * is unknown, or still open at the end, may take effect at any time after its invocation, or never.
 */

import { type History, type Operation, pairs } from '../../operations/history.js';
import { JsonMap } from '../json-value.js';
import type { Call } from './model.js';

export interface TimedCall extends Call {
  readonly invoke: Operation;
  readonly completion: Operation | undefined;
  /** It succeeded, so it has its place in every order. */
  readonly required: boolean;
}

/** The calls on one object, in the order of their invocations. */
export function callsOf(history: History): TimedCall[] {
  return pairs(history).flatMap((pair) => (pair.completion?.type === 'fail' ? [] : [timed(pair)]));
}

export interface KeyedCalls {
  readonly key: unknown;
  readonly calls: TimedCall[];
}

/**
 * The calls on each key, in the order in which keys first appear: a set of objects is linearizable if and only if each of
 * them is (Herlihy and Wing 1990, locality). Values are [key, value]; operations of any other form concern no key.
 */
export function callsByKey(history: History): KeyedCalls[] {
  const keys = new JsonMap<KeyedCalls>();
  for (const { invoke, completion } of pairs(history)) {
    if (!isKeyed(invoke.value)) continue;
    const [key, asked] = invoke.value;
    let keyed = keys.get(key);
    // A key whose operations all failed is a key all the same.
    if (keyed === undefined) keys.set(key, (keyed = { key, calls: [] }));
    if (completion?.type === 'fail') continue;
    const call = timed({ invoke, completion });
    keyed.calls.push({ ...call, value: call.required && isKeyed(call.value) ? call.value[1] : asked });
  }
  return keys.values();
}

function timed({ invoke, completion }: ReturnType<typeof pairs>[number]): TimedCall {
  const required = completion?.type === 'ok';
  return { f: invoke.f, value: (required ? completion : invoke).value, invoke, completion, required };
}

function isKeyed(value: unknown): value is readonly [key: unknown, value: unknown] {
  return Array.isArray(value) && value.length === 2;
}
