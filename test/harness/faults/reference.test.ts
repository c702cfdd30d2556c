/** docs/faults.md lists the kinds of fault and the control lines as the code has them. */

import { readFileSync } from 'node:fs';
import test from 'ava';
import { NEMESIS_KINDS } from '../../../harness/faults/kinds/index.js';
import { CONTROL_LINES } from '../../../router/index.js';

const DOCUMENT = readFileSync(new URL('../../../../docs/faults.md', import.meta.url), 'utf8');
const code = (text: string): string => `\`${text}\``;

/** The rows of a generated table, below its head. */
function rowsOf(name: string): readonly string[] {
  const [, part = ''] = DOCUMENT.split(`<!-- generated: ${name} -->`);
  const lines = part.split('<!-- end -->', 1).join().trim().split('\n');
  return lines.slice(2);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

test('the table of kinds', (t) => {
  const rows = NEMESIS_KINDS.map(({ name, begins, ends, nemesis: { reference, options } }) =>
    row([
      code(name),
      `${code(begins[0] ?? '')}, ${code(ends[0] ?? '')}`,
      reference.happens,
      reference.undone,
      reference.lines.map(code).join(', '),
      options.map((option) => code(`--${option}`)).join(', '),
    ]),
  );
  t.deepEqual(rowsOf('kinds of fault'), rows);
});

test('the table of control lines', (t) => {
  t.deepEqual(
    rowsOf('control lines'),
    CONTROL_LINES.map(({ examples, meaning }) => row([examples.map(code).join(', '), meaning])),
  );
});
