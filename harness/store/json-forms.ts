/**
 * Splits a JSON text into its objects, each with the line on which it begins: the elements of one array, or objects
 * one after the other. A broken text is an error with its line, which `JSON.parse` does not give.
 */

export interface JsonForm {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

export class JsonTextError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'JsonTextError';
    this.line = line;
  }
}

const SPACE = /\s*/y;
/** The tokens that determine the depth: brackets, and strings, whose brackets do not count. */
const MARK = /[[\]{}]|"(?:[^"\\\n]|\\.)*("?)/g;
const SHOWN = 40;

/** In order. Throws a JsonTextError at a value that is not an object, or is truncated. */
export function* jsonForms(text: string): Generator<JsonForm> {
  const lines = new LineCounter(text);
  let at = afterSpace(text, text.startsWith('\uFEFF') ? 1 : 0);
  const inArray = text[at] === '[';
  const start = at;
  if (inArray) at = afterSpace(text, at + 1);
  for (let count = 0; at < text.length; count++) {
    if (inArray && text[at] === ']') {
      at = afterSpace(text, at + 1);
      if (at < text.length) throw wrong(text, at, 'the end of the file behind the array', lines);
      return;
    }
    if (inArray && count > 0) {
      if (text[at] !== ',') throw wrong(text, at, 'a comma or ] behind an operation', lines);
      at = afterSpace(text, at + 1);
    }
    if (text[at] !== '{') throw wrong(text, at, 'a JSON object', lines);
    const end = endOf(text, at, lines);
    yield { line: lines.at(at), text: text.slice(at, end) };
    at = afterSpace(text, end);
  }
  if (inArray) {
    const last = lines.at(text.trimEnd().length);
    throw new JsonTextError(
      `the array that begins in line ${new LineCounter(text).at(start)} is not closed with ]: the file is cut off`,
      last,
    );
  }
}

function afterSpace(text: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.test(text);
  return SPACE.lastIndex;
}

/** The end of the object that begins at `start`. */
function endOf(text: string, start: number, lines: LineCounter): number {
  let depth = 0;
  MARK.lastIndex = start;
  for (let mark = MARK.exec(text); mark !== null; mark = MARK.exec(text)) {
    const [token] = mark;
    if (token.startsWith('"')) {
      if (mark[1] === '' && MARK.lastIndex < text.length)
        throw new JsonTextError('a string is not closed with " in its line', lines.at(mark.index));
      continue;
    }
    depth += token === '{' || token === '[' ? 1 : -1;
    if (depth === 0) return MARK.lastIndex;
  }
  throw new JsonTextError('this object is not closed with }: the file is cut off', lines.at(start));
}

function wrong(text: string, at: number, expected: string, lines: LineCounter): JsonTextError {
  if (at >= text.length)
    return new JsonTextError(`expected ${expected}, got the end: the file is cut off`, lines.at(at));
  const [came = ''] = text.slice(at, at + SHOWN).split('\n', 1);
  return new JsonTextError(`expected ${expected}, got ${came}`, lines.at(at));
}

/** Counts each line end once, for ascending positions. */
class LineCounter {
  readonly #text: string;
  #line = 1;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  at(place: number): number {
    for (let end = this.#text.indexOf('\n', this.#counted); end !== -1 && end < place;) {
      this.#line++;
      this.#counted = end + 1;
      end = this.#text.indexOf('\n', this.#counted);
    }
    return this.#line;
  }
}
