/**
 * Serializability by definition: is there an order of the transactions, one after the other, in which each reads what it
 * said that it read? Those that succeeded must be in it; those of unknown outcome may be.
 */

import { canonicalJson } from '../../../../node/index.js';
import { type Call, over, shown } from './call.js';
import { same } from './sameness.js';

export type Micro = readonly [f: string, key: unknown, value: unknown];

export function writesOf({ asked }: Call): Micro[] {
  return (asked as readonly Micro[]).filter(([f]) => f !== 'r');
}

/** Carries out a transaction on the values of these keys, and says what it shows. */
export function carriedOut(micros: readonly Micro[], keys: readonly unknown[], values: unknown[]): Micro[] {
  return micros.map(([f, key, value]) => {
    const at = keys.findIndex((each) => same(each, key));
    const held = values[at] ?? null;
    if (f === 'r') return [f, key, held];
    values[at] = f === 'append' ? [...((held ?? []) as unknown[]), value] : value;
    return [f, key, value];
  });
}

export function hasOrder(calls: readonly Call[], inRealtime: boolean): boolean {
  const all = calls.filter(({ outcome }) => outcome !== 'fail');
  const keys: unknown[] = [];
  for (const call of all) {
    for (const [, key] of shown(call) as readonly Micro[]) {
      if (!keys.some((each) => same(each, key))) keys.push(key);
    }
  }
  const failed = new Set<string>();
  const search = (left: readonly Call[], values: readonly unknown[]): boolean => {
    if (left.every(({ outcome }) => outcome !== 'ok')) return true;
    const name = canonicalJson([left.map(({ begin }) => begin), values]);
    if (failed.has(name)) return false;
    const found = left.some((call) => {
      if (inRealtime && left.some((other) => over(other) < call.begin)) return false;
      const after = [...values];
      const shows = carriedOut(shown(call) as readonly Micro[], keys, after);
      if (call.outcome === 'ok' && !agree(shows, shown(call) as readonly Micro[])) return false;
      return search(
        left.filter((other) => other !== call),
        after,
      );
    });
    if (!found) failed.add(name);
    return found;
  };
  return search(
    all,
    keys.map(() => null),
  );
}

/** A list that is empty is one that was never appended to. */
function agree(a: readonly Micro[], b: readonly Micro[]): boolean {
  const empty = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? null : value);
  return a.every(([, , value], i) => same(empty(value), empty(b[i]?.[2])));
}
