/**
 * Shapes of request fields: where `unknown` from the wire becomes a typed value, and the only place where it does.
 *
 * Own code of a few lines because a node program must start fast: with 25 copies on two cores, the import of a schema
 * library would cost more than the rest of the start-up. The harness, which starts once, uses zod.
 */

import { ERRORS, RpcError } from './protocol/errors.js';
import { printExact } from './protocol/exact-json.js';
import type { Body } from './protocol/message.js';

/** A test of one field, and the words for it. */
export interface Shape<T> {
  /** Completes the sentence "expected ...". */
  readonly expected: string;
  /** Whether the field may be missing. */
  readonly optional?: boolean;
  accepts(value: unknown): value is T;
}

/** The shape of a field that may be missing. */
export interface OptionalShape<T> extends Shape<T> {
  readonly optional: true;
}

/** The shapes of a body's fields, by name. */
export type Fields = Readonly<Record<string, Shape<unknown>>>;

type Value<S> = S extends Shape<infer T> ? T : never;
type OptionalKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends OptionalShape<unknown> ? K : never;
}[keyof F];

/** The body that the fields describe; keys that they do not name stay as they came. */
export type Shaped<F extends Fields> = Body & {
  readonly [K in Exclude<keyof F, OptionalKeys<F>>]: Value<F[K]>;
} & { readonly [K in OptionalKeys<F>]?: Value<F[K]> };

/** Any JSON value, null included; the key must be there. */
export const any: Shape<unknown> = {
  expected: 'any JSON value',
  accepts: (value): value is unknown => value !== undefined,
};

/** A string, which may be empty. */
export const string: Shape<string> = {
  expected: 'a string',
  accepts: (value): value is string => typeof value === 'string',
};

/** An integer that a double holds exactly, from `min` on: |n| < 2^53. */
export function integer(range: { readonly min?: number } = {}): Shape<number> {
  const { min } = range;
  return {
    expected: `an integer${min === undefined ? '' : ` >= ${min}`}`,
    accepts: (value): value is number =>
      Number.isSafeInteger(value) && (min === undefined || (value as number) >= min),
  };
}

/** A finite number, from `min` on. */
export function number(range: { readonly min?: number } = {}): Shape<number> {
  const { min } = range;
  return {
    expected: `a finite number${min === undefined ? '' : ` >= ${min}`}`,
    accepts: (value): value is number =>
      Number.isFinite(value) && (min === undefined || (value as number) >= min),
  };
}

/** True or false. */
export const boolean: Shape<boolean> = {
  expected: 'true or false',
  accepts: (value): value is boolean => typeof value === 'boolean',
};

/** An array, perhaps empty, whose elements all have the shape. */
export function array<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    expected: `an array of ${item.expected}`,
    accepts: (value): value is readonly T[] =>
      Array.isArray(value) && value.every((each) => item.accepts(each)),
  };
}

/** An object, perhaps empty, whose members all have the shape. */
export function record<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    expected: `an object of ${item.expected}`,
    accepts: (value): value is Readonly<Record<string, T>> =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((each) => item.accepts(each)),
  };
}

/** The key may be missing; if it is there, it must have the shape. */
export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { expected: shape.expected, optional: true, accepts: (value): value is T => shape.accepts(value) };
}

/**
 * The body as the fields describe it. Throws an `RpcError` `malformed-request` (12), naming the type, the field, what
 * came and what was expected.
 */
export function check<F extends Fields>(body: Body, fields: F): Shaped<F> {
  for (const name in fields) {
    const shape = fields[name] as Shape<unknown>;
    const value = body[name];
    if (value === undefined && shape.optional === true) continue;
    if (!shape.accepts(value)) {
      const came = value === undefined ? 'nothing' : excerpt(printExact(value));
      throw new RpcError(
        ERRORS.malformedRequest,
        `${body.type}: expected ${name} to be ${shape.expected}, got ${came}`,
      );
    }
  }
  return body as Shaped<F>;
}

/** The fields that every request may have beside its own fields. */
const ENVELOPE: ReadonlySet<string> = new Set(['type', 'msg_id', 'in_reply_to']);

/**
 * Throws an `RpcError` `malformed-request` (12) if the body has a field that is not among those named: otherwise a
 * slip in a name would go unseen.
 */
export function refuseOthers(body: Body, fields: Fields): void {
  const known = Object.keys(fields);
  const other = Object.keys(body).find((name) => !ENVELOPE.has(name) && !known.includes(name));
  if (other === undefined) return;
  const meant = known.find((name) => isSlipOf(other.toLowerCase(), name));
  throw new RpcError(
    ERRORS.malformedRequest,
    `${body.type}: there is no field ${excerpt(JSON.stringify(other))}: expected ${known.join(', ')}` +
      (meant === undefined ? '' : `; did you mean ${meant}?`),
  );
}

/** Whether a name is another but for the order of its letters, its hyphens and underscores, or up to two letters. */
function isSlipOf(name: string, other: string): boolean {
  const letters = (text: string): string[] =>
    Array.from(text)
      .filter((letter) => letter !== '_' && letter !== '-')
      .toSorted();
  const rest = letters(other);
  const surplus = letters(name).filter((letter) => {
    const place = rest.indexOf(letter);
    if (place !== -1) rest.splice(place, 1);
    return place === -1;
  });
  return Math.max(surplus.length, rest.length) <= 2;
}

function excerpt(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
