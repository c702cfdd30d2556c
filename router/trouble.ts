/**
 * What a node did wrong, said so that its author can mend it: who, what came, what was expected, what to do.
 *
 * Maelstrom goes deaf to a node at its first bad line. Here a bad line costs that line only; it is counted, the first of
 * each kind are kept, and the run goes on (or fails at its end, under `--strict`).
 */

import { SECOND } from '../node/index.js';
import { describeExit, type Exit } from './hosts/host.js';

export type TroubleKind =
  | 'not-json'
  | 'not-utf8'
  | 'no-line-end'
  | 'malformed'
  | 'unknown-src'
  | 'unknown-dest'
  | 'foreign-src'
  | 'unsupported'
  | 'too-long'
  | 'overflow'
  | 'closed'
  | 'crashed'
  | 'deadlock'
  | 'init-failed';

export interface Trouble {
  readonly node: string;
  readonly kind: TroubleKind;
  /** What happened, in one sentence that names the node. */
  readonly what: string;
  /**
   * What is wrong, in the same words for each node and each line: `dest is not a string`. Absent from runs that an older
   * version stored.
   */
  readonly flaw?: string;
  /** The offending output, shortened. */
  readonly text?: string;
  readonly expected: string;
  readonly hint: string;
}

/** One paragraph for a person. */
export function describe(trouble: Trouble): string {
  const text = trouble.text === undefined ? '' : `\n    ${trouble.text.replaceAll('\n', '\n    ')}`;
  return `${trouble.what}${text}\n  expected: ${trouble.expected}\n  hint: ${trouble.hint}`;
}

const SHOWN = 300;

export function excerpt(text: string, length: number = SHOWN): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}

/** How many troubles of one kind from one node are kept in full. */
const KEPT = 5;

export interface TroubleCount {
  readonly node: string;
  readonly kind: TroubleKind;
  readonly count: number;
  readonly first: readonly Trouble[];
}

/** Flaws of one kind that are reported at once: what a node prints can be wrong in any number of ways. */
const FLAWS = 10;

/** Kinds of what is no line at all, or one that was accepted: `--strict` is about refused lines. */
const ACCEPTED: ReadonlySet<TroubleKind> = new Set(['crashed', 'deadlock', 'overflow', 'closed', 'foreign-src']);

/** Whether the trouble is a line that was refused, which makes a run invalid under `--strict`. */
export function isBadLine({ kind }: Pick<Trouble, 'kind'>): boolean {
  return !ACCEPTED.has(kind);
}

/** Counts troubles by node and kind, and keeps the first of each. Memory does not grow with their number. */
export class Troubles {
  readonly #counts = new Map<string, { node: string; kind: TroubleKind; count: number; first: Trouble[] }>();
  /** Of each kind, those that were reported. */
  readonly #flaws = new Map<TroubleKind, Set<string>>();

  /** True if no node did this before, or if one of its first crashes is told: it is worth reporting at once. */
  add(trouble: Trouble): boolean {
    const key = `${trouble.kind} ${trouble.node}`;
    let entry = this.#counts.get(key);
    if (entry === undefined) {
      entry = { node: trouble.node, kind: trouble.kind, count: 0, first: [] };
      this.#counts.set(key, entry);
    }
    entry.count++;
    const isFull = entry.first.length >= KEPT;
    if (!isFull) entry.first.push(trouble);
    return trouble.kind === 'crashed' ? !isFull : this.#isNew(trouble);
  }

  #isNew({ kind, what, flaw = what, hint }: Trouble): boolean {
    const known = this.#flaws.get(kind) ?? new Set();
    this.#flaws.set(kind, known);
    const key = `${flaw} ${hint}`;
    if (known.has(key) || known.size >= FLAWS) return false;
    known.add(key);
    return true;
  }

  list(): readonly TroubleCount[] {
    return [...this.#counts.values()];
  }

  has(kind: TroubleKind): boolean {
    return this.list().some((entry) => entry.kind === kind);
  }
}

/** The line of a log that says why its node ended: of a stack the one above it or the last, whichever names an error. */
function lastWords(log: readonly string[]): string | undefined {
  const lines = log.filter((line) => line.trim() !== '');
  const named = lines.findLast((line) => /^(?:\S*(?:Error|Exception)\b|panic:|fatal)/i.test(line.trim()));
  return (named ?? lines.at(-1))?.trim();
}

/** A node that ended without being told to; `at` in nanoseconds. */
export function crashed(node: string, exit: Exit, at: number): Trouble {
  const last = lastWords(exit.stderr);
  const tail = (name: string, lines: readonly string[]): string =>
    lines.length === 0
      ? `(${name}: nothing)`
      : `${name}, last ${lines.length} lines:\n  ${lines.join('\n  ')}`;
  return {
    node,
    kind: 'crashed',
    what: `${node} ended by itself with ${describeExit(exit)} at ${(at / SECOND).toFixed(3)} s`,
    flaw: `ended by itself with ${describeExit(exit)}${last === undefined ? ', its log is empty' : `: ${last}`}`,
    text: `${tail('stderr', exit.stderr)}\n${tail('stdout', exit.stdout)}`,
    expected: 'a node to run until Eddy stops it',
    hint:
      exit.cause ??
      (exit.code === 0
        ? exit.stdout.length === 0
          ? 'it printed nothing: does it call its main function, and read lines from its stdin in a loop?'
          : 'does it end at an empty line, or at the end of some input?'
        : 'its log has the whole story: --log-stderr shows it, a stored run keeps it in node-logs/'),
  };
}
