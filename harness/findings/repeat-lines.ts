/** What a summary says of how to repeat a run: the whole command, and what it promises. */

import { repeatWords } from '../options/repeat-command.js';
import type { MadeRun } from './made-run.js';
import { columnsOf } from '../text/columns.js';

const START = `  ${'repeat'.padEnd(12)} `;
const CONTINUED = ' '.repeat(START.length);

/** Lines of a command that is too wide for the terminal end with a backslash: it can be copied as it is. */
export function repeatLines(
  { options, seed, summary }: Pick<MadeRun, 'options' | 'seed' | 'summary'>,
  columns: number | undefined = Infinity,
): readonly string[] {
  const words = repeatWords({ ...options, seed });
  if (words === undefined) return [];
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && START.length + columnsOf(longer) + 2 > columns) {
      lines.push(`${line} \\`);
      line = word;
    } else line = longer;
  }
  const promise = promiseOf({ options, summary });
  return [...lines, line, promise].map((text, i) => (i === 0 ? START : CONTINUED) + text);
}

/** Only simulated time is the same in each run; when somebody interrupts it is not. */
function promiseOf({ options, summary }: Pick<MadeRun, 'options' | 'summary'>): string {
  if (options.runtime === 'virtual') {
    return '(the same run, byte for byte, if the program is repeatable: --verify shows)';
  }
  if (options.runtime !== 'sim') return '(the same random choices; live nodes take their own time)';
  return summary.isInterrupted
    ? '(the same run, byte for byte, up to the interruption)'
    : '(the same run, byte for byte)';
}
