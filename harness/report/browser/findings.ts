/** The buttons beside each finding, which lead to its messages, operations and values. */

import { button } from '../../page/browser/dom.js';
import type { Run } from './run.js';
import type { Ways } from './details.js';

/** The most operations that one finding links to. */
const MOST = 8;

export function wireFindings(run: Run, ways: Ways, show: (from: number, to: number) => void): void {
  const rows = new Map<number, number>();
  const { messages, operations, data } = run;
  const wantedIds = new Set(data.findings.flatMap((finding) => finding.messages ?? []));
  for (let row = 0; row < messages.length; row++) {
    const id = messages.id[row] ?? -1;
    if (wantedIds.has(id)) rows.set(id, row);
  }
  const operationRows = new Map<number, number>();
  for (let row = 0; row < operations.length; row++) {
    operationRows.set(operations.index[row] ?? -1, row);
    operationRows.set(operations.completion[row] ?? -1, row);
  }
  for (const item of document.querySelectorAll<HTMLElement>('[data-finding]')) {
    const finding = data.findings[Number(item.dataset['finding'])];
    if (finding === undefined) continue;
    const { value } = finding;
    const related = (finding.messages ?? []).flatMap((id) => rows.get(id) ?? []);
    if (related.length > 0) item.append(button('show messages', () => ways.showMessages(related)));
    if (value !== undefined) item.append(button('follow value', () => ways.follow(value)));
    // An invocation and its completion are one operation, which gets the number that is named first.
    const calls = new Map<number, number>();
    for (const index of finding.operations ?? []) {
      const row = operationRows.get(index);
      if (row !== undefined && !calls.has(row)) calls.set(row, index);
    }
    for (const [row, index] of [...calls].slice(0, MOST))
      item.append(button(`operation ${index}`, () => ways.showOperation(row)));
  }
  for (const item of document.querySelectorAll<HTMLElement>('[data-fault]')) {
    const fault = data.faults[Number(item.dataset['fault'])];
    if (fault !== undefined)
      item.append(
        ' ',
        button('show', () => show(fault.from, fault.to)),
      );
  }
}
