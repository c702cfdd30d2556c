/** Puts rows into the bodies of the table: one for all, or one for each group, which its head folds and unfolds. */

import { button, el } from '../../../page/browser/dom.js';
import type { RunRow } from './list.js';

export const GROUPINGS = ['workload', 'batch', 'program'] as const;
export type Grouping = (typeof GROUPINGS)[number] | '';

/** A batch of more runs than this is folded until its reader unfolds it. */
const SMALL = 5;

interface Group {
  readonly key: string;
  readonly rows: RunRow[];
}

export class Groups {
  readonly #table: HTMLTableElement;
  /** What the reader has folded or unfolded. */
  readonly #unfolded = new Map<string, boolean>();

  constructor(table: HTMLTableElement) {
    this.#table = table;
  }

  /** `rows` are those that pass the filters, in their order; `others` stay in the table unseen. */
  show(rows: readonly RunRow[], others: readonly RunRow[], grouping: Grouping): void {
    const bodies = groupsOf(rows, grouping).map((group) => this.#body(group, grouping));
    const hidden = el('tbody', {}, ...others.map(({ element }) => element));
    for (const { element } of others) element.classList.add('out');
    const before = [...this.#table.tBodies];
    for (const body of before) body.remove();
    this.#table.append(...bodies, hidden);
  }

  #body({ key, rows }: Group, grouping: Grouping): HTMLTableSectionElement {
    const elements = rows.map(({ element }) => element);
    if (key === '') {
      for (const element of elements) element.classList.remove('out');
      return el('tbody', {}, ...elements);
    }
    const id = `${grouping} ${key}`;
    const isOpen = (): boolean => this.#unfolded.get(id) ?? (grouping !== 'batch' || rows.length <= SMALL);
    const fold = (): void => {
      head.setAttribute('aria-expanded', String(isOpen()));
      for (const element of elements) element.classList.toggle('out', !isOpen());
    };
    const head = button('', () => {
      this.#unfolded.set(id, !isOpen());
      fold();
    });
    head.classList.add('bare');
    head.append(el('span', {}, nameOf(rows, grouping)), el('span', { class: 'count' }, countsOf(rows)));
    fold();
    const columns = this.#table.tHead?.rows[0]?.cells.length ?? 1;
    const cell = el('th', { scope: 'rowgroup', class: 'text', colspan: String(columns) }, head);
    return el('tbody', {}, el('tr', { class: 'run-group' }, cell), ...elements);
  }
}

/** In the order of their first rows. Runs of no batch stand between the batches. */
function groupsOf(rows: readonly RunRow[], grouping: Grouping): readonly Group[] {
  if (grouping === '') return [{ key: '', rows: [...rows] }];
  const groups: Group[] = [];
  const known = new Map<string, Group>();
  for (const row of rows) {
    const key = row.get(grouping);
    const last = groups.at(-1);
    const group = key === '' ? (last?.key === '' ? last : undefined) : known.get(key);
    if (group !== undefined) {
      group.rows.push(row);
      continue;
    }
    const fresh = { key, rows: [row] };
    groups.push(fresh);
    known.set(key, fresh);
  }
  return groups;
}

function nameOf(rows: readonly RunRow[], grouping: Grouping): string {
  const [first] = rows;
  if (first === undefined) return '';
  if (grouping !== 'batch') return grouping === '' ? '' : first.get(grouping);
  const seeds = rows.map((row) => row.get('seed')).filter((seed) => seed !== '');
  const shown = seeds.slice(0, 5).join(', ') + (seeds.length > 5 ? ' …' : '');
  return `${first.get('workload')}, ${first.get('program')}: the same test with seeds ${shown}`;
}

function countsOf(rows: readonly RunRow[]): string {
  const parts = ['valid', 'invalid', 'unknown', 'unfinished'].flatMap((verdict) => {
    const count = rows.filter((row) => row.get('verdict') === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  return `${rows.length === 1 ? '1 run' : `${rows.length} runs`}: ${parts.join(', ')}`;
}
