/** Figures for people: as many digits as count. */

/** The number with these significant digits, without zeros at its end. */
export function rounded(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}

/** Three significant digits, and all that stand before the point: for tables and plots. */
export function briefFigure(value: number): string {
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : String(rounded(value, 3));
}
