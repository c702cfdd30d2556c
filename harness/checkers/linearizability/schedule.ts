/**
 * When each call begins and ceases to matter, as one list of events, and the bit that stands for it in between.
 *
 * A required call ends with its completion. One that may or may not happen could be left open for ever, and every one of
 * them doubles what is possible; but a state that nobody requires any more is a state that nobody could have noticed. So
 * such a call ends with the last call that requires what it leaves, and is left out if that is over before it begins:
 * whatever order uses it later stays an order without it, because what follows it does not care.
 */

import { existing } from '../../errors/existing.js';
import type { TimedCall } from './calls.js';
import { type Kind, type Machine, NOWHERE } from './machine.js';

export interface Schedule {
  /** Twice the number of the call, plus 1 where it ends. */
  readonly events: readonly number[];
  /** By call. */
  readonly kinds: readonly number[];
  /** By call: its bit. Calls that overlap have different ones. */
  readonly slots: readonly number[];
  readonly slotCount: number;
}

export function schedule<State>(calls: readonly TimedCall[], machine: Machine<State>): Schedule {
  const kinds = calls.map((call) => machine.kindOf(call));
  const ends = endsOf(calls, kinds, machine);
  const events = eventsOf(
    calls,
    ends,
    (call) => existing(machine.kinds[existing(kinds[call])]).shape !== 'idle',
  );
  return { events, kinds, ...slotsOf(events, calls.length) };
}

/** The index in the history after which each call does not matter; Infinity: it always may; NaN: it never does. */
function endsOf<State>(
  calls: readonly TimedCall[],
  kinds: readonly number[],
  machine: Machine<State>,
): number[] {
  const lastNeed = lastNeeds(calls, kinds, machine);
  return calls.map(({ invoke, completion, required }, i) => {
    if (required) return completion?.index ?? Infinity;
    const { shape, leaves } = existing(machine.kinds[existing(kinds[i])]);
    if (shape === 'read') return NaN;
    const end = shape === 'opaque' || lastNeed === undefined ? Infinity : (lastNeed.get(leaves) ?? -1);
    return end > invoke.index ? end : NaN;
  });
}

/** By state: the completion of the last call that requires it. Undefined where a model does not say what calls require. */
function lastNeeds<State>(
  calls: readonly TimedCall[],
  kinds: readonly number[],
  machine: Machine<State>,
): ReadonlyMap<number, number> | undefined {
  if (machine.kinds.some(({ shape }) => shape === 'opaque')) return undefined;
  const last = new Map<number, number>();
  const need = (state: number, until: number): boolean => {
    if (state === NOWHERE || until <= (last.get(state) ?? -1)) return false;
    last.set(state, until);
    return true;
  };
  const optional = new Set<Kind>();
  for (const [i, { completion, required }] of calls.entries()) {
    const kind = existing(machine.kinds[existing(kinds[i])]);
    if (required) need(kind.requires, completion?.index ?? -1);
    else if (kind.shape === 'update') optional.add(kind);
  }
  // An optional update requires a state for as long as somebody requires what it leaves.
  for (let changed = optional.size > 0; changed;) {
    changed = false;
    for (const { requires, leaves } of optional) {
      if (need(requires, last.get(leaves) ?? -1)) changed = true;
    }
  }
  return last;
}

/** All beginnings and ends in the order of the history; what ends because of a completion, after that. */
function eventsOf(
  calls: readonly TimedCall[],
  ends: readonly number[],
  matters: (call: number) => boolean,
): number[] {
  // One number for each event, so that they sort without a comparison function: first the time, then what happens.
  const sorted: number[] = [];
  const stride = 2 * calls.length;
  const at = (index: number, late: boolean, event: number): number =>
    (2 * index + Number(late)) * stride + event;
  for (const [i, { invoke, required }] of calls.entries()) {
    const end = existing(ends[i]);
    if (Number.isNaN(end) || !matters(i)) continue;
    sorted.push(at(invoke.index, false, 2 * i));
    if (end !== Infinity) sorted.push(at(end, !required, 2 * i + 1));
  }
  return Array.from(Float64Array.from(sorted).toSorted(), (event) => event % stride);
}

/** Bits are given out again when their call has ended. */
function slotsOf(events: readonly number[], calls: number): { slots: number[]; slotCount: number } {
  const slots = Array<number>(calls).fill(NOWHERE);
  const free: number[] = [];
  let slotCount = 0;
  for (const event of events) {
    const call = event >> 1;
    if ((event & 1) === 1) free.push(existing(slots[call]));
    else slots[call] = free.pop() ?? slotCount++;
  }
  return { slots, slotCount };
}
