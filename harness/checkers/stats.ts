/**
 * Checkers of how the operations ended, whatever the workload: did each kind of operation succeed at all, did enough of
 * them, and what went wrong that no client expects?
 */

import type { History, Operation } from '../operations/history.js';
import { float32, merge, type Result } from './checker.js';

/** Operations that may all fail without making a run invalid: a crash of a client never succeeds. */
export const FORGIVEN: ReadonlySet<string> = new Set(['crash', 'debug-topic-partitions']);

/** How many operations ended, and how. */
interface OutcomeCounts {
  /** All completions. */
  readonly count: number;
  readonly 'ok-count': number;
  readonly 'fail-count': number;
  readonly 'info-count': number;
}

export interface StatsResult extends Result, OutcomeCounts {
  /** The same of each function, ascending; valid if one of its operations succeeded. */
  readonly 'by-f': Readonly<Record<string, OutcomeCounts & { readonly valid: boolean }>>;
}

export interface AvailabilityResult extends Result {
  /** The share of client operations that succeeded, 0 to 1; as a 32-bit float. */
  readonly 'ok-fraction': number;
}

/** What clients threw of one class. */
export interface ThrownClass {
  readonly count: number;
  /** The name of the error. */
  readonly class: string;
  /** The first operation that ended so. */
  readonly example: Operation;
}

export interface ExceptionsResult extends Result {
  /** Most frequent first; absent if nothing was thrown. */
  readonly exceptions?: readonly ThrownClass[];
}

/** Counts completions by outcome, together and by `f`. Invalid where some `f` never succeeded. */
export function stats(history: History): StatsResult {
  const completions = history.filter(({ process, type }) => process !== 'nemesis' && type !== 'invoke');
  const byF = new Map<string, Operation[]>();
  for (const operation of completions) {
    const group = byF.get(operation.f);
    if (group === undefined) byF.set(operation.f, [operation]);
    else group.push(operation);
  }
  const groups = [...byF]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([f, group]) => [f, group, succeeded(group)] as const);
  return {
    valid: merge(groups.filter(([f]) => !FORGIVEN.has(f)).map(([, , valid]) => valid)),
    ...outcomes(completions),
    'by-f': Object.fromEntries(groups.map(([f, group, valid]) => [f, { valid, ...outcomes(group) }])),
  };
}

function succeeded(completions: readonly Operation[]): boolean {
  return completions.some(({ type }) => type === 'ok');
}

function outcomes(completions: readonly Operation[]): OutcomeCounts {
  const counts = { ok: 0, fail: 0, info: 0, invoke: 0 };
  for (const { type } of completions) counts[type]++;
  return {
    count: completions.length,
    'ok-count': counts.ok,
    'fail-count': counts.fail,
    'info-count': counts.info,
  };
}

/** What the user demands of the share of operations that succeed; a number is the least share, 0 to 1. */
export type AvailabilityTarget = undefined | 'total' | number;

/**
 * The share of client operations that succeeded, open ones counted as not.
 *
 * The target is held against the exact share. Maelstrom rounds the share to 32 bits first, so that 19 of 20 fall short of
 * 0.95 there; only the figure that is shown is rounded here.
 */
export function availability(history: History, target: AvailabilityTarget): AvailabilityResult {
  let invoked = 0;
  let succeeded = 0;
  for (const { process, type } of history) {
    if (process === 'nemesis') continue;
    if (type === 'invoke') invoked++;
    else if (type === 'ok') succeeded++;
  }
  const fraction = invoked === 0 ? 1 : succeeded / invoked;
  const least = target === 'total' ? 1 : (target ?? 0);
  return { valid: fraction >= least, 'ok-fraction': float32(fraction) };
}

/** What clients threw that was no error reply and no timeout, most frequent first. Always valid; absent where nothing was. */
export function exceptions(history: History): ExceptionsResult {
  const byName = new Map<string, { count: number; class: string; example: Operation }>();
  for (const operation of history) {
    if (operation.type !== 'info' || operation.exception === undefined) continue;
    const { name } = operation.exception;
    const group = byName.get(name);
    if (group === undefined) byName.set(name, { count: 1, class: name, example: operation });
    else group.count++;
  }
  if (byName.size === 0) return { valid: true };
  return { valid: true, exceptions: [...byName.values()].toSorted((a, b) => b.count - a.count) };
}
