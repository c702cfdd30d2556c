/**
 * Reads EDN strictly: broken or unfinished input is an error with its line, never half a value. (The package
 * `edn-data` gives null for input that it cannot read, drops all after the first form, and loses digits of large
 * integers.)
 */

import { clipped } from '../../text/clipped.js';
import { EdnList, EdnMap, EdnSet, EdnSymbol, Float, Keyword, Tagged } from './values.js';
import { printEdn } from './printer.js';

export class EdnError extends Error {
  /** Counts from 1. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'EdnError';
    this.line = line;
  }
}

export interface Form {
  readonly value: unknown;
  /** The line on which it begins. Counts from 1. */
  readonly line: number;
}

const SPACE = /(?:[\s,]+|;[^\n]*)*/y;
const STRING = /"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const CHARACTER = /\\(?:[^\s][^\s,;"(){}[\]]*|[^])/y;
const TOKEN = /[^\s,;"(){}[\]\\]+/y;
const INTEGER = /^[+-]?(?:0|[1-9]\d*)N?$/;
const FLOAT = /^[+-]?(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?\d+)?M?$/;
const RATIO = /^([+-]?\d+)\/(\d+)$/;
const SYMBOL = /^[\w*!?$%&=<>.+/-][\w*!?$%&=<>.+/#:'-]*$/;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const CHARACTERS: Readonly<Record<string, string>> = {
  newline: '\n',
  return: '\r',
  tab: '\t',
  space: ' ',
  backspace: '\b',
  formfeed: '\f',
};
const SYMBOLIC: Readonly<Record<string, number>> = { Inf: Infinity, '-Inf': -Infinity, NaN: NaN };

const MAX_DEPTH = 1000;
const SHOWN = 40;

/** All forms of a text, in order. Throws an EdnError. */
export function readEdn(text: string): Form[] {
  return [...ednForms(text)];
}

/** The same one by one: a large file need not be in memory as forms and as converted values. */
function ednForms(text: string): Generator<Form> {
  return new Reader(text).forms();
}

/** The forms of a text, or the elements of a vector or list that the text begins with. Throws an EdnError. */
export function ednElements(text: string): Generator<Form> {
  return new Reader(text).elements();
}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  /** Lines are counted only up to the requested position. */
  #line = 1;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  *forms(): Generator<Form> {
    for (this.#skip(); this.#at < this.#text.length; this.#skip()) {
      const line = this.#lineAt(this.#at);
      yield { value: this.#form('a form'), line };
    }
  }

  *elements(): Generator<Form> {
    this.#skip();
    const start = this.#at;
    const close = { '[': ']', '(': ')' }[this.#text[start] ?? ''];
    if (close === undefined) return yield* this.forms();
    this.#at++;
    for (this.#skip(); this.#text[this.#at] !== close; this.#skip()) {
      if (this.#at >= this.#text.length)
        this.#cutOff(`this ${close === ']' ? 'vector' : 'list'}`, close, start);
      const line = this.#lineAt(this.#at);
      yield { value: this.#form(`an element or ${close}`), line };
    }
    this.#at++;
    this.#skip();
    if (this.#at < this.#text.length) this.#fail('expected the end of the file behind the operations');
  }

  #form(expected: string): unknown {
    this.#skip();
    const char = this.#text[this.#at];
    switch (char) {
      case '"':
        return this.#string();
      case '\\':
        return this.#character();
      case '[':
        return this.#items(']', 'vector');
      case '(':
        return new EdnList(this.#items(')', 'list'));
      case '{':
        return this.#map();
      case '#':
        return this.#dispatch();
      case undefined:
        return this.#fail(`expected ${expected}, got the end of the file`);
      case ']':
      case ')':
      case '}':
        return this.#fail(`expected ${expected}, got ${char}`);
      default:
        return this.#token();
    }
  }

  #items(close: string, kind: string): unknown[] {
    const start = this.#at++;
    if (++this.#depth > MAX_DEPTH) this.#fail(`nested more than ${MAX_DEPTH} deep`, start);
    const items: unknown[] = [];
    for (this.#skip(); this.#text[this.#at] !== close; this.#skip()) {
      if (this.#at >= this.#text.length) this.#cutOff(`this ${kind}`, close, start);
      items.push(this.#form(`an element or ${close}`));
    }
    this.#at++;
    this.#depth--;
    return items;
  }

  #map(): EdnMap {
    const start = this.#at;
    const items = this.#items('}', 'map');
    if (items.length % 2 === 1) this.#fail('a map with a key that has no value', start);
    const entries: [unknown, unknown][] = [];
    const keys = new Set<string>();
    for (let i = 0; i < items.length; i += 2) {
      const key = printEdn(items[i]);
      if (keys.has(key)) this.#fail(`a map with two values for ${excerpt(key)}`, start);
      keys.add(key);
      entries.push([items[i], items[i + 1]]);
    }
    return new EdnMap(entries);
  }

  #dispatch(): unknown {
    const start = this.#at++;
    switch (this.#text[this.#at]) {
      case '{':
        return new EdnSet(this.#items('}', 'set'));
      case '#': {
        this.#at++;
        const value = SYMBOLIC[this.#match(TOKEN) ?? ''];
        return value === undefined ? this.#fail('expected ##Inf, ##-Inf or ##NaN', start) : new Float(value);
      }
      default: {
        const tag = this.#match(TOKEN);
        if (tag === undefined || !/^[A-Za-z]/.test(tag)) return this.#fail('expected a tag behind #', start);
        return new Tagged(tag, this.#form(`a value for #${tag}`));
      }
    }
  }

  #string(): string {
    const start = this.#at;
    const raw = this.#match(STRING);
    if (raw === undefined) return this.#cutOff('this string', '"', start);
    const inside = raw.slice(1, -1);
    if (!inside.includes('\\')) return inside;
    return inside.replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (_, escape: string) => {
      if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      if (escape === '"' || escape === '\\') return escape;
      return ESCAPES[escape] ?? this.#fail(`unknown escape \\${escape} in a string`, start);
    });
  }

  #character(): string {
    const start = this.#at;
    const name = this.#match(CHARACTER)?.slice(1);
    if (name === undefined) return this.#fail('expected a character behind \\', start);
    if (/^.$/su.test(name)) return name;
    if (/^u[0-9a-fA-F]{4}$/.test(name)) return String.fromCharCode(Number.parseInt(name.slice(1), 16));
    return CHARACTERS[name] ?? this.#fail(`unknown character \\${excerpt(name)}`, start);
  }

  #token(): unknown {
    const start = this.#at;
    const token = this.#match(TOKEN) as string;
    if (token === 'nil') return null;
    if (token === 'true') return true;
    if (token === 'false') return false;
    if (token.startsWith(':')) {
      if (SYMBOL.test(token.slice(1))) return new Keyword(token.slice(1));
    } else if (/^[+-]?\d/.test(token)) {
      const number = numberOf(token);
      if (number !== undefined) return number;
    } else if (SYMBOL.test(token)) return new EdnSymbol(token);
    return this.#fail(`expected a value, got ${excerpt(token)}`, start);
  }

  /** Space, commas, comments, and forms behind `#_`. */
  #skip(): void {
    for (;;) {
      SPACE.lastIndex = this.#at;
      SPACE.test(this.#text);
      this.#at = SPACE.lastIndex;
      if (!this.#text.startsWith('#_', this.#at)) return;
      this.#at += 2;
      this.#form('a form to leave out');
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #lineAt(offset: number): number {
    for (let i = this.#text.indexOf('\n', this.#counted); i !== -1 && i < offset;) {
      this.#line++;
      this.#counted = i + 1;
      i = this.#text.indexOf('\n', this.#counted);
    }
    return this.#line;
  }

  /** A bracket or string that is not closed at the end of the text. */
  #cutOff(what: string, close: string, start: number): never {
    return this.#fail(`${what} is not closed with ${close}: the file is cut off`, start);
  }

  #fail(message: string, at = this.#at): never {
    // The error may have begun before the lines that are counted.
    const line = this.#text.slice(0, at).split('\n').length;
    throw new EdnError(message, line);
  }
}

function numberOf(token: string): unknown {
  if (INTEGER.test(token)) {
    const digits = token.replace(/^\+|N$/g, '');
    const double = Number(digits);
    return Number.isSafeInteger(double) ? double + 0 : BigInt(digits);
  }
  const [, above, below] = RATIO.exec(token) ?? [];
  if (below === undefined && !FLOAT.test(token)) return undefined;
  const double = below === undefined ? Number(token.replace(/M$/, '')) : Number(above) / Number(below);
  return Number.isInteger(double) || !Number.isFinite(double) ? new Float(double) : double;
}

function excerpt(text: string): string {
  return clipped(text, SHOWN);
}
