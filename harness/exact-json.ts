/**
 * JSON as values without the loss that `JSON.parse` allows itself: integers past 2^53 become bigint.
 *
 * A line that has no number of 16 digits and no exponent cannot hold such an integer: then `JSON.parse` does it all. The
 * others are read a second time, number by number. Fractions stay doubles, as in every language a node may be written in.
 */

/** Beyond so many digits an exponent is no integer that anybody meant; it stays what `JSON.parse` makes of it. */
const MAX_EXPONENT = 5000;

const SUSPECT = /\d{16}|\d[eE]/;
const TOKEN = /[\s,:]*("[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}])/gy;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** The value of a JSON text. Throws a SyntaxError, as `JSON.parse` does. */
export function parseExact(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return mayRound(text) ? new Reader(text).value() : value;
}

/** Whether `JSON.parse` could round a number of this text. */
export function mayRound(text: string): boolean {
  return SUSPECT.test(text);
}

/** One line of JSON; a bigint is written with all its digits. */
export function printExact(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(printExact).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${printExact(member)}`,
  );
  return `{${members.join(',')}}`;
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
        return /^[-\d]/.test(token) ? exactNumber(token) : JSON.parse(token);
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
function exactNumber(literal: string): number | bigint {
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
