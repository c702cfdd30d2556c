/**
 * JSON values as values: when two are the same, which comes first, and a map keyed by them.
 *
 * Elements of a set and generated ids may be any JSON, and JavaScript compares arrays and objects by identity. Two values
 * are the same where their JSON is, whatever the order of the keys. Integers that a reader kept as bigint because they
 * exceed 2^53 are numbers here; 3 and 3.0 are one number, since JSON.parse has made them one before we see them.
 */

import { canonicalJson, exactInteger } from '../../node/index.js';

export { canonicalJson, sameJson } from '../../node/index.js';

export type JsonKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export function kindOf(value: unknown): JsonKind {
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' && value !== null ? 'object' : 'null';
}

const KINDS: readonly JsonKind[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/**
 * A total order for sorting. Within a kind it is Clojure's `compare`, which sorts Maelstrom's results: numbers by size,
 * strings by UTF-16 unit, arrays by length and then by element. Clojure throws on the rest; here kinds follow each other
 * and objects are ordered by their text.
 */
export function compareJson(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return compareScalars(a, b);
  const kind = kindOf(a);
  const other = kindOf(b);
  if (kind !== other) return KINDS.indexOf(kind) - KINDS.indexOf(other);
  if (isScalar(a) && isScalar(b)) return compareScalars(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  return compareScalars(canonicalJson(a), canonicalJson(b));
}

type Scalar = string | number | bigint | boolean;

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

function compareScalars(a: Scalar, b: Scalar): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [i, element] of a.entries()) {
    const difference = compareJson(element, b[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A map from JSON values. Only arrays and objects pay for their text: a Map tells the others apart by itself. */
export class JsonMap<V> {
  readonly #scalars = new Map<unknown, V>();
  readonly #composites = new Map<string, V>();

  get(key: unknown): V | undefined {
    if (typeof key === 'object' && key !== null) return this.#composites.get(canonicalJson(key));
    return this.#scalars.get(scalar(key));
  }

  set(key: unknown, value: V): void {
    if (typeof key === 'object' && key !== null) this.#composites.set(canonicalJson(key), value);
    else this.#scalars.set(scalar(key), value);
  }

  values(): V[] {
    return [...this.#scalars.values(), ...this.#composites.values()];
  }
}

/** The same for all numbers that are equal: a bigint if it exceeds 2^53, and only then. */
function scalar(key: unknown): unknown {
  if (typeof key === 'number') return exactInteger(key);
  if (typeof key !== 'bigint') return key ?? null;
  const double = Number(key);
  return Number.isSafeInteger(double) ? double : key;
}
