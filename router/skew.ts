/** How far a node's clocks are wrong: an offset and a rate, as text and as data. */

import { ControlError } from './control-line.js';

/** What is absent stays as it is. */
export interface Skew {
  /** How far the wall clock is ahead of the right time, in nanoseconds; negative if it is behind. */
  readonly offset?: number;
  /** How fast both clocks run: 1.01 is one percent too fast. */
  readonly rate?: number;
}

const UNITS: Readonly<Record<string, number>> = { us: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };
const OFFSET = /^([+-]\d+(?:\.\d+)?)(us|ms|s|m|h)$/;
const RATE = /^x(\d+(?:\.\d+)?)$/;
/** A year: what is further off cannot be shown by every clock. */
const MOST_OFFSET = 366 * 24 * 3600e9;
const [LEAST_RATE, MOST_RATE] = [0.1, 10];

/** Reads `+300ms`, `x1.01`, or both. Throws a ControlError. */
export function parseSkew(word: string, parts: readonly string[]): Skew {
  let skew: Skew = {};
  for (const part of parts) skew = { ...skew, ...parsePart(word, part) };
  if (parts.length === 0) throw new ControlError(`${word} ${EXPECTED}, got neither`);
  return skew;
}

const EXPECTED = 'expects an offset such as +300ms or -2s, or a rate such as x1.01, or both';

function parsePart(word: string, text: string): Skew {
  const [, amount, unit = ''] = OFFSET.exec(text) ?? [];
  if (amount !== undefined) {
    const offset = Math.round(Number(amount) * (UNITS[unit] ?? 0));
    if (Math.abs(offset) > MOST_OFFSET) {
      throw new ControlError(`${word} expects an offset of a year at most, got ${text}`);
    }
    return { offset: offset === 0 ? 0 : offset };
  }
  const rate = Number(RATE.exec(text)?.[1] ?? NaN);
  if (Number.isNaN(rate)) throw new ControlError(`${word} ${EXPECTED}; got ${JSON.stringify(text)}`);
  if (rate < LEAST_RATE || rate > MOST_RATE) {
    throw new ControlError(`${word} expects a rate from x${LEAST_RATE} to x${MOST_RATE}, got ${text}`);
  }
  return { rate };
}

/** Whether a word of a control line is a part of a skew rather than a node. */
export function isSkewPart(text: string): boolean {
  return OFFSET.test(text) || RATE.test(text) || /^[+-]/.test(text);
}

/** Reads `n2=+300ms`, one for each part of a skew. Throws a ControlError on a text, or a node that is not there. */
export function parseSkews(texts: readonly string[], nodes: readonly string[]): ReadonlyMap<string, Skew> {
  const skews = new Map<string, Skew>();
  for (const text of texts) {
    const [, node = '', part = ''] = /^([^=]+)=(.*)$/.exec(text) ?? [];
    if (node === '') {
      throw new ControlError(
        `expected a node and its skew, such as n2=+300ms or n3=x1.01; got ${JSON.stringify(text)}`,
      );
    }
    if (!nodes.includes(node))
      throw new ControlError(`there is no node ${node}; known are ${nodes.join(', ')}`);
    skews.set(node, { ...skews.get(node), ...parsePart(node, part) });
  }
  return skews;
}

/** As it is typed: `+300ms x1.01`. */
export function describeSkew({ offset, rate }: Skew): string {
  return [
    ...(offset === undefined ? [] : [describeOffset(offset)]),
    ...(rate === undefined ? [] : [`x${rate}`]),
  ].join(' ');
}

function describeOffset(offset: number): string {
  const unit = ['h', 'm', 's', 'ms'].find((each) => offset % (UNITS[each] ?? 1) === 0) ?? 'us';
  const amount = offset === 0 ? 0 : offset / (UNITS[unit] ?? 1);
  return `${offset < 0 ? '' : '+'}${amount}${offset === 0 ? 'ms' : unit}`;
}
