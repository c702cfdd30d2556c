/** Whether there was anything in a history for the checker of its workload to judge, and what it passed over. */

import { printExact } from '../node/index.js';
import { excerpt } from '../router/index.js';
import type { History } from './history.js';
import type { Workload } from './workloads/index.js';

/** Why there is no verdict: what was found, and what was expected. Undefined if something could be judged. */
export function nothingJudged(
  { name, judges }: Pick<Workload, 'name' | 'judges'>,
  history: History,
): string | undefined {
  const operations = history.filter(({ process }) => process !== 'nemesis');
  if (operations.some((operation) => judges[operation.f]?.counts(operation) === true)) return undefined;
  const byValue = new Map<string, string[]>();
  for (const [f, { value }] of Object.entries(judges)) byValue.set(value, [...(byValue.get(value) ?? []), f]);
  const expected = [...byValue].map(([value, fs]) => `${fs.join(' and ')} with ${value}`);
  return `nothing to judge: ${found(operations)}; ${name} judges ${expected.join('; ')}`;
}

/** How many operations of each function the checker does not know, by function. */
export function unjudged(
  { judges }: Pick<Workload, 'judges'>,
  history: History,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    countByFunction(history.filter(({ process, f }) => process !== 'nemesis' && judges[f] === undefined)),
  );
}

function found(operations: History): string {
  const counts = countByFunction(operations);
  if (counts.length === 0) return 'no client did any operation';
  const [example] = operations;
  const each = counts.map(([f, count]) => `${count} ${f}`).join(', ');
  const value = excerpt(printExact(example?.value), 60);
  return `the history has ${each} (the first with the value ${value})`;
}

function countByFunction(operations: History): (readonly [f: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { f, type } of operations) if (type === 'invoke') counts.set(f, (counts.get(f) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
