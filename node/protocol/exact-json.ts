/**
 * JSON as values without the loss that `JSON.parse` allows itself: an integer past 2^53 becomes a bigint.
 *
 * Only a run of 16 digits can be such an integer, and such a run always covers a place whose number is a multiple of
 * 16: so one character in 16 is looked at, and a text without such a run is left to `JSON.parse`. Integers of fewer
 * digits with an exponent stay doubles, which hold 15 digits exactly; `canonicalJson` makes 1e21 and its 22 digits
 * one. Fractions are doubles, as in every language that a node may be written in.
 */

/** Beyond this many digits an exponent is no integer that anybody meant; it stays what `JSON.parse` makes of it. */
const MAX_EXPONENT = 5000;

/** This many digits can exceed 2^53 = 9007199254740992. */
const RUN = 16;
const TOKEN = /[\s,:]*("[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}])/gy;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** The value of a JSON text; an integer past 2^53 is a bigint. Throws a SyntaxError, as `JSON.parse` does. */
export function parseExact(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return mayRound(text) ? new Reader(text).value() : value;
}

/** Whether `JSON.parse` could round an integer of this text. Rarely true when none is: for digits in a string. */
export function mayRound(text: string): boolean {
  for (let i = RUN - 1; i < text.length; i += RUN) {
    if (isDigit(text, i) && isLongInteger(text, i)) return true;
  }
  return false;
}

function isDigit(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  return code >= 48 && code <= 57;
}

/** Whether the run of digits around this place is long, and neither a string nor the digits of a plain fraction. */
function isLongInteger(text: string, place: number): boolean {
  let from = place;
  while (isDigit(text, from - 1)) from--;
  let to = place + 1;
  while (isDigit(text, to)) to++;
  if (to - from < RUN) return false;
  const before = text[from - 1];
  const after = text[to];
  if (before === '.') return after === 'e' || after === 'E';
  return before !== '"' || after !== '"';
}

/** JSON on one line, as `JSON.stringify` writes it; a bigint is written with all its digits. */
export function printExact(value: unknown): string {
  return print(value, 0);
}

/** JSON over several lines, indented by two blanks a level; a bigint is written with all its digits. */
export function printExactIndented(value: unknown): string {
  return print(value, 2);
}

function print(value: unknown, indent: number): string {
  try {
    return JSON.stringify(value, null, indent) ?? 'null';
  } catch (error) {
    if (error instanceof TypeError) return new Printer(indent).print(value, '') ?? 'null';
    throw error;
  }
}

/** For values with a bigint, on which `JSON.stringify` throws. */
class Printer {
  readonly #indent: string;

  constructor(indent: number) {
    this.#indent = ' '.repeat(indent);
  }

  /** Undefined for what JSON has no word for. `margin` is what the lines of the value's parent begin with. */
  print(value: unknown, margin: string): string | undefined {
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'object' || value === null || 'toJSON' in value) return JSON.stringify(value);
    const inner = margin + this.#indent;
    if (Array.isArray(value)) {
      const elements = value.map((each) => this.print(each, inner) ?? 'null');
      return this.#enclosed('[', elements, ']', margin);
    }
    const colon = this.#indent === '' ? ':' : ': ';
    const members = Object.entries(value).flatMap(([key, member]) => {
      const text = this.print(member, inner);
      return text === undefined ? [] : [JSON.stringify(key) + colon + text];
    });
    return this.#enclosed('{', members, '}', margin);
  }

  #enclosed(open: string, parts: readonly string[], close: string, margin: string): string {
    if (this.#indent === '' || parts.length === 0) return open + parts.join(',') + close;
    const lineStart = `\n${margin}${this.#indent}`;
    return open + lineStart + parts.join(`,${lineStart}`) + `\n${margin}` + close;
  }
}

/** Walks a text that is known to be JSON, so commas and colons need no attention. */
class Reader {
  readonly #tokens: IterableIterator<RegExpMatchArray>;

  constructor(text: string) {
    this.#tokens = text.matchAll(TOKEN);
  }

  value(): unknown {
    return this.#valueOf(this.#next());
  }

  #valueOf(token: string): unknown {
    switch (token) {
      case '[':
        return this.#array();
      case '{':
        return this.#object();
      default:
        return /^[-\d]/.test(token) ? numberOf(token) : JSON.parse(token);
    }
  }

  #array(): unknown[] {
    const elements: unknown[] = [];
    for (let token = this.#next(); token !== ']'; token = this.#next()) elements.push(this.#valueOf(token));
    return elements;
  }

  #object(): object {
    const members: [string, unknown][] = [];
    for (let token = this.#next(); token !== '}'; token = this.#next()) {
      members.push([JSON.parse(token) as string, this.value()]);
    }
    // Unlike an assignment, this makes `__proto__` a member like any other.
    return Object.fromEntries(members);
  }

  #next(): string {
    const { value } = this.#tokens.next() as { readonly value: RegExpMatchArray | undefined };
    if (value === undefined) throw new SyntaxError('unexpected end of JSON');
    return value[1] as string;
  }
}

/** 1, 1.0 and 10e-1 are one number; 9007199254740993 is not 9007199254740992. */
function numberOf(literal: string): number | bigint {
  return mayRound(literal) ? exactNumber(literal) : Number(literal);
}

/** The value of a JSON number with all its digits: a bigint if it is an integer past 2^53. */
export function exactNumber(literal: string): number | bigint {
  const double = Number(literal);
  if (Number.isSafeInteger(double) || !Number.isInteger(double)) {
    if (Number.isFinite(double)) return double;
  }
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(literal) ?? [];
  const digits = `${whole}${fraction}`.replace(/0+$/, '');
  const zeros = Number(exponent) - fraction.length + (whole.length + fraction.length - digits.length);
  // A fraction that a double rounds to an integer, or nothing that fits a machine.
  if (zeros < 0 || zeros > MAX_EXPONENT) return double;
  return BigInt(`${sign}${digits}${'0'.repeat(zeros)}`);
}
