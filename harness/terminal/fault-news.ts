/** The line about an operation of the nemesis that has ended: which faults began, and which ended. */

import { describe, readFaults } from '../faults/faults.js';
import { kindNamed } from '../faults/kinds/index.js';
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
  const before = readFaults(nemesis.slice(0, -1), options);
  const now = readFaults(nemesis, options);
  const ended = now.filter(({ to }, i) => to !== undefined && before[i]?.to === undefined);
  const begun = now.slice(before.length);
  const changes = new Set([
    ...ended
      .filter((each) => !begun.some(({ kind }) => kind === each.kind))
      .map((fault) => kindNamed(fault.kind).over ?? `end of ${fault.kind} ${describe(fault)}`),
    ...begun.map((fault) => `${fault.kind} ${describe(fault)}`),
  ]);
  return printable(changes.size > 0 ? [...changes].join(', ') : `${last.f} ${shown(last.value)}`);
}

/** The result of an operation that neither began nor ended a fault: it failed, or had nothing to do. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
