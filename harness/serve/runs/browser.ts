/** The script of the list of runs: order, filters, and the choice of two runs to compare. Runs in the browser. */

import { naturalOrder } from '../../text/natural-order.js';
import { byId } from '../../page/browser/dom.js';

/** Rows that are shown until all are asked for: a browser takes seconds to lay out thousands. */
const FIRST = 500;

const element = (id: string): HTMLElement | null => document.getElementById(id);

/** Without runs there is no table. */
const table = element('runs');
const controls = element('controls');
if (table instanceof HTMLTableElement && controls !== null) start(table, controls);

function start(table: HTMLTableElement, controls: HTMLElement): void {
  const [body] = table.tBodies;
  let rows = [...(body?.rows ?? [])];
  const columns = [...(table.tHead?.rows[0]?.cells ?? [])];
  const texts = new Map(rows.map((row) => [row, (row.textContent ?? '').toLowerCase()]));
  const picks = rows.map((row) => row.querySelector('input'));
  const text = byId('text', HTMLInputElement);
  const workload = byId('workload', HTMLSelectElement);
  const verdict = byId('verdict', HTMLSelectElement);
  const more = byId('more', HTMLButtonElement);
  const compare = byId('compare', HTMLAnchorElement);
  /** In the order in which they were chosen. */
  let chosen: HTMLInputElement[] = [];
  let most = FIRST;

  function filter(): void {
    const words = text.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    let fitting = 0;
    for (const row of rows) {
      const fits =
        words.every((word) => texts.get(row)?.includes(word)) &&
        (workload.value === '' || cellText(row, 1) === workload.value) &&
        (verdict.value === '' || cellText(row, 3) === verdict.value);
      if (fits) fitting++;
      row.classList.toggle('out', !fits || fitting > most);
    }
    const count = fitting === rows.length ? `${fitting} runs` : `${fitting} of ${rows.length} runs`;
    more.hidden = fitting <= most;
    byId('count').textContent = more.hidden ? count : `${count}, the first ${most} are shown`;
  }

  function sort(column: number): void {
    const head = columns[column];
    if (head === undefined) return;
    const before = head.ariaSort;
    const rises = before === null ? head.classList.contains('text') : before === 'descending';
    for (const each of columns) each.ariaSort = null;
    head.ariaSort = rises ? 'ascending' : 'descending';
    const keyed = rows.map((row) => ({ row, key: keyOf(row, column) }));
    keyed.sort((a, b) => compareKeys(a.key, b.key, rises ? 1 : -1));
    rows = keyed.map(({ row }) => row);
    filter();
    body?.append(...rows);
  }

  function pick(box: HTMLInputElement): void {
    chosen = box.checked ? [...chosen, box] : chosen.filter((each) => each !== box);
    // A third choice replaces the first, since two runs are compared.
    for (const each of chosen.splice(0, chosen.length - 2)) each.checked = false;
    const [a, b] = chosen;
    if (a === undefined || b === undefined) {
      compare.removeAttribute('href');
      compare.textContent = chosen.length === 0 ? 'Tick two runs to compare' : 'Tick one more to compare';
    } else {
      compare.href = `/compare?${new URLSearchParams({ a: a.value, b: b.value }).toString()}`;
      compare.textContent = 'Compare these two';
    }
  }

  for (const [i, head] of columns.entries()) {
    if (i === 0) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.addEventListener('click', () => sort(i));
    head.replaceChildren(button);
  }
  for (const box of picks) {
    if (box === null) continue;
    box.hidden = false;
    // A browser that returns to a page restores its ticks.
    box.checked = false;
    box.addEventListener('change', () => pick(box));
  }
  more.addEventListener('click', () => {
    most = Infinity;
    filter();
  });
  controls.addEventListener('input', filter);
  controls.addEventListener('submit', (event) => event.preventDefault());
  controls.hidden = false;
  compare.textContent = 'Tick two runs to compare';
  filter();
}

function cellText(row: HTMLTableRowElement, column: number): string {
  return row.cells[column]?.textContent ?? '';
}

/** A number if the cell has one; undefined if it is marked as empty. */
function keyOf(row: HTMLTableRowElement, column: number): number | string | undefined {
  const cell = row.cells[column];
  const value = cell?.dataset['v'] ?? cell?.textContent ?? '';
  if (value === '' || value === '-') return undefined;
  return Number.isNaN(Number(value)) ? value : Number(value);
}

/** Empty cells come last in both directions. */
function compareKeys(
  a: number | string | undefined,
  b: number | string | undefined,
  direction: number,
): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === 'number' && typeof b === 'number') return direction * (a - b);
  return direction * naturalOrder(String(a), String(b));
}

/** The runs in the list, and how they ended. */
function stateOf(page: Document): string {
  return [...page.querySelectorAll<HTMLTableRowElement>('#runs tbody tr')]
    .map((row) => `${row.querySelector('a')?.getAttribute('href') ?? ''} ${cellText(row, 3)}`)
    .toSorted()
    .join();
}

/** New runs are announced, and not inserted while somebody is reading. Polled only while the page is visible. */
const LOOK_MS = 10_000;
const before = stateOf(document);
setInterval(() => {
  const news = element('news');
  if (document.hidden || news === null || !news.hidden) return;
  fetch('/')
    .then((answer) => answer.text())
    .then((text) => {
      news.hidden = stateOf(new DOMParser().parseFromString(text, 'text/html')) === before;
    })
    // The server has stopped: the list stays as it is.
    .catch(() => {});
}, LOOK_MS);
