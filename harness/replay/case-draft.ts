/** A case while its lines are being read. */

import { messageOf } from '../errors/message-of.js';
import { isObject, parseExact, printExact } from '../../node/index.js';
import { CASE_DEFAULTS, type CaseLine, checkOutput, durationMs, type ReadCase, wrong } from './case.js';
import { type DraftOptions, setOption } from './case-options.js';
import { FixtureError, type Place } from '../errors/fixture-error.js';
import { isJson, openBrackets, pastedMessage, startsMessage } from './message-text.js';

/** A line of a case and the position of its text. A message that was printed over several lines takes several. */
export interface PlacedLine extends CaseLine {
  /** The number of file lines it takes; zero if it is not the first of a list. */
  readonly height: number;
  /** The column in which its text begins, from 0. */
  readonly column: number;
}

/** At most this many lines after a line. */
type Behind = (most: number) => readonly string[];

/** A text that begins as a message and has not ended after this many lines is not a message. */
const MOST_LINES = 1000;

export class Draft {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** Whether it began with the word `case`: then every line in it must be understood. */
  readonly isWorded: boolean;
  readonly input: PlacedLine[] = [];
  readonly output: PlacedLine[] = [];
  /** The lines of the headings `Input` and `Expected Output`. */
  inputHeading: number | undefined;
  outputHeading: number | undefined;
  readonly #options: DraftOptions = { ...CASE_DEFAULTS };
  readonly #given = new Set<string>();
  #error: FixtureError | undefined;

  constructor(place: Place, name: string, isWorded: boolean) {
    this.file = place.file;
    this.line = place.line;
    this.name = name;
    this.isWorded = isWorded;
  }

  get hasLines(): boolean {
    return this.input.length + this.output.length > 0;
  }

  isGiven(option: string): boolean {
    return this.#given.has(option);
  }

  /** Keeps the first error. */
  fail(error: unknown): void {
    if (!(error instanceof FixtureError)) throw error;
    this.#error ??= error;
  }

  option(place: Place, name: string, value: string, source: string): void {
    try {
      const at = { ...place, field: name };
      if (this.hasLines) throw wrong(at, 'options before the first in or out line of their case', source);
      if (this.#given.has(name)) throw wrong(at, 'an option once', source);
      this.#given.add(name);
      setOption(this.#options, place, name, value);
    } catch (error) {
      this.fail(error);
    }
  }

  /** The timeout after a title or after the lines of a case. */
  timeout(place: Place, value: string): void {
    try {
      this.#given.add('timeout');
      this.#options.timeoutMs = durationMs({ ...place, field: 'timeout' }, value);
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * Takes a line of input or output, perhaps with the lines after it; a list of messages counts as several lines.
   * Returns the number of file lines it took.
   */
  take(to: 'in' | 'out', place: Place, text: string, source: string, behind: Behind): number {
    const [whole, height] = wholeMessage(text, behind);
    const at = { ...place, field: place.field ?? to };
    const lines = to === 'in' ? this.input : this.output;
    const column = text === '' ? source.trimEnd().length : source.lastIndexOf(text);
    try {
      for (const [k, each] of messagesIn(pasted(at, whole)).entries())
        lines.push({
          line: place.line,
          text: to === 'in' ? each : checkOutput(at, each),
          height: k === 0 ? height : 0,
          column,
        });
    } catch (error) {
      this.fail(error);
    }
    return height;
  }

  /**
   * Takes a text of one line or several; its last line may lack its end. With `isFile` the lines stand below each
   * other in the file, from the position on.
   */
  takeText(to: 'in' | 'out', place: Place, text: string, isFile = false): void {
    const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
    for (let i = 0; i < lines.length;) {
      const source = lines[i] ?? '';
      const at = isFile ? { ...place, line: place.line + i } : place;
      // Blank lines of a node's output are not compared.
      if (to === 'out' && source.trim() === '') i++;
      else
        i += this.take(to, at, isFile ? source.trim() : source, source, (most) =>
          lines.slice(i + 1, i + 1 + most),
        );
    }
  }

  set(options: Partial<DraftOptions>): void {
    Object.assign(this.#options, options);
  }

  /** Returns false if these lines are part of the text around the cases. */
  get isCase(): boolean {
    if (this.isWorded || this.#error !== undefined) return true;
    return this.inputHeading === undefined
      ? this.hasLines
      : this.input.some(({ text }) => text.startsWith('{'));
  }

  finish(index: number): ReadCase {
    const { file, line, name, input, output } = this;
    const quoted = JSON.stringify(name);
    if (input.length === 0)
      this.fail(new FixtureError({ file, line }, `expected in lines for the case ${quoted}, got none`));
    if (this.inputHeading !== undefined && this.outputHeading === undefined && output.length === 0)
      this.fail(
        new FixtureError(
          { file, line },
          `expected a heading "Expected Output" in the case ${quoted}, got none`,
        ),
      );
    if (this.#error !== undefined) return { file, index, line, name, error: this.#error };
    const plain = ({ line: at, text }: PlacedLine): CaseLine => ({ line: at, text });
    return { file, index, line, name, ...this.#options, input: input.map(plain), output: output.map(plain) };
  }
}

function pasted(place: Place, text: string): string {
  try {
    return pastedMessage(text);
  } catch (error) {
    throw new FixtureError(place, `expected JSON, got ${messageOf(error)}: ${text.slice(0, 120)}`, error);
  }
}

/** The messages of a list, each as a line; any other text unchanged. */
function messagesIn(text: string): readonly string[] {
  if (!text.startsWith('[') || !isJson(text)) return [text];
  const value = parseExact(text);
  return Array.isArray(value) && value.length > 0 && value.every(isObject)
    ? value.map((each) => printExact(each))
    : [text];
}

/** A message that begins here and ends in a later line, as one line; any other text unchanged. */
function wholeMessage(text: string, behind: Behind): readonly [text: string, height: number] {
  let open = startsMessage(text) ? openBrackets(text) : 0;
  if (open <= 0) return [text, 1];
  const lines = [text];
  for (const next of behind(MOST_LINES)) {
    lines.push(next.replace(/^(?:\s*>)+/, '').trim());
    open += openBrackets(next);
    if (open > 0) continue;
    const whole = lines.join(' ');
    return isJson(whole.replace(/,$/, '')) ? [whole, lines.length] : [text, 1];
  }
  return [text, 1];
}
