/**
 * Finds missing values, as facts: the journal's account of each lost value, and of those that took longest. For sets
 * that only grow (broadcast, g-set), whose checker says which values these are. One reading of the journal, whatever
 * the number of values.
 */

import type { WorkloadFigures } from '../checkers/index.js';
import { canonicalJson, JsonMap } from '../checkers/json-value.js';
import { readFaults } from '../faults/faults.js';
import type { History, Operation } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import type { JournalEvent } from '../store/journal-reader.js';
import type { UsualLatency } from './fault-causes.js';
import { type LastReads, lastReads } from './last-reads.js';
import { lateStory } from './late-story.js';
import { lostStory, type Question } from './lost-story.js';
import { type Proof, proofsOf } from './proofs.js';
import { readability } from './readability.js';
import { type NodeStory, withoutRepetition } from './repetition.js';
import type { Absence, Story } from './story.js';
import { Witness } from './witness.js';

const LOST_SHOWN = 64;
const NODES_SHOWN = 3;
/** Values that are followed only to check that messages with values are recognised. */
const SAMPLE = 64;

export interface Case {
  readonly history: History;
  /** The result of the workload's checker. */
  readonly workload: WorkloadFigures;
  readonly options: Pick<TestOptions, 'nodes' | 'latency' | 'latency-dist' | 'loss' | 'duplication'>;
}

/** One value at one node. */
export interface Finding {
  readonly kind: 'lost' | 'late';
  readonly value: unknown;
  /** Undefined if the journal does not show which node was asked. */
  readonly node: string | undefined;
  /** The number of other nodes with the same story. */
  readonly others: number;
  readonly story: Story;
  /** The invocations of the addition and of the read that missed the value. */
  readonly operations: readonly number[];
  /** Of a late value. */
  readonly late?: Lateness;
}

export interface Lateness {
  /** When the value was known to exist, in nanoseconds. */
  readonly knownAt: number;
  /** How much later a read that missed it was invoked. */
  readonly ms: number;
  /** A later read that showed it, if any; without the node if the journal does not show which one was asked. */
  readonly shown: { readonly node: string | undefined; readonly at: number } | undefined;
}

/** A value that took long, and the read that missed it. */
interface Stale {
  readonly element: unknown;
  readonly 'stable-latency': number;
  readonly known: Operation;
  readonly 'last-absent': Operation;
}

/** Whether a value needs an explanation, and so a journal to read. */
export function hasMissingValues({ workload }: Pick<Case, 'workload'>): boolean {
  return (workload.lost ?? []).length + staleIn(workload).length > 0;
}

/** The data read from history and journal, for the findings. */
interface Evidence {
  readonly witness: Witness;
  readonly reads: LastReads;
  readonly proofs: JsonMap<Proof>;
  readonly question: (value: unknown, node: string, read: Operation) => Question | undefined;
  /** The invocations of the addition of a value and of a read. */
  readonly operations: (value: unknown, read: Operation) => readonly number[];
}

/** Lost values first, then late ones, longest first. */
export async function findMissing(
  evidence: Case,
  journal: AsyncIterable<JournalEvent>,
): Promise<readonly Finding[]> {
  const { history, workload, options } = evidence;
  const lost = (workload.lost ?? []).slice(0, LOST_SHOWN);
  const stale = staleIn(workload);
  const explained = [...lost, ...stale.map(({ element }) => element)];
  const adds = additions(history);
  const followed = distinct([...explained, ...sample(adds.map(({ value }) => value))]);
  const witness = new Witness(followed.keys, history);
  for await (const event of journal) witness.see(event);
  const gathered = gather(evidence, { witness, adds, explained, places: followed.places });
  return [
    ...lost.flatMap((value) => lostFindings(value, gathered)),
    ...stale.map((each) => lateFinding(each, gathered, options)),
  ];
}

function gather(
  { history, options }: Case,
  {
    witness,
    adds,
    explained,
    places,
  }: {
    readonly witness: Witness;
    readonly adds: readonly Operation[];
    readonly explained: readonly unknown[];
    readonly places: JsonMap<number>;
  },
): Evidence {
  const reads = lastReads(history, witness);
  const absence = readability(reads.reads, places, witness.spreads);
  const faults = readFaults(history, options);
  const addOf = new JsonMap<number>();
  for (const { value, index } of adds) if (addOf.get(value) === undefined) addOf.set(value, index);
  return {
    witness,
    reads,
    proofs: proofsOf(history, explained),
    question: (value, node, read) => {
      const spread = witness.spreads[places.get(value) ?? -1];
      const absenceSince = (time: number): Absence =>
        (witness.lastSentTo(node) ?? -1) < time ? { kind: 'nothing-sent' } : absence;
      return spread && { spread, node, read, faults, absenceSince };
    },
    operations: (value, read) => {
      const add = addOf.get(value);
      return add === undefined ? [read.index] : [add, read.index];
    },
  };
}

const UNKNOWN_NODE = { node: undefined, others: 0, story: { kind: 'no-read-request' } } as const;

function lostFindings(value: unknown, { reads, proofs, question, operations }: Evidence): readonly Finding[] {
  // A read that was invoked before the value was known proves nothing.
  const known = proofs.get(value)?.firstIndex ?? -1;
  const name = canonicalJson(value);
  const missing = reads.reads.filter(({ read, shown }) => read.index > known && !shown.has(name));
  const found = missing.flatMap(({ node, read }): NodeStory[] => {
    const asked = question(value, node, read);
    return asked === undefined ? [] : [{ node, read, story: lostStory(asked) }];
  });
  const { unmatched } = reads;
  if (found.length === 0 && unmatched !== undefined && unmatched.index > known)
    return [{ kind: 'lost', value, ...UNKNOWN_NODE, operations: operations(value, unmatched) }];
  return withoutRepetition(found)
    .slice(0, NODES_SHOWN)
    .map(({ read, ...where }) => ({ kind: 'lost', value, ...where, operations: operations(value, read) }));
}

function lateFinding(
  { element: value, known, 'last-absent': read, 'stable-latency': ms }: Stale,
  { witness, proofs, question, operations }: Evidence,
  usual: UsualLatency,
): Finding {
  const node = witness.nodeOf(read.index);
  const proof = proofs.get(value)?.last;
  const shown =
    proof === undefined || proof.index < read.index
      ? undefined
      : {
          node: proof.invocation === undefined ? undefined : witness.nodeOf(proof.invocation),
          at: proof.time,
        };
  const late: Lateness = { knownAt: known.time, ms, shown };
  const asked = node === undefined ? undefined : question(value, node, read);
  const where = asked === undefined ? UNKNOWN_NODE : { node, others: 0, story: lateStory(asked, usual) };
  return { kind: 'late', value, ...where, operations: operations(value, read), late };
}

function distinct(values: readonly unknown[]): {
  readonly keys: readonly unknown[];
  readonly places: JsonMap<number>;
} {
  const places = new JsonMap<number>();
  const keys: unknown[] = [];
  for (const value of values) {
    if (places.get(value) !== undefined) continue;
    places.set(value, keys.length);
    keys.push(value);
  }
  return { keys, places };
}

function staleIn({ 'worst-stale': worst = [] }: WorkloadFigures): readonly Stale[] {
  return worst.flatMap(({ known, 'last-absent': read, ...stale }) =>
    known === undefined || read === undefined ? [] : [{ ...stale, known, 'last-absent': read }],
  );
}

/** The invocations that add values, in order. */
function additions(history: History): readonly Operation[] {
  return history.filter(({ type, process, f }) => type === 'invoke' && process !== 'nemesis' && f !== 'read');
}

/** A sample of all, from the first to the last. */
function sample(values: readonly unknown[]): readonly unknown[] {
  const step = Math.max(1, values.length / SAMPLE);
  return Array.from({ length: Math.min(SAMPLE, values.length) }, (_, i) => values[Math.floor(i * step)]);
}
