/**
 * Why values are missing: the journal's account of each lost value, and of those that took longest. For sets that only grow
 * (broadcast, g-set), whose checker says which values these are.
 */

import { canonicalJson, JsonMap } from '../checkers/json-value.js';
import type { Result } from '../checkers/checker.js';
import type { Fault } from '../faults.js';
import { type History, type Operation, pairs } from '../history.js';
import type { JournalEvent } from '../store/journal-reader.js';
import type { ValueExplanation } from './explanation.js';
import type { Told } from './fate.js';
import { tellLate } from './tell-late.js';
import { tellLost } from './tell-lost.js';
import { at, valueText } from './words.js';
import { Witness } from './witness.js';

const LOST_SHOWN = 64;
const NODES_SHOWN = 3;
const MESSAGES_SHOWN = 50;

/** What the checker of sets says of a value that took long. */
interface Stale {
  readonly element: unknown;
  readonly 'stable-latency': number;
  readonly known: Operation;
  readonly 'last-absent': Operation;
}

export interface Case {
  readonly history: History;
  /** The result of the workload's checker. */
  readonly workload: Result;
  readonly faults: readonly Fault[];
}

/** Whether there is anything to explain, and so a journal to read. */
export function hasMissingValues({ workload }: Pick<Case, 'workload'>): boolean {
  return lostIn(workload).length + staleIn(workload).length > 0;
}

/** Lost values first, then late ones, longest first. */
export async function explainValues(
  { history, workload, faults }: Case,
  journal: AsyncIterable<JournalEvent>,
): Promise<readonly ValueExplanation[]> {
  const lost = lostIn(workload).slice(0, LOST_SHOWN);
  const stale = staleIn(workload);
  const witness = new Witness([...lost, ...stale.map(({ element }) => element)], history);
  for await (const event of journal) witness.see(event);
  const adds = additions(history);
  const reads = lastReads(history, witness);
  const proven = proofs(history, lost);
  const explained: ValueExplanation[] = [];
  for (const [i, value] of lost.entries()) {
    const spread = witness.spreads[i];
    const name = canonicalJson(value);
    const known = proven.get(value)?.index ?? -1;
    // A read that was invoked before anybody knew of the value proves nothing.
    const missing = reads.filter(({ read, shown }) => read.index > known && !shown.has(name));
    const stories = new Map<
      string,
      { readonly node: string; readonly read: Operation; readonly told: Told; nodes: number }
    >();
    for (const { node, read } of missing) {
      if (spread === undefined) break;
      const told = tellLost({ spread, node, read, faults });
      // What is the same but for the node is told once.
      const text = told.text.split(`-> ${node} `).join('-> here ').split(`to ${node}`).join('to here');
      const story = stories.get(text);
      if (story === undefined) stories.set(text, { node, read, told, nodes: 1 });
      else story.nodes++;
    }
    for (const { node, read, told, nodes } of [...stories.values()].slice(0, NODES_SHOWN)) {
      const elsewhere =
        nodes === 1 ? '' : ` (and in the same way at ${nodes - 1} other ${nodes === 2 ? 'node' : 'nodes'})`;
      const operations = [adds.get(name), read.index].filter((index) => index !== undefined);
      const text = `${valueText(value)} missing at ${node}${elsewhere}: ${told.text}`;
      explained.push({ kind: 'lost', value, node, text, messages: idsOf(told), operations });
    }
  }
  for (const [
    i,
    { element: value, known, 'last-absent': read, 'stable-latency': latency },
  ] of stale.entries()) {
    const spread = witness.spreads[lost.length + i];
    const node = witness.nodeOf(read.index);
    if (spread === undefined || node === undefined) continue;
    const told = tellLate({ spread, node, read, faults });
    const operations = [adds.get(canonicalJson(value)), read.index].filter((index) => index !== undefined);
    const text = `${valueText(value)} late at ${node}: known at ${at(known.time)}, missing from a read ${latency} ms later; ${told.text}`;
    explained.push({ kind: 'late', value, node, text, messages: idsOf(told), operations });
  }
  return explained;
}

/** By value: the index of the first operation that proves it to be there, its addition's ok or a read that shows it. */
function proofs(history: History, values: readonly unknown[]): JsonMap<{ index: number }> {
  const first = new JsonMap<{ index: number }>();
  for (const value of values) first.set(value, { index: -1 });
  const prove = (value: unknown, index: number): void => {
    const proof = first.get(value);
    if (proof?.index === -1) proof.index = index;
  };
  for (const { index, type, process, f, value } of history) {
    if (type !== 'ok' || process === 'nemesis') continue;
    if (f !== 'read') prove(value, index);
    else if (Array.isArray(value)) for (const each of value) prove(each, index);
  }
  return first;
}

function lostIn({ lost }: Result): readonly unknown[] {
  return Array.isArray(lost) ? (lost as readonly unknown[]) : [];
}

function staleIn(workload: Result): readonly Stale[] {
  const { 'worst-stale': worst } = workload;
  return Array.isArray(worst)
    ? (worst as readonly Stale[]).filter((each) => each['last-absent'] !== undefined)
    : [];
}

function idsOf({ carries }: Told): readonly number[] {
  return [...new Set(carries.map(({ id }) => id))].slice(0, MESSAGES_SHOWN);
}

/** The first invocation that adds each value. */
function additions(history: History): ReadonlyMap<string, number> {
  const adds = new Map<string, number>();
  for (const { index, type, process, f, value } of history) {
    if (type !== 'invoke' || process === 'nemesis' || f === 'read') continue;
    const name = canonicalJson(value);
    if (!adds.has(name)) adds.set(name, index);
  }
  return adds;
}

interface LastRead {
  readonly node: string;
  /** The invocation. */
  readonly read: Operation;
  readonly shown: ReadonlySet<string>;
}

/** What each node showed in the read that was invoked last of those it answered, in the order of nodes' names. */
function lastReads(history: History, witness: Witness): readonly LastRead[] {
  const last = new Map<string, { readonly read: Operation; readonly value: unknown }>();
  for (const { invoke, completion } of pairs(history)) {
    if (invoke.f !== 'read' || completion?.type !== 'ok') continue;
    const node = witness.nodeOf(invoke.index);
    if (node !== undefined) last.set(node, { read: invoke, value: completion.value });
  }
  return [...last]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([node, { read, value }]) => ({
      node,
      read,
      shown: new Set(Array.isArray(value) ? value.map(canonicalJson) : []),
    }));
}
