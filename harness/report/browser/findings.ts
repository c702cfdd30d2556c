/** Makes findings and faults lead to what they are about. */

import { spreadOf } from './follow.js';
import { hasArrived, type Run } from './run.js';
import type { Rows } from './rows.js';
import type { View } from './view.js';

/** In larger runs a value is followed when the reader asks for it: all bodies must be searched. */
const SEARCHED_AT_ONCE = 200_000;

export function wireFindings(view: View, rows: Rows): void {
  for (const item of document.querySelectorAll<HTMLElement>('[data-finding]'))
    item.addEventListener('click', () => {
      void showFinding(view, rows, Number(item.dataset['finding'])).then(() => view.focusDiagram());
    });
  for (const item of document.querySelectorAll<HTMLElement>('[data-fault]')) {
    const fault = view.run.data.faults[Number(item.dataset['fault'])];
    if (fault !== undefined) item.addEventListener('click', () => view.showTime(fault.from, fault.to));
  }
}

/** Lights what a finding is about: the journey of its value, else its messages, else those of its operations. */
export async function showFinding(view: View, rows: Rows, number: number): Promise<void> {
  const { run, selection } = view;
  const finding = run.data.findings[number];
  if (finding === undefined) return;
  mark(number);
  const { value, messages = [], operations = [] } = finding;
  const named = messages.map((id) => rows.message(id)).filter((row) => row >= 0);
  const calls = rows.operations(operations);
  const [call] = calls;
  selection.finding = number;
  if (named.length > 0) {
    // At once, and then with all messages that carry the value.
    selection.standOut(new Set(named));
    selection.choose(firstLost(run, named));
    view.showSpan(withRequest(run, named, call));
  }
  if (value !== undefined && run.messages.length <= SEARCHED_AT_ONCE) {
    await view.filters.follow(value, named.length === 0);
    const { journey } = selection;
    // How far it spread, besides what became of the messages that the finding names.
    if (named.length > 0 && journey !== undefined) view.showSpan(named, spreadOf(run, journey));
  } else if (named.length === 0 && call !== undefined) view.showOperation(call);
}

/** The message that is the point of it: the first that did not arrive. */
function firstLost({ messages }: Run, rows: readonly number[]): number | undefined {
  return rows.find((row) => !hasArrived(messages.outcome[row])) ?? rows[0];
}

/** The request that began it belongs to the picture, if it is not long before. */
function withRequest(
  { messages, operations }: Run,
  rows: readonly number[],
  call: number | undefined,
): readonly number[] {
  if (call === undefined) return rows;
  const [first = 0] = rows;
  const began = operations.begin[call] ?? 0;
  const last = rows.at(-1) ?? first;
  const span = (messages.end[last] ?? 0) - (messages.sent[first] ?? 0);
  const request = messages.operation.indexOf(call);
  return request >= 0 && (messages.sent[first] ?? 0) - began < Math.max(span * 4, 1e9)
    ? [request, ...rows]
    : rows;
}

/** Shows which finding was chosen. */
function mark(number: number): void {
  for (const item of document.querySelectorAll<HTMLElement>('.chip[data-finding]'))
    item.setAttribute('aria-pressed', String(item.dataset['finding'] === String(number)));
}
