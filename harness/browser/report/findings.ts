/** The buttons beside each thing that went wrong, which lead to where it can be seen. */

import { button } from '../elements/dom.js';
import type { Run } from './run.js';
import type { Ways } from './details.js';

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
    const calls = [...new Set((finding.operations ?? []).flatMap((index) => operationRows.get(index) ?? []))];
    for (const row of calls.slice(0, 8))
      item.append(button(`operation ${operations.index[row]}`, () => ways.showOperation(row)));
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
