/**
 * Which of some values a message between nodes carries. Unlike `ValueJourney`, which shows all possible matches, this
 * must not take a counter for a value: an explanation that uses it is reported as a fact.
 *
 * Values are searched in arrays, and in members whose name says that they hold one; if a body has neither, in any
 * member whose name does not say that it counts, acknowledges or numbers something. A list of values that a node
 * knows of (`digest`, `have`, `seen`) does not carry them. A match under a neutral name may be another thing of the
 * same number: a guess.
 */

import { type Body, isObject } from '../../node/index.js';
import { JsonMap } from '../checkers/json-value.js';
import { contentOf, isBookkeeping } from '../trace/occurrence.js';
import { VALUE_LAYOUTS } from '../trace/value-layouts.js';

/** Names of members that hold no value, though the number may be equal. */
const NUMBERS =
  /ack|seq|count|round|term|epoch|version|index|offset|clock|time|stamp|hops?|ttl|size|len|total|^(?:no|nr|num|number|n|at|from|to|id|ids|node|src|dest|fanout)$|_?ids?$/i;
const NAMES =
  /^(?:m|v|e|x)$|message|msg|val|elem|item|data|payload|content|broadcast|add|entry|entries|set|list|batch|known|delta|news|log/i;

export interface Carried {
  /** The indices of the values in the list. */
  readonly places: ReadonlySet<number>;
  /** Whether the value was found under a name that does not say what it holds. */
  readonly guessed: ReadonlySet<number>;
}

interface Found {
  readonly places: Set<number>;
  readonly sure: Set<number>;
}

export class CarriedValues {
  readonly #places = new JsonMap<number>();
  readonly #composite: boolean;

  constructor(values: readonly unknown[]) {
    for (const [i, value] of values.entries()) this.#places.set(value, i);
    this.#composite = values.some(isComposite);
  }

  /** `body` with its integers exact. */
  in(body: Body): Carried {
    const found: Found = { places: new Set(), sure: new Set() };
    const content = contentOf(body, VALUE_LAYOUTS);
    if (!this.#search(content, found, false)) this.#search(content, found, true);
    return {
      places: found.places,
      guessed: new Set([...found.places].filter((place) => !found.sure.has(place))),
    };
  }

  /** Whether there was any place for values. Without recursion: a body may be nested deeper than the stack. */
  #search(content: unknown, found: Found, anywhere: boolean): boolean {
    let places = false;
    // If the layout of the body is known, its content is arrays of values and nothing else.
    const sure = Array.isArray(content);
    const open: { readonly value: unknown; readonly counts: boolean; readonly sure: boolean }[] = [
      { value: content, counts: anywhere, sure },
    ];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      const { value, counts, sure } = each;
      if (counts) this.#take(value, found, sure);
      if (Array.isArray(value)) {
        places = true;
        for (const element of value) open.push({ value: element, counts: true, sure });
      } else if (isObject(value)) {
        for (const [name, member] of Object.entries(value)) {
          if (isBookkeeping(name, member)) continue;
          if (NUMBERS.test(name)) continue;
          const named = NAMES.test(name);
          places ||= named;
          open.push({ value: member, counts: anywhere || named, sure: sure || named });
        }
      }
    }
    return places;
  }

  #take(value: unknown, found: Found, sure: boolean): void {
    // A composite value is compared by its text.
    if (isComposite(value) && !this.#composite) return;
    const place = this.#places.get(value);
    if (place === undefined) return;
    found.places.add(place);
    if (sure) found.sure.add(place);
  }
}

function isComposite(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
