/**
 * The pieces of control lines that several words share: nodes, directions, probabilities, and the error of a bad
 * line.
 */

/**
 * A control line that cannot be understood, or makes no sense now. The message says what came and what was expected.
 */
export class ControlError extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'ControlError';
  }
}

/** One form of a control line, or a pair of them, for people. */
export interface ControlLine {
  /** Lines that can be typed as they stand, in a cluster of n1 to n5. */
  readonly examples: readonly string[];
  /** A clause without a full stop. */
  readonly meaning: string;
}

/** A word of the language of control lines. */
export interface ControlWord<C> {
  /** Reads what stands behind the word, split at blanks, for a cluster of these nodes. Throws a ControlError. */
  readonly parse: (words: readonly string[], nodes: readonly string[]) => C;
  /** Its forms, as help and documentation show them. Empty if another word's show it too. */
  readonly lines: readonly ControlLine[];
}

/** A word that stands alone. */
export function noWords(word: string, words: readonly string[]): void {
  if (words.length > 0)
    throw new ControlError(`${word} takes nothing, got ${JSON.stringify(words.join(' '))}`);
}

/** A number from 0 to 1. */
export function probability(word: string, text: string): number {
  const p = Number(text);
  if (text === '' || !(p >= 0 && p <= 1)) {
    throw new ControlError(`${word} expects a probability from 0 to 1, got ${JSON.stringify(text)}`);
  }
  return p;
}

/** Links in one direction. */
export interface Direction {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** `n1,n2 -> n3` */
export function direction(word: string, text: string, nodes: readonly string[]): Direction {
  const [from = '', to = '', ...more] = text.split('->');
  if (more.length > 0) throw new ControlError(`${word} takes one arrow, got ${JSON.stringify(text)}`);
  return { from: nodeList(word, from, nodes), to: nodeList(word, to, nodes) };
}

/** `n1,n2`, `n1 n2` or `all`. */
export function nodeList(word: string, text: string, nodes: readonly string[]): readonly string[] {
  const named = text.split(/[\s,]+/).filter((name) => name !== '');
  if (named.length === 1 && named[0] === 'all') return nodes;
  if (named.length === 0)
    throw new ControlError(`${word} expects nodes, got none; known are ${nodes.join(', ')}`);
  const unknown = named.find((name) => !nodes.includes(name));
  if (unknown !== undefined)
    throw new ControlError(`there is no node ${unknown}; known are ${nodes.join(', ')}`);
  // Named twice is named once: a node that is restarted twice at a time would run twice.
  return [...new Set(named)];
}
