/**
 * The first difference of two runs' traces: the event at which they diverge, the fields that differ, and the events
 * around it.
 *
 * `difference-text.ts` formats it. Two simulated runs of one seed and one program have none. Two live runs have times
 * of their own, and messages on different links overtake each other: those are compared without times, and link by
 * link.
 */

import { COUNTERS } from './field-differences.js';
import { Filter, type FilterOptions } from './filter.js';
import { storedJourneys, type PlainEntry } from './journeys.js';
import { FAULTS, firstLinkToPart, linkOf, type Traces } from './link-sequences.js';
import { type Count, findParting, type Parting } from './parting.js';
import { journalFile } from './trace.js';

export interface Difference extends Parting {
  /** If links were compared, the one that diverges first. Absent if the faults diverge first. */
  readonly link?: { readonly src: string; readonly dest: string };
}

export interface DifferenceOptions {
  /** For both sides. */
  readonly filter?: FilterOptions | undefined;
  /** Compare the order and the contents of events only. */
  readonly ignoreTime?: boolean | undefined;
  /**
   * Compare the messages of each link on their own. `msg_id` and `in_reply_to`, which a node counts over all its
   * links, are not compared then.
   */
  readonly byLink?: boolean | undefined;
  /** Members of bodies that are not compared: a node's measurements, for example. */
  readonly ignored?: readonly string[] | undefined;
}

export interface Comparison {
  /** The equal lines; if links were compared and one differs, those of that link. */
  readonly equal: Count;
  readonly difference: Difference | undefined;
}

/**
 * `left` and `right` are as for `eddy trace`: a run's folder or its journal. Undefined if the traces are equal.
 * Rejects with a UsageError if there is no journal, or a damaged one.
 */
export async function firstDifference(
  left: string,
  right: string,
  options: DifferenceOptions = {},
): Promise<Difference | undefined> {
  return (await compareTraces(left, right, options)).difference;
}

/** As `firstDifference`, with the number of equal lines. */
export async function compareTraces(
  left: string,
  right: string,
  { filter = {}, ignoreTime = false, byLink = false, ignored = [] }: DifferenceOptions = {},
): Promise<Comparison> {
  const rule = {
    times: !ignoreTime,
    outcomes: true,
    ignored: new Set([...ignored, ...(byLink ? COUNTERS : [])]),
  };
  const traces = [tracesOf(left, filter), tracesOf(right, filter)] as const;
  if (!byLink) {
    const { equal, parting } = await findParting(traces[0](), traces[1](), rule);
    return { equal, difference: parting };
  }
  const { link, count } = await firstLinkToPart(...traces, rule);
  if (link === undefined) return { equal: count, difference: undefined };
  const { equal, parting } = await findParting(only(traces[0](), link), only(traces[1](), link), rule);
  if (parting === undefined || link === FAULTS) return { equal, difference: parting };
  const [src, dest] = JSON.parse(link) as [string, string];
  return { equal, difference: { ...parting, link: { src, dest } } };
}

function tracesOf(place: string, filter: FilterOptions): Traces {
  // Resolved once: another run may become the latest while this one is read.
  const file = journalFile(place, false);
  return () => entriesOf(file, filter);
}

async function* entriesOf(file: string, options: FilterOptions): AsyncGenerator<PlainEntry> {
  // One for each reading: a filter remembers the requests that it has seen.
  const filter = new Filter(options);
  const accepts = filter.acceptsMessage.bind(filter);
  for await (const entry of storedJourneys(file, accepts)) {
    if (entry.type === 'fault' ? filter.acceptsTime(entry.time) : filter.acceptsOutcome(entry.outcome))
      yield entry;
  }
}

async function* only(entries: AsyncIterable<PlainEntry>, link: string): AsyncGenerator<PlainEntry> {
  for await (const entry of entries) if (linkOf(entry) === link) yield entry;
}
