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
  | 'unsupported'
  | 'too-long'
  | 'overflow'
  | 'closed'
  | 'crashed'
  | 'init-failed';

/** Whether it is about a line that a node should not have printed. */
export function isBadLine(kind: TroubleKind): boolean {
  return kind !== 'crashed' && kind !== 'overflow' && kind !== 'closed';
}

export interface Trouble {
  readonly node: string;
  readonly kind: TroubleKind;
  /** What happened, in one sentence that names the node. */
  readonly what: string;
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

/** Counts troubles by node and kind, and keeps the first of each. Memory does not grow with their number. */
export class Troubles {
  readonly #counts = new Map<string, { node: string; kind: TroubleKind; count: number; first: Trouble[] }>();

  /** True where the trouble is among the first of its kind from its node: worth telling at once. */
  add(trouble: Trouble): boolean {
    const key = `${trouble.kind} ${trouble.node}`;
    let entry = this.#counts.get(key);
    if (entry === undefined) {
      entry = { node: trouble.node, kind: trouble.kind, count: 0, first: [] };
      this.#counts.set(key, entry);
    }
    entry.count++;
    if (entry.first.length >= KEPT) return false;
    entry.first.push(trouble);
    return true;
  }

  list(): readonly TroubleCount[] {
    return [...this.#counts.values()];
  }

  has(kind: TroubleKind): boolean {
    return this.list().some((entry) => entry.kind === kind);
  }
}

/** A node that ended without being told to; `at` in nanoseconds. */
export function crashed(node: string, exit: Exit, at: number): Trouble {
  const tail = (name: string, lines: readonly string[]): string =>
    lines.length === 0
      ? `(${name}: nothing)`
      : `${name}, last ${lines.length} lines:\n  ${lines.join('\n  ')}`;
  return {
    node,
    kind: 'crashed',
    what: `${node} ended by itself with ${describeExit(exit)} at ${(at / SECOND).toFixed(3)} s`,
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
