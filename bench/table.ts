/** A table of results, as plain text for the terminal and as Markdown for `results.md`. */

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What has to be known to read the rows: one sentence each. */
  readonly notes: readonly string[];
}

/** Columns two spaces apart: the first to the left, figures to the right. */
export function plainText({ columns, rows, notes }: Table): string {
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map((row) => cell(row, i).length)),
  );
  const line = (row: readonly string[]): string =>
    widths
      .map((width, i) => (i === 0 ? cell(row, i).padEnd(width) : cell(row, i).padStart(width)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width));
  return [line(columns), line(rule), ...rows.map(line), ...notes.map((note) => `  ${note}`)].join('\n');
}

export function markdown({ columns, rows, notes }: Table): string {
  const line = (row: readonly string[]): string => `| ${columns.map((_, i) => cell(row, i)).join(' | ')} |`;
  const rule = columns.map((_, i) => (i === 0 ? '---' : '---:'));
  const table = [line(columns), line(rule), ...rows.map(line)].join('\n');
  return notes.length === 0 ? table : `${table}\n\n${notes.map((note) => `- ${note}`).join('\n')}`;
}

function cell(row: readonly string[], column: number): string {
  return row[column] ?? '';
}
