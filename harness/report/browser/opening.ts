/** What a report shows first: the first thing that went wrong, zoomed and lit; of a valid run, what took longest. */

import type { Finding } from '../../findings/finding.js';
import { showFinding } from './findings.js';
import { isServer } from './lanes.js';
import type { Rows } from './rows.js';
import type { View } from './view.js';

export async function openAtFirst(view: View, rows: Rows): Promise<void> {
  const { findings } = view.run.data;
  const first = findings.findIndex((each) => hasSomething(each, rows));
  if (first >= 0) await showFinding(view, rows, first);
  else showLongest(view);
}

function hasSomething({ value, messages = [], operations = [] }: Finding, rows: Rows): boolean {
  return (
    value !== undefined ||
    messages.some((id) => rows.message(id) >= 0) ||
    rows.operations(operations).length > 0
  );
}

/** The operation that took longest, with some time around; without any, the message that did. */
function showLongest({ run, window, selection, diagram }: View): void {
  const { begin, finish, end, length } = run.operations;
  let longest = -1;
  let most = 0;
  for (let row = 0; row < length; row++) {
    const took = (finish[row] ?? 0) - (begin[row] ?? 0);
    if (end[row] !== 0 && took > most) [longest, most] = [row, took];
  }
  const { sent, end: ended, src, dest, length: count } = run.messages;
  if (longest < 0 || most < 1e5) {
    // Operations of simulated nodes may take no time: then a message does.
    for (let row = 0; row < count; row++) {
      const took = (ended[row] ?? 0) - (sent[row] ?? 0);
      if (isServer(run.data, src[row] ?? 0, dest[row] ?? 0) && took > most) [longest, most] = [row, took];
    }
    const isAtOnce = longest < 0 || most === 0;
    if (count === 0) return;
    if (!isAtOnce) selection.choose(longest);
    diagram.bringIntoSight(isAtOnce ? Math.floor(count / 2) : longest);
    return;
  }
  const rows = run.messages.operation.reduce<number[]>((of, operation, row) => {
    if (operation === longest) of.push(row);
    return of;
  }, []);
  if (rows.length > 0) selection.standOut(new Set(rows));
  selection.chooseOperation(longest);
  const [from, to] = [begin[longest] ?? 0, finish[longest] ?? 0];
  window.show(from - most, to + most);
}
