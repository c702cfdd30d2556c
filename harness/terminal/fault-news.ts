/** The line about an operation of the nemesis that has ended: which faults began, and which ended. */

import { faultsOf } from '../faults/faults.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import { printable } from '../text/printable.js';

/**
 * About the last operation of the nemesis's history. Undefined if it is an invocation: the completion records what
 * was done.
 */
export function faultNews(nemesis: History, options: TestOptions): string | undefined {
  const last = nemesis.at(-1);
  if (last === undefined || nemesis.filter(({ f }) => f === last.f).length % 2 === 1) return undefined;
  const before = faultsOf(nemesis.slice(0, -1), options);
  const now = faultsOf(nemesis, options);
  const ended = now.filter(({ to }, i) => to !== undefined && before[i]?.to === undefined);
  const begun = now.slice(before.length);
  const changes = new Set([
    ...ended
      .filter((each) => !begun.some(({ fault }) => fault === each.fault))
      .map(({ fault, text }) => (fault === 'partition' ? 'healed' : `end of ${fault} ${text}`)),
    ...begun.map(({ fault, text }) => `${fault} ${text}`),
  ]);
  return printable(changes.size > 0 ? [...changes].join(', ') : `${last.f} ${shown(last.value)}`);
}

/** The result of an operation that neither began nor ended a fault: it failed, or had nothing to do. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
