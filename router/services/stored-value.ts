/**
 * A JSON value in a service: the text that its author wrote, and a key to compare values by.
 *
 * Text, because a service returns values as they were written: an integer past 2^53 with all its digits, 1.0 as 1.0;
 * and because a holder of the text cannot change it in the service.
 *
 * Values are equal if they are equal on Maelstrom: by structure, whatever the order of keys; integers exactly,
 * whatever their size; an integer never equals a fraction, so 1 is not 1.0, which equals 1.00. (A program in
 * JavaScript cannot distinguish 1 from 1.0 and always writes 1.)
 */

import { canonicalJson, JSON_STRING } from '../../node/index.js';

const STRING_OR_NUMBER = new RegExp(String.raw`${JSON_STRING}|-?\d[\d.eE+-]*`, 'g');

export class StoredValue {
  static readonly null = new StoredValue('null');

  readonly text: string;
  #comparable: string | undefined;

  /** `text`: one JSON value. */
  constructor(text: string) {
    this.text = text;
  }

  /** One text for each value: equal where the values are the same. */
  get comparable(): string {
    this.#comparable ??= canonicalJson(JSON.parse(this.text.replace(STRING_OR_NUMBER, marked)));
    return this.#comparable;
  }

  same(other: StoredValue): boolean {
    return this.text === other.text || this.comparable === other.comparable;
  }
}

/** Numbers become strings, so that no digit is lost; strings get a mark to stay distinct from them. */
function marked(token: string): string {
  if (token.startsWith('"')) return `"$${token.slice(1)}`;
  if (/[.eE]/.test(token)) return `"~${Number(token)}"`;
  return token === '-0' ? '"0"' : `"${token}"`;
}
