/**
 * An error of nodes, in one sentence for all nodes with the same error, and its remedy. It never changes a verdict.
 */

import { rounded } from '../text/rounded.js';

/** Ordered: what causes other things comes before them. */
export const DIAGNOSIS_KINDS = [
  'crashed',
  'closed',
  'not-json',
  'no-line-end',
  'malformed',
  'not-utf8',
  'unknown-src',
  'unknown-dest',
  'foreign-src',
  'too-long',
  'storm',
  'wrong-reply',
  'deadlock',
  'socket',
  'silent',
  'unanswered',
  'late-reply',
  'error-replies',
  'malformed-reply',
  'unsupported',
  'overflow',
  'unavailable',
  'over-limit',
] as const;

/** One of `DIAGNOSIS_KINDS`. */
export type DiagnosisKind = (typeof DIAGNOSIS_KINDS)[number];

/** What was wrong with one or more nodes, in one sentence with its cure. */
export interface Diagnosis {
  readonly kind: DiagnosisKind;
  /** The nodes that did it, in the order of the cluster; empty if it is about the run as a whole. */
  readonly nodes: readonly string[];
  /** One sentence without a full stop: which nodes, what they did, what was expected. */
  readonly what: string;
  /** The remedy: a clause without a full stop. */
  readonly cure: string;
  /** How many lines, replies, requests or messages it is about. */
  readonly count: number;
  /** Some of the messages that it is about, by their ids in the journal, the earliest first. */
  readonly messages: readonly number[];
  /** Invocations that it is about, by their index in the history. */
  readonly operations?: readonly number[];
  /** Details of the first case: the actual output, the expected one. Lines. */
  readonly detail?: string;
}

/** Messages that one diagnosis names. */
export const EXAMPLES = 5;

/** `n1`, `n1 and n2`, `n1 and 4 other nodes`. */
export function subject(nodes: readonly string[]): string {
  const [first = 'no node', second] = nodes;
  if (second === undefined) return first;
  return nodes.length === 2 ? `${first} and ${second}` : `${first} and ${nodes.length - 1} other nodes`;
}

/** `1 reply`, `2 replies`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `10 broadcast, 6 read`: the most frequent first. */
export function tally(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
    .join(', ');
}

/** Items by a key, in the order in which the keys came. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** The ids of examples, taken from each list in turn. */
export function examples(lists: readonly (readonly number[])[]): readonly number[] {
  const chosen: number[] = [];
  for (let i = 0; i < EXAMPLES && chosen.length < EXAMPLES; i++) {
    for (const list of lists) {
      const id = list[i];
      if (id !== undefined && chosen.length < EXAMPLES) chosen.push(id);
    }
  }
  return chosen.toSorted((a, b) => a - b);
}

/** Seconds for a person: `1.2 s`. */
export function seconds(nanoseconds: number): string {
  return `${rounded(nanoseconds / 1e9, 3)} s`;
}
