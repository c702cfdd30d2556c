/**
 * The EDN values that JSON lacks. Others represent themselves: null is `nil`, an array a vector, an object a map with
 * strings as keys, and an integer is a number, or a bigint if it is past 2^53.
 *
 * Characters become strings; metadata and discarded forms are dropped.
 */

import { printExact } from '../../../node/index.js';

export class Keyword {
  /** Without the colon. */
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

export class EdnSymbol {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A number with a point that a JavaScript number does not show: 1.0, infinities and NaN. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export class EdnList {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

export class EdnSet {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

export class EdnMap {
  readonly entries: readonly (readonly [unknown, unknown])[];

  constructor(entries: readonly (readonly [unknown, unknown])[]) {
    this.entries = entries;
  }
}

export class Tagged {
  /** Without the `#`. */
  readonly tag: string;
  readonly value: unknown;

  constructor(tag: string, value: unknown) {
    this.tag = tag;
    this.value = value;
  }
}

/** The value as JSON: keywords, symbols and keys are strings, sets and lists arrays; tags are dropped. */
export function toJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Keyword || value instanceof EdnSymbol) return value.name;
  if (value instanceof Float) return value.value;
  if (value instanceof EdnList || value instanceof EdnSet) return value.items.map(toJson);
  if (value instanceof Tagged) return untagged(value);
  const entries = value instanceof EdnMap ? value.entries : Object.entries(value);
  return Object.fromEntries(entries.map(([key, member]) => [keyOf(key), toJson(member)]));
}

/**
 * Jepsen's record of a key and its value is a pair, as `[key value]` is; other tags are dropped and their value is
 * kept.
 */
function untagged({ tag, value }: Tagged): unknown {
  const plain = toJson(value);
  if (!tag.endsWith('independent.Tuple') || !(value instanceof EdnMap)) return plain;
  const { key = null, value: held = null } = plain as { readonly key?: unknown; readonly value?: unknown };
  return [key, held];
}

/** As in Maelstrom's JSON: strings unchanged, other values as their own text. */
function keyOf(key: unknown): string {
  const plain = toJson(key);
  return typeof plain === 'string' ? plain : printExact(plain);
}
