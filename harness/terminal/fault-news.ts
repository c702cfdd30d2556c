/** What is said of an operation of the nemesis when it has ended: which faults began, and which are over. */

import { faultsOf } from '../faults/faults.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import { printable } from '../text/printable.js';

/** Of the last operation of the nemesis's history. Undefined where it is the first of its pair: the second says what was done. */
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

/** What came of an operation that neither began nor ended a fault: it failed, or there was nothing to do. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
