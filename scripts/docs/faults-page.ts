/** docs/faults.md: its tables from the code; the text around them is written by hand. */

import { NEMESES, nemesisKind } from '../../harness/faults/kinds/index.js';
import { CONTROL_LINES } from '../../router/index.js';
import { code, fillIn, table } from './markdown.js';
import { flagsOfTheirOwn } from './options.js';

/** The page with new tables. */
export function faultsPage(current: string): string {
  const withNemesis = fillIn(current, 'kinds of fault', nemesisTable());
  return fillIn(withNemesis, 'control lines', controlTable());
}

function nemesisTable(): string {
  const others = NEMESES.map((name) => ({ nemesis: [name] }));
  return table(
    ['kind', 'begins and ends with', 'what happens', 'what the end does', 'the same by hand', 'options'],
    NEMESES.map((name) => {
      const { begins, ends, nemesis } = nemesisKind(name);
      const { reference } = nemesis;
      return [
        code(name),
        `${code(begins[0] ?? '')}, ${code(ends[0] ?? '')}`,
        reference.happens,
        reference.undone,
        reference.lines.map(code).join(', '),
        flagsOfTheirOwn({ nemesis: [name] }, others)
          .map((flag) => code(`--${flag.name}`))
          .join(', '),
      ];
    }),
  );
}

function controlTable(): string {
  return table(
    ['line', 'meaning'],
    CONTROL_LINES.map(({ examples, meaning }) => [examples.map(code).join(', '), meaning]),
  );
}
