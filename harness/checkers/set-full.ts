/**
 * The checker of sets that only grow (broadcast, g-set): is every element that was added still there at the end, and how
 * long was it until every read showed it? After Jepsen's `set-full`.
 *
 * The verdict hangs on the reads invoked last, whoever answered them: it does not prove that every node has every element.
 * Elements that nobody tried to add are ignored.
 *
 * Jepsen means to count elements that one read shows twice, but its comparison is the wrong way round and finds none. A
 * run that is valid there stays valid here: `duplicated` and `duplicated-count` are always empty, as in Maelstrom, and
 * what was found goes into fields of our own, `duplicates` and `duplicates-count`.
 */

import type { History, Operation, Process } from '../operations/history.js';
import type { Result, Validity } from './checker.js';
import { canonicalJson, compareJson, JsonMap } from './json-value.js';
import { type Latencies, quantiles } from './latency.js';
import { SetElement, type SetOutcome, SetReads } from './set-element.js';

/** A stable element that some read missed after it was known. */
export interface StaleElement {
  readonly element: unknown;
  readonly outcome: SetOutcome;
  /** Milliseconds for which it was known and yet missing. */
  readonly 'stable-latency': number;
  readonly 'lost-latency': null;
  /** What made it known first: its acknowledgement, or a read. */
  readonly known?: Operation | undefined;
  /** The invocation of the last read that missed it. */
  readonly 'last-absent'?: Operation | undefined;
}

export interface SetFullResult extends Result {
  /** Elements that somebody tried to add. Each is stable, lost or was never read. */
  readonly 'attempt-count': number;
  readonly 'stable-count': number;
  readonly 'lost-count': number;
  /** Ascending, as all lists of elements here. */
  readonly lost: readonly unknown[];
  readonly 'never-read-count': number;
  readonly 'never-read': readonly unknown[];
  /** Stable elements that some read missed after they were known. */
  readonly 'stale-count': number;
  readonly stale: readonly unknown[];
  /** The 8 that took longest, the longest first. */
  readonly 'worst-stale': readonly StaleElement[];
  /** How long it took until every read showed an element, in whole milliseconds; absent if none is stable. */
  readonly 'stable-latencies'?: Latencies;
  /** How long lost elements were known and shown; absent if none is lost. */
  readonly 'lost-latencies'?: Latencies;
  /** Always 0 and empty, as with Maelstrom. */
  readonly 'duplicated-count': number;
  readonly duplicated: Readonly<Record<string, number>>;
  /** Elements that one read showed more than once; absent if there are none. */
  readonly 'duplicates-count'?: number;
  /** How often a read showed each of them at most, by its text. */
  readonly duplicates?: Readonly<Record<string, number>>;
}

/**
 * Checks a history of a set: operations `addF` (`broadcast` or `add`) with an element, and `read` with a list of
 * elements. Invalid if an element is lost, unknown if none is stable. Latencies are whole milliseconds, as quantiles
 * 0, 0.5, 0.95, 0.99 and 1.
 */
export function setFull(history: History, addF: string): SetFullResult {
  const elements = setElements(history, addF).toSorted((a, b) => compareJson(a.element, b.element));
  const stable = elements.filter((element) => element.outcome === 'stable');
  const lost = elements.filter((element) => element.outcome === 'lost');
  const neverRead = elements.filter((element) => element.outcome === 'never-read');
  const stale = stable.filter((element) => element.stableLatency > 0);
  let valid: Validity = true;
  if (lost.length > 0) valid = false;
  else if (stable.length === 0) valid = 'unknown';
  return {
    valid,
    'attempt-count': elements.length,
    'stable-count': stable.length,
    'lost-count': lost.length,
    lost: lost.map(({ element }) => element),
    'never-read-count': neverRead.length,
    'never-read': neverRead.map(({ element }) => element),
    'stale-count': stale.length,
    stale: stale.map(({ element }) => element),
    'worst-stale': worst(stale),
    ...(stable.length > 0 && {
      'stable-latencies': quantiles(stable.map((element) => element.stableLatency)),
    }),
    ...(lost.length > 0 && { 'lost-latencies': quantiles(lost.map((element) => element.lostLatency)) }),
    'duplicated-count': 0,
    duplicated: {},
    ...duplicates(elements),
  };
}

/** The reads that succeeded and show neither a list nor null: they count as reads of nothing. */
export function readsOfNoList(history: History): Operation[] {
  return history.filter(
    ({ process, f, type, value }) =>
      process !== 'nemesis' && f === 'read' && type === 'ok' && value !== null && !Array.isArray(value),
  );
}

/** What became of each element that somebody tried to add. */
export function setElements(history: History, addF: string): SetElement[] {
  const elements = new JsonMap<SetElement>();
  const openReads = new Map<Process, Operation>();
  const reads = new SetReads();
  for (const operation of history) {
    if (operation.process === 'nemesis') continue;
    if (operation.f === addF) trackAdd(operation, elements, reads);
    else if (operation.f === 'read') trackRead(operation, openReads, elements, reads);
  }
  const all = elements.values();
  for (const element of all) element.missed(reads);
  return all;
}

function trackAdd(operation: Operation, elements: JsonMap<SetElement>, reads: SetReads): void {
  const element = elements.get(operation.value);
  if (operation.type === 'ok') element?.acknowledge(operation);
  else if (operation.type === 'invoke') {
    // Jepsen too begins anew with an element that is added once more.
    if (element === undefined) elements.set(operation.value, new SetElement(operation.value, reads));
    else element.restart(reads);
  }
}

function trackRead(
  operation: Operation,
  open: Map<Process, Operation>,
  elements: JsonMap<SetElement>,
  reads: SetReads,
): void {
  const { process, type, value } = operation;
  if (type === 'invoke') {
    open.set(process, operation);
    return;
  }
  const invoke = open.get(process);
  open.delete(process);
  if (type !== 'ok' || invoke === undefined) return;
  const read = { number: reads.count, invoke, completion: operation };
  // Anything but a list, null above all, is a read of nothing.
  if (Array.isArray(value)) for (const shown of value) elements.get(shown)?.seen(read, reads);
  reads.push(read);
}

const WORST_SHOWN = 8;

/** The stable elements that took longest; of equals the greater element first, as Maelstrom has it. */
function worst(stale: readonly SetElement[]): StaleElement[] {
  return stale
    .toReversed()
    .toSorted((a, b) => b.stableLatency - a.stableLatency)
    .slice(0, WORST_SHOWN)
    .map((element) => ({
      element: element.element,
      outcome: element.outcome,
      'stable-latency': element.stableLatency,
      'lost-latency': null,
      known: element.known,
      'last-absent': element.lastAbsent,
    }));
}

function duplicates(elements: readonly SetElement[]): Pick<SetFullResult, 'duplicates-count' | 'duplicates'> {
  const found = elements.filter((element) => element.mostShown > 1);
  if (found.length === 0) return {};
  return {
    'duplicates-count': found.length,
    duplicates: Object.fromEntries(
      found.map(({ element, mostShown }) => [canonicalJson(element), mostShown]),
    ),
  };
}
