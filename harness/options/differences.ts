/** How two runs were made differently, as their `test.json` say: often the reason why their traces part. */

import { printExact } from '../../node/index.js';

export interface OptionDifference {
  readonly name: string;
  /** Absent where the run does not say. */
  readonly left?: unknown;
  readonly right?: unknown;
}

type Test = Readonly<Record<string, unknown>>;

/** Where a run is stored, and whether it is shown, changes nothing about it. */
const WITHOUT_EFFECT = new Set(['store', 'test-count', 'log-stderr', 'log-net-send', 'log-net-recv']);

/** In the order of the left one. Undefined where one of the two says nothing at all. */
export function optionDifferences(left: Test, right: Test): readonly OptionDifference[] | undefined {
  if (Object.keys(left).length === 0 || Object.keys(right).length === 0) return undefined;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names]
    .filter((name) => !WITHOUT_EFFECT.has(name) && optionText(left[name]) !== optionText(right[name]))
    .map((name) => ({
      name,
      ...(Object.hasOwn(left, name) && { left: left[name] }),
      ...(Object.hasOwn(right, name) && { right: right[name] }),
    }));
}

/** Of an option that is not there the default holds, and that may be the program's own. */
export function optionText(value: unknown): string {
  if (value === undefined) return '(not given)';
  return typeof value === 'string' ? value : printExact(value);
}
