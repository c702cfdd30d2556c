/**
 * Which of some values a message between nodes carries. Other than `ValueJourney`, which shows whatever could be of interest,
 * this must not take a counter for a value: what is explained by it is told as a fact.
 *
 * Values are looked for in arrays, and in members whose name says that they hold one; where a body has neither, in any member
 * whose name does not say that it counts, acknowledges or numbers something. What a node says that it knows of (`digest`,
 * `have`, `seen`) is not carried.
 */

import { type Body, isObject } from '../../node/index.js';
import { JsonMap } from '../checkers/json-value.js';
import { contentOf, isBookkeeping } from '../trace/occurrence.js';

/** Names of what is no value, though it may be the same number. */
const NUMBERS =
  /ack|seq|count|round|term|epoch|version|index|offset|clock|time|stamp|hops?|ttl|size|len|total|^(?:no|nr|num|number|n|at|from|to|id|ids|node|src|dest|fanout)$|_?ids?$/i;
const NAMES = /^(?:m|v|e|x)$|message|msg|val|elem|item|data|payload|content|broadcast|add|entry/i;

export class CarriedValues {
  readonly #places = new JsonMap<number>();
  readonly #composite: boolean;

  constructor(values: readonly unknown[]) {
    // A journal holds numbers past 2^53 as the doubles that they are rounded to.
    for (const [i, value] of values.entries())
      this.#places.set(typeof value === 'bigint' ? Number(value) : value, i);
    this.#composite = values.some(isComposite);
  }

  /** The places of the values in the list. */
  in(body: Body): ReadonlySet<number> {
    const found = new Set<number>();
    const content = contentOf(body);
    if (!this.#search(content, found, false)) this.#search(content, found, true);
    return found;
  }

  /** Whether there was any place where values are kept. Without recursion: a body may be nested deeper than the stack is. */
  #search(content: unknown, found: Set<number>, anywhere: boolean): boolean {
    let places = false;
    const open: { readonly value: unknown; readonly counts: boolean }[] = [
      { value: content, counts: anywhere },
    ];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      const { value, counts } = each;
      if (counts) this.#take(value, found);
      if (Array.isArray(value)) {
        places = true;
        for (const element of value) open.push({ value: element, counts: true });
      } else if (isObject(value)) {
        for (const [name, member] of Object.entries(value)) {
          if (isBookkeeping(name, member)) continue;
          if (NUMBERS.test(name)) continue;
          const named = NAMES.test(name);
          places ||= named;
          open.push({ value: member, counts: anywhere || named });
        }
      }
    }
    return places;
  }

  #take(value: unknown, found: Set<number>): void {
    // To compare what is composite takes its text.
    if (isComposite(value) && !this.#composite) return;
    const place = this.#places.get(value);
    if (place !== undefined) found.add(place);
  }
}

function isComposite(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
