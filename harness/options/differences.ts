/** The differences of two runs' options, from their `test.json`: often the reason why their traces diverge. */

import { printExact } from '../../node/index.js';
import { isView } from './flags.js';

export interface OptionDifference {
  readonly name: string;
  /** Absent if the run does not have it. */
  readonly left?: unknown;
  readonly right?: unknown;
}

type Test = Readonly<Record<string, unknown>>;

/** In the order of the left one. Undefined if one of the two has no options at all. */
export function optionDifferences(left: Test, right: Test): readonly OptionDifference[] | undefined {
  if (Object.keys(left).length === 0 || Object.keys(right).length === 0) return undefined;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names]
    .filter((name) => !isView(name) && optionText(left[name]) !== optionText(right[name]))
    .map((name) => ({
      name,
      ...(Object.hasOwn(left, name) && { left: left[name] }),
      ...(Object.hasOwn(right, name) && { right: right[name] }),
    }));
}

/** An absent option has its default, which may be the program's own. */
export function optionText(value: unknown): string {
  if (value === undefined) return '(not given)';
  return typeof value === 'string' ? value : printExact(value);
}
