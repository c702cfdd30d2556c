/**
 * A deep copy of a value as a JSON round trip would make it, without the text in between: `undefined` members vanish,
 * what is not finite becomes null, anything that is neither plain object nor array goes the long way.
 */

import type { Body } from '../node/index.js';

export function jsonCopy(body: Body): Body {
  return copyValue(body) as Body;
}

function copyValue(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? (value === 0 ? 0 : value) : null;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return copyArray(value);
      if (isPlain(value)) return copyObject(value);
      return roundTrip(value);
    default:
      return roundTrip(value);
  }
}

function copyArray(array: readonly unknown[]): unknown[] {
  const copy: unknown[] = Array.from({ length: array.length });
  for (let i = 0; i < array.length; i++) copy[i] = copyValue(array[i]) ?? null;
  return copy;
}

function copyObject(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in object) {
    if (!Object.hasOwn(object, key)) continue;
    const value = copyValue(object[key]);
    if (value === undefined) continue;
    // A plain assignment to this one key would set the prototype instead.
    if (key === '__proto__')
      Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
    else copy[key] = value;
  }
  return copy;
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value);
}

function roundTrip(value: unknown): unknown {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}
