/** Output for a person: a line for each fixture under its file, and the failures at the end. */

import { printable } from '../../text/printable.js';
import type { ReportEntry, ReporterFactory } from './reporter.js';

/** Shorter durations are not shown. */
const SLOW_MS = 500;

export const spec: ReporterFactory = ({ write, colors }) => {
  const failed: ReportEntry[] = [];
  let file: string | undefined;

  const marks = { passed: colors.green('✔'), failed: colors.red('✖'), updated: colors.yellow('✎') };
  const head = (entry: ReportEntry): string =>
    colors.bold(`${entry.file}:${entry.line} ${printable(entry.title)}`);
  // Node output is escaped, so that it does not act on the terminal.
  const indented = (text: string): string =>
    text
      .split('\n')
      .map((line) => `    ${printable(line)}\n`)
      .join('');

  return {
    begin() {},
    entry(entry) {
      if (entry.file !== file) write(`${file === undefined ? '' : '\n'}${entry.file}\n`);
      file = entry.file;
      const duration = entry.durationMs >= SLOW_MS ? colors.dim(` (${seconds(entry.durationMs)})`) : '';
      write(`  ${marks[entry.status]} ${printable(entry.title)}${duration}\n`);
      if (entry.status === 'failed') failed.push(entry);
    },
    end({ passed, failed: failures, updated, left = 0, durationMs }) {
      for (const [i, entry] of failed.entries()) {
        write(`\n${i + 1}) ${head(entry)}\n${indented(entry.problem ?? '')}`);
      }
      const changed = updated === 0 ? '' : `, ${updated} updated`;
      const open = left === 0 ? '' : `, ${left} not played (interrupted)`;
      const color = failures > 0 ? colors.red : left > 0 ? colors.yellow : colors.green;
      write(
        `\n${color(`${passed} passed, ${failures} failed${changed}${open}`)} in ${seconds(durationMs)}\n`,
      );
    },
  };
};

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
