/** A row of CSV (RFC 4180). */

import { rounded } from './rounded.js';

type Cell = string | number | undefined;

/** With its line end. Numbers have six significant digits: more would be noise, and differ between machines. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(value: Cell): string {
  if (value === undefined) return '';
  const text = typeof value === 'number' ? String(rounded(value, 6)) : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
