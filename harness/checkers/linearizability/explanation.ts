/** Why a history is not linearizable: for whoever has to find out what the system did. */

import { existing } from '../../errors/existing.js';
import type { Operation } from '../../operations/history.js';
import type { TimedCall } from './calls.js';
import { type Machine, NOWHERE } from './machine.js';
import type { Model } from './model.js';
import { orderTo } from './order.js';
import type { SearchOutcome } from './search.js';

/** A state that can be the case when the call completes, and why the call cannot happen in it. */
export interface Refusal {
  readonly state: unknown;
  readonly refusal: string;
  /**
   * What left that state: the completion of the last write before the refused operation, in an order that explains all that
   * succeeded before; its invocation if it had no completion. Absent if the state is the initial one, or no such order was
   * found with little effort.
   */
  readonly by?: Operation | undefined;
  /** The end of such an order, from the beginning of the fragment on: indices of invocations. */
  readonly order?: readonly number[] | undefined;
}

/**
 * Why a history is not linearizable: the first operation that has no place in any order, and the states that refuse
 * it.
 */
export interface Explanation {
  /** The completion of the operation that has no place in any order. */
  readonly op: Operation;
  readonly invoke: Operation;
  /** The completion of the last that succeeded before it: up to there all is well. Null where there is none. */
  readonly 'previous-ok': Operation | null;
  readonly refusals: readonly Refusal[];
  /** Each refusal once, under Maelstrom's name. */
  readonly 'final-models': readonly string[];
  /** The smallest prefix that fails: so many operations, failed ones left out, of which the last is `op`. */
  readonly 'prefix-length': number;
  /** The end of that prefix, from the last moment on when the state was certain: it fails all by itself. */
  readonly fragment: Fragment;
}

/** The part of a history that cannot be linearized by itself. */
export interface Fragment {
  /** The state at its beginning. */
  readonly state: unknown;
  /** Invocations and completions in the order of the history; calls without a completion may or may not have happened. */
  readonly operations: readonly Operation[];
  /** Where there are too many to show: how many at the beginning are not. */
  readonly omitted?: number;
}

const SHOWN = 100;
/** The refusals for which an order is looked for. */
const ORDERED = 4;

export function explain<State>(
  calls: readonly TimedCall[],
  { call, states, certain }: Extract<SearchOutcome, { kind: 'violation' }>,
  machine: Machine<State>,
  model: Model<State>,
): Explanation {
  const failing = existing(calls[call]);
  const op = existing(failing.completion);
  const prefix = operationsOf(calls, op.index);
  const succeeded = prefix.filter(({ type, index }) => type === 'ok' && index < op.index);
  const from = certain.after === NOWHERE ? -1 : (calls[certain.after]?.completion?.index ?? -1);
  const still = new Set(certain.running.map((running) => existing(calls[running]).invoke.index));
  const operations = prefix.filter(({ index }) => index > from || still.has(index));
  const omitted = Math.max(0, operations.length - SHOWN);
  const indices = new Set(operations.map(({ index }) => index));
  const inFragment = calls.filter((each) => each !== failing && indices.has(each.invoke.index));
  const earlier = calls.filter(({ completion }) => completion !== undefined && completion.index <= from);
  const refusals = states.map((number, i): Refusal => {
    const state = machine.state(number);
    const step = model.step(state, failing);
    const refusal = 'refusal' in step ? step.refusal : '';
    if (i >= ORDERED) return { state, refusal };
    const order = orderTo({
      model,
      calls: inFragment,
      from: machine.state(certain.state),
      to: state,
      until: op.index,
    });
    const last =
      order?.findLast(({ writes }) => writes)?.call ?? (order && lastLeaving(earlier, state, model));
    const by = last?.completion ?? last?.invoke;
    return {
      state,
      refusal,
      ...(by !== undefined && { by }),
      ...(order !== undefined && { order: order.map(({ call: { invoke } }) => invoke.index) }),
    };
  });
  return {
    op,
    invoke: failing.invoke,
    'previous-ok': succeeded.at(-1) ?? null,
    refusals,
    'final-models': [...new Set(refusals.map(({ refusal }) => refusal))],
    'prefix-length': prefix.length,
    fragment: {
      state: machine.state(certain.state),
      operations: operations.slice(omitted),
      ...(omitted > 0 && { omitted }),
    },
  };
}

/**
 * The last that may have left a state that was certain after all these had ended: the one that completed last, of those that
 * succeeded if there are any.
 */
function lastLeaving<State>(
  calls: readonly TimedCall[],
  state: State,
  model: Model<State>,
): TimedCall | undefined {
  const key = model.key(state);
  const leaves = (call: TimedCall): boolean => {
    const outline = model.outline?.(call);
    return outline !== undefined && 'leaves' in outline && model.key(outline.leaves) === key;
  };
  const possible = calls.filter(leaves).toSorted((a, b) => endOf(a) - endOf(b));
  return possible.findLast(({ required }) => required) ?? possible.at(-1);
}

function endOf({ completion }: TimedCall): number {
  return completion?.index ?? Infinity;
}

/** What happened up to that index. */
function operationsOf(calls: readonly TimedCall[], last: number): Operation[] {
  return calls
    .flatMap(({ invoke, completion }) => (completion === undefined ? [invoke] : [invoke, completion]))
    .filter(({ index }) => index <= last)
    .toSorted((a, b) => a.index - b.index);
}
