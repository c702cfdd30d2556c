/** Makes the columns of a table sort its rows, each by a button in its head. */

import { naturalOrder } from '../../text/natural-order.js';
import { el } from './dom.js';

export type RowOrder = (a: HTMLTableRowElement, b: HTMLTableRowElement) => number;

/**
 * A cell sorts by `data-v` if it has that, else by its text; as numbers if both are. Empty cells come last in both
 * directions. A column of the class `text` rises at first, others fall; a head cell that is no `th` does not sort.
 * `sort` puts the rows into the order; by default those of each body.
 */
export function makeSortable(
  table: HTMLTableElement,
  sort: (order: RowOrder) => void = (order) => sortBodies(table, order),
): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  for (const [column, head] of heads.entries()) {
    if (head.tagName !== 'TH' || head.textContent === '') continue;
    head.ariaSort ??= 'none';
    const press = el('button', { type: 'button' }, ...head.childNodes);
    press.addEventListener('click', () => {
      const before = head.ariaSort;
      const rises = before === 'none' ? head.classList.contains('text') : before === 'descending';
      for (const each of heads) if (each.ariaSort !== null) each.ariaSort = 'none';
      head.ariaSort = rises ? 'ascending' : 'descending';
      sort((a, b) => compareKeys(keyOf(a.cells[column]), keyOf(b.cells[column]), rises ? 1 : -1));
    });
    head.replaceChildren(press);
  }
}

function sortBodies(table: HTMLTableElement, order: RowOrder): void {
  for (const body of table.tBodies) body.append(...[...body.rows].toSorted(order));
}

type Key = number | string | undefined;

function keyOf(cell: HTMLTableCellElement | undefined): Key {
  const value = cell?.dataset['v'] ?? cell?.textContent ?? '';
  if (value === '' || value === '-' || value === 'NaN') return undefined;
  return Number.isNaN(Number(value)) ? value : Number(value);
}

function compareKeys(a: Key, b: Key, direction: 1 | -1): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === 'number' && typeof b === 'number') return direction * (a - b);
  return direction * naturalOrder(String(a), String(b));
}
