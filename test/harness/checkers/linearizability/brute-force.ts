/** The definition of linearizability written down plainly: try every order. Shares nothing with the checker. */

import { type History, type Operation, pairs } from '../../../../harness/operations/history.js';

interface Timed {
  readonly f: string;
  readonly value: unknown;
  readonly begin: number;
  /** Infinity where it may never have happened. */
  readonly end: number;
}

/** Is there an order of the calls on a register that holds `initial`? For a dozen calls at most. */
export function bruteForce(history: readonly Operation[], initial: unknown = null): boolean {
  const calls = pairs(history)
    .filter(({ completion }) => completion?.type !== 'fail')
    .map(({ invoke, completion }): Timed => {
      const ok = completion?.type === 'ok';
      const value = ok ? completion.value : invoke.value;
      return { f: invoke.f, value, begin: invoke.index, end: ok ? completion.index : Infinity };
    });
  return hasOrder(calls, initial);
}

/** The same for values that are [key, value], one key after the other: the keys that have no order. */
export function failingKeys(history: History): unknown[] {
  const keys = new Set(history.map(({ value }) => (value as [number, unknown])[0]));
  return [...keys]
    .filter((key) => {
      const own = history.filter(({ value }) => (value as [number, unknown])[0] === key);
      return !bruteForce(own.map((each) => ({ ...each, value: (each.value as [number, unknown])[1] })));
    })
    .toSorted();
}

function hasOrder(left: readonly Timed[], held: unknown): boolean {
  if (left.every(({ end }) => end === Infinity)) return true;
  const firstEnd = Math.min(...left.map(({ end }) => end));
  return left.some((call) => {
    // Whoever began after another had ended cannot come before it.
    if (call.begin > firstEnd) return false;
    const next = apply(call, held);
    return (
      next !== REFUSED &&
      hasOrder(
        left.filter((other) => other !== call),
        next,
      )
    );
  });
}

const REFUSED = Symbol('refused');

function apply({ f, value }: Timed, held: unknown): unknown {
  if (f === 'read') return value === null || value === held ? held : REFUSED;
  if (f === 'write') return value;
  const [from, to] = value as [unknown, unknown];
  return held === from ? to : REFUSED;
}
