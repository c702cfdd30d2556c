/**
 * What can be known of transactions from what they show, beside whether they have an order: whether their writes can be told
 * apart, whether any comes before another, and whether the order of all values follows.
 */

import { type Call, over, shown } from './call.js';
import { has, same } from './sameness.js';
import type { Micro } from './transactions-oracle.js';

export interface Kind {
  readonly write: 'append' | 'w';
  /** Whether the clock counts. */
  readonly inRealtime: boolean;
}

interface Write {
  readonly call: Call;
  readonly key: unknown;
  readonly value: unknown;
}

function microsOf(call: Call): readonly Micro[] {
  return shown(call) as readonly Micro[];
}

function writes(calls: readonly Call[]): Write[] {
  return calls.flatMap((call) =>
    microsOf(call).flatMap(([f, key, value]) => (f === 'r' ? [] : [{ call, key, value }])),
  );
}

export function isWrittenTwice(calls: readonly Call[], write: Kind['write']): boolean {
  const all = writes(calls);
  return all.some((a, i) =>
    all
      .slice(i + 1)
      .some((b) => same(a.key, b.key) && same(a.value, b.value) && (write === 'append' || a.call !== b.call)),
  );
}

/** Whether some transaction is known to come before another. */
export function isAnythingKnown(calls: readonly Call[], { write, inRealtime }: Kind): boolean {
  const all = calls.filter(({ outcome }) => outcome !== 'fail');
  if (inRealtime && all.some((a) => all.some((b) => over(a) < b.begin))) return true;
  return all.some((reader) => {
    if (reader.outcome !== 'ok') return false;
    const others = all.filter((each) => each !== reader);
    return microsOf(reader).some(([f, key, value], i) => {
      if (f !== 'r') return false;
      const ofKey = writes(others).filter((each) => same(each.key, key));
      // A list shows what was appended before, and so also what was not.
      if (write === 'append') return ofKey.length > 0;
      if (
        microsOf(reader)
          .slice(0, i)
          .some(([, other]) => same(other, key))
      )
        return false;
      return value === null
        ? ofKey.some(({ call }) => call.outcome === 'ok' || isSeen(call, calls))
        : ofKey.some((each) => same(each.value, value)) || isOverwritten(key, value, others);
    });
  });
}

/** Whether a transaction that succeeded found what this one wrote. */
function isSeen(writer: Call, calls: readonly Call[]): boolean {
  return writes([writer]).some(({ key, value }) =>
    calls.some((call) => call !== writer && call.outcome === 'ok' && has(microsOf(call), ['r', key, value])),
  );
}

/** Whether a transaction that succeeded found this value and wrote another. */
function isOverwritten(key: unknown, value: unknown, calls: readonly Call[]): boolean {
  return calls.some((call) => {
    const first = microsOf(call).find(([, other]) => same(other, key));
    return (
      call.outcome === 'ok' &&
      first?.[0] === 'r' &&
      same(first[2], value) &&
      writes([call]).some((each) => same(each.key, key))
    );
  });
}

/** Whether all is there from which the order of the values of registers follows. */
export function areVersionsKnown(calls: readonly Call[]): boolean {
  const happened = calls.filter(({ outcome }) => outcome === 'ok');
  return happened.every((call) => {
    const micros = microsOf(call);
    return micros.every(([f, key, value], i) => {
      const before = micros.slice(0, i).filter(([, other]) => same(other, key));
      if (f !== 'r') return before[0]?.[0] === 'r';
      // What the reader itself wrote only later is not looked at.
      const written = [
        ...writes(happened.filter((each) => each !== call)).filter((each) => same(each.key, key)),
        ...before.flatMap(([g, , each]) => (g === 'r' ? [] : [{ value: each }])),
      ];
      return value === null || written.some((each) => same(each.value, value));
    });
  });
}

/** The same transactions, each with its appends in the order in which the longest read of their key has them. */
export function withAppendsInOrder(calls: readonly Call[]): Call[] {
  const longest = (key: unknown): readonly unknown[] =>
    calls
      .filter(({ outcome }) => outcome === 'ok')
      .flatMap(microsOf)
      .flatMap(([f, other, value]) =>
        f === 'r' && same(other, key) && Array.isArray(value) ? [value as readonly unknown[]] : [],
      )
      .reduce((most, list) => (list.length > most.length ? list : most), []);
  return calls.map((call) => {
    const micros = [...microsOf(call)];
    for (const [f, key] of microsOf(call)) {
      if (f === 'r') continue;
      const list = longest(key);
      const place = (element: unknown): number => {
        const at = list.findIndex((each) => same(each, element));
        return at < 0 ? Infinity : at;
      };
      const own = micros.flatMap(([g, other], i) => (g !== 'r' && same(other, key) ? [i] : []));
      const sorted = own
        .map((i) => micros[i] as Micro)
        .toSorted(([, , a], [, , b]) => (place(a) === place(b) ? 0 : place(a) - place(b)));
      for (const [n, i] of own.entries()) micros[i] = sorted[n] as Micro;
    }
    return call.outcome === 'ok' ? { ...call, told: micros } : { ...call, asked: micros };
  });
}
