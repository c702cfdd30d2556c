/** A history as a list of calls, each an interval between two moments: a form in which it is easy to change. */

import type { Operation, OperationType } from '../../../../harness/operations/history.js';

export type Outcome = 'ok' | 'fail' | 'info' | 'open';

export interface Call {
  readonly process: number;
  readonly f: string;
  readonly asked: unknown;
  readonly outcome: Outcome;
  /** What the client was told. Without it a completion repeats what was asked, as one that did not succeed does. */
  readonly told?: unknown;
  /** Moments; no two of a history are the same. The end of an open call says nothing. */
  readonly begin: number;
  readonly end: number;
  readonly final: boolean;
}

/** What the completion of a call shows. */
export function shown(call: Call): unknown {
  return 'told' in call ? call.told : call.asked;
}

/** The moment at which a call is surely over: never, if it did not succeed. */
export function over({ outcome, end }: Call): number {
  return outcome === 'ok' ? end : Infinity;
}

/**
 * The calls in the order in which they began, under processes that may have made them: after a call of unknown outcome
 * its process goes on under a new number, and so does one that would make two calls at once.
 */
export function settled(calls: readonly Call[]): Call[] {
  const names = new Map<number, { name: number; free: number }>();
  let next = Math.max(1000, ...calls.map(({ process }) => process + 1));
  return calls
    .toSorted((a, b) => a.begin - b.begin)
    .map((call) => {
      const known = names.get(call.process);
      const name = known === undefined ? call.process : known.free < call.begin ? known.name : next++;
      const ends = call.outcome === 'ok' || call.outcome === 'fail';
      names.set(call.process, { name, free: ends ? call.end : Infinity });
      return { ...call, process: name };
    });
}

/** Of calls that are settled. */
export function historyOf(calls: readonly Call[]): Operation[] {
  const events = calls.flatMap((call) => {
    const { process, f, asked, outcome, begin, end, final } = call;
    const event = (moment: number, type: OperationType, value: unknown) => ({
      moment,
      operation: { type, process, f, value, ...(final && { 'final?': true }) },
    });
    const invoke = event(begin, 'invoke', asked);
    return outcome === 'open' ? [invoke] : [invoke, event(end, outcome, shown(call))];
  });
  return events
    .toSorted((a, b) => a.moment - b.moment)
    .map(({ operation }, index) => ({ index, time: index * 1e6, ...operation }));
}
