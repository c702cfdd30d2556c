/**
 * Recognises a message that is printed over several lines, with indentation: none of the lines says so alone. What is
 * wrong with them is held back until the brackets are closed again.
 */

import { excerpt, type Trouble } from '../trouble.js';
import { Brackets } from './brackets.js';

interface BadLine {
  readonly text: string;
  readonly number: number;
  readonly trouble: Trouble;
}

/** What is longer is no message that somebody would indent. */
const MOST_LINES = 5000;
const MOST_CHARACTERS = 1024 * 1024;

export class ManyLines {
  #held: BadLine[] = [];
  #characters = 0;
  #brackets = new Brackets();

  /** Whether troubles are held back. */
  get open(): boolean {
    return this.#held.length > 0;
  }

  /** Takes a line that is no message, with what is wrong with it. Returns what is to be reported now. */
  take(text: string, number: number, trouble: Trouble): readonly Trouble[] {
    if (!this.open && (trouble.kind !== 'not-json' || !/^\s*[{[]/.test(text))) return [trouble];
    this.#held.push({ text, number, trouble });
    this.#characters += text.length;
    const end = this.#brackets.take(text);
    if (end !== -1) return this.#isOneValue() ? this.#whole() : this.release();
    const noneOpen = this.#brackets.depth <= 0;
    return noneOpen || this.#held.length > MOST_LINES || this.#characters > MOST_CHARACTERS
      ? this.release()
      : [];
  }

  /** What was held back: the lines were no message together. */
  release(): readonly Trouble[] {
    const troubles = this.#held.map(({ trouble }) => trouble);
    this.#clear();
    return troubles;
  }

  #isOneValue(): boolean {
    if (this.#held.length < 2) return false;
    try {
      JSON.parse(this.#held.map(({ text }) => text).join('\n'));
      return true;
    } catch {
      return false;
    }
  }

  #whole(): readonly Trouble[] {
    const [first, ...others] = this.#held;
    const last = others.at(-1);
    if (first === undefined || last === undefined) return [];
    const text = this.#held.map((line) => line.text).join('\n');
    this.#clear();
    const { node, expected } = first.trouble;
    return [
      {
        node,
        kind: 'not-json',
        what: `${node} printed a JSON value over ${others.length + 1} lines (lines ${first.number} to ${last.number} of its stdout): a message must be on one line`,
        text: excerpt(text),
        expected,
        hint: 'print it without indentation: json.dumps(message) without indent, JSON.stringify(message) with nothing behind the message',
      },
    ];
  }

  #clear(): void {
    this.#held = [];
    this.#characters = 0;
    this.#brackets = new Brackets();
  }
}
