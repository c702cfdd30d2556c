/** The rows of the list as the script knows them: their order, what the filters let through, and the groups. */

import type { RowOrder } from '../../../page/browser/sortable-table.js';

/** The verdict is one of the chips; the others are empty for all. */
export interface Filters {
  readonly text: string;
  readonly verdict: string;
  readonly workload: string;
}

export class RunRow {
  readonly element: HTMLTableRowElement;
  /** The name of the run: its workload and its time. */
  readonly run: string;
  readonly #text: string;

  constructor(element: HTMLTableRowElement) {
    this.element = element;
    this.run = element.dataset['run'] ?? '';
    this.#text = (element.textContent ?? '').toLowerCase();
  }

  get(name: 'workload' | 'verdict' | 'program' | 'batch' | 'seed'): string {
    return this.element.dataset[name] ?? '';
  }

  get hasCrashed(): boolean {
    return this.element.dataset['crashed'] !== undefined;
  }

  /** Whether a chip stands for it: a crashed run has its verdict and is crashed too. */
  is(verdict: string): boolean {
    return verdict === '' || (verdict === 'crashed' ? this.hasCrashed : this.get('verdict') === verdict);
  }

  fits({ text, verdict, workload }: Filters): boolean {
    const words = text.toLowerCase().split(/\s+/);
    return (
      words.every((word) => this.#text.includes(word)) &&
      this.is(verdict) &&
      (workload === '' || this.get('workload') === workload)
    );
  }
}

export class RunList {
  rows: RunRow[];
  /** The order that the reader has chosen; the server's is newest first. */
  order: RowOrder | undefined;

  constructor(rows: readonly RunRow[]) {
    this.rows = [...rows];
  }

  /** Puts the rows into the chosen order. */
  sort(): void {
    const { order } = this;
    if (order !== undefined) this.rows.sort((a, b) => order(a.element, b.element));
  }

  /** How many rows would be shown with another value of one filter. */
  count(filters: Filters): number {
    return this.rows.filter((row) => row.fits(filters)).length;
  }
}
