/** Offsets of a log: whole numbers of any size, bigint past 2^53. The two kinds compare with each other, but do not add. */

import { exactInteger } from '../../../node/index.js';

export type Offset = number | bigint;

/** The offset that a value stands for; undefined where it is none. Negative ones are none, as on Maelstrom. */
export function asOffset(value: unknown): Offset | undefined {
  if (typeof value === 'bigint') return value < 0n ? undefined : value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? exactInteger(value) : undefined;
}

/** For sorting, ascending. */
export function compareOffsets(a: Offset, b: Offset): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

export function greaterOffset(a: Offset, b: Offset): Offset {
  return b > a ? b : a;
}

/** The offset behind this one. */
export function offsetAfter(offset: Offset): Offset {
  const next = BigInt(offset) + 1n;
  return next <= Number.MAX_SAFE_INTEGER ? Number(next) : next;
}
