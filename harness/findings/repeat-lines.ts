/** What a summary says of how to repeat a run: the whole command, and what it promises. */

import path from 'node:path';
import { quoted } from '../../router/index.js';
import { repeatWords } from '../options/repeat-command.js';
import type { MadeRun } from './made-run.js';
import { columnsOf } from '../text/columns.js';

const START = `  ${'repeat'.padEnd(12)} `;
const CONTINUED = ' '.repeat(START.length);

/** Lines of a command that is too wide for the terminal end with a backslash: it can be copied as it is. */
export function repeatLines(
  {
    options,
    seed,
    summary,
    plan,
    folder,
  }: Pick<MadeRun, 'options' | 'seed' | 'summary'> & Partial<Pick<MadeRun, 'plan' | 'folder'>>,
  columns: number | undefined = Infinity,
): readonly string[] {
  const words = plan === undefined ? repeatWords({ ...options, seed }) : planWords(folder);
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

/** A run of a plan is repeated from the plan beside it. Undefined if it is not stored. */
function planWords(folder: string | undefined): readonly string[] | undefined {
  if (folder === undefined) return undefined;
  const file = path.relative(process.cwd(), path.join(folder, 'plan.yaml'));
  return ['eddy', 'test', '--plan', quoted(file)];
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
