/** Numbers and durations of flags that are no options of a run. */

import { UsageError } from '../errors/usage-error.js';

/** Undefined if it was not given. Throws a UsageError that names the flag. */
export function positive(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`${flag} expects a number > 0, got ${JSON.stringify(text)}`);
}

const MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** Milliseconds of `300ms`, `90s`, `2m` or `1h`. Throws a UsageError that names the flag. */
export function duration(flag: string, text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const factor = Object.entries(MS).find(([name]) => name === unit)?.[1];
  if (factor !== undefined && Number(amount) > 0) return Number(amount) * factor;
  throw new UsageError(`${flag} expects a time such as 90s or 2m, got ${JSON.stringify(text)}`);
}
