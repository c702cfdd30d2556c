/** When two JSON values are the same, by definition: part by part, and numbers by the number that they stand for. */

import { isObject } from '../../../../node/index.js';

export function same(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return sameNumber(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, i) => same(element, b[i]));
  }
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
    );
  }
  return (a ?? null) === (b ?? null);
}

export function has(list: readonly unknown[], value: unknown): boolean {
  return list.some((each) => same(each, value));
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function sameNumber(a: number | bigint, b: number | bigint): boolean {
  if (typeof a === typeof b) return a === b;
  const [double, exact] = typeof a === 'number' ? [a, b] : [Number(b), a];
  return Number.isInteger(double) && BigInt(double) === BigInt(exact);
}
