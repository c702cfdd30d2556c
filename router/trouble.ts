/**
 * An error of a node, described for its author: which node, what came, what was expected, what to do.
 *
 * Maelstrom stops reading a node at its first bad line. Here only that line is skipped; it is counted, the first
 * lines of each kind are kept, and the run goes on (or fails at its end, under `--strict`).
 */

import { SECOND } from '../node/index.js';
import { describeExit, type Exit } from './hosts/exit.js';

/** What a node can do wrong; each is explained in docs/protocol.md, section "What Eddy tolerates and reports". */
export const TROUBLE_KINDS = [
  'not-json',
  'malformed',
  'not-utf8',
  'no-line-end',
  'too-long',
  'unknown-dest',
  'unknown-src',
  'foreign-src',
  'unsupported',
  'overflow',
  'closed',
  'crashed',
  'deadlock',
  'socket',
] as const;
/** One of `TROUBLE_KINDS`. */
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** What a node did wrong, in words for its author: who, what came, what was expected, what to do. */
export interface Trouble {
  readonly node: string;
  readonly kind: TroubleKind;
  /** What happened, in one sentence that names the node. */
  readonly what: string;
  /**
   * The flaw, in the same words for each node and each line: `dest is not a string`. Absent from runs that an older
   * version stored.
   */
  readonly flaw?: string;
  /** The offending output, shortened. */
  readonly text?: string;
  readonly expected: string;
  readonly hint: string;
}

/** A trouble as one paragraph of text, without a line end. */
export function describe(trouble: Trouble): string {
  const text = trouble.text === undefined ? '' : `\n    ${trouble.text.replaceAll('\n', '\n    ')}`;
  return `${trouble.what}${text}\n  expected: ${trouble.expected}\n  hint: ${trouble.hint}`;
}

const SHOWN = 300;

/**
 * The beginning of a text, 300 characters by default; what is cut off is replaced by the length of the whole.
 */
export function excerpt(text: string, length: number = SHOWN): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}

/** The number of troubles of one kind from one node that are kept in full. */
const KEPT = 5;

/** How often a node did one kind of wrong, and the first five times in full. */
export interface TroubleCount {
  readonly node: string;
  readonly kind: TroubleKind;
  readonly count: number;
  readonly first: readonly Trouble[];
}

/**
 * The number of different flaws of one kind that are reported at once, since a node's output can have any number of
 * them.
 */
const FLAWS = 10;

/** Kinds that are no refused line: other errors, or a line that was accepted. `--strict` is about refused lines. */
const ACCEPTED: ReadonlySet<TroubleKind> = new Set([
  'crashed',
  'deadlock',
  'socket',
  'overflow',
  'closed',
  'foreign-src',
]);

/**
 * Whether a trouble of this kind makes a run invalid under `--strict`: a line that was refused, not one that was
 * taken, and not an end.
 */
export function isBadLine({ kind }: Pick<Trouble, 'kind'>): boolean {
  return !ACCEPTED.has(kind);
}

/** Counts troubles by node and kind, and keeps the first of each. Memory does not grow with their number. */
export class Troubles {
  readonly #counts = new Map<string, { node: string; kind: TroubleKind; count: number; first: Trouble[] }>();
  /** By kind, the flaws that were reported. */
  readonly #flaws = new Map<TroubleKind, Set<string>>();

  /**
   * Counts a trouble. Returns whether it should be reported at once: no node did this before, or it is one of its
   * node's first crashes.
   */
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

  /** The counts, in the order in which each node first did each kind. */
  list(): readonly TroubleCount[] {
    return [...this.#counts.values()];
  }

  /** Whether any node did this kind. */
  has(kind: TroubleKind): boolean {
    return this.list().some((entry) => entry.kind === kind);
  }
}

/**
 * The line of a log that explains the end of its node: of a stack trace, the line above it or the last, whichever
 * names an error.
 */
function lastWords(log: readonly string[]): string | undefined {
  const lines = log.filter((line) => line.trim() !== '');
  const named = lines.findLast((line) => /^(?:\S*(?:Error|Exception)\b|panic:|fatal)/i.test(line.trim()));
  return (named ?? lines.at(-1))?.trim();
}

/** A node that ended without being stopped; `at` in nanoseconds. */
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
