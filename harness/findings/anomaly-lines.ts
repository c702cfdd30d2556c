/** What a summary says of transactions that were not isolated: which anomalies, what they rule out, one of them in words. */

import { printable } from '../text/printable.js';

/** A name and what is to be said under it. */
type Line = readonly [string, string];

const LINES_SHOWN = 12;
const COLUMNS_SHOWN = 160;

/** Nothing where the result is not one of transactions. */
export function anomalyLines(workload: Readonly<Record<string, unknown>>): readonly Line[] {
  const counts = Object.entries((workload['anomaly-counts'] ?? {}) as Readonly<Record<string, number>>);
  if (counts.length === 0) return unjudgedLines(workload);
  const not = (workload['not'] ?? []) as readonly string[];
  const anomalies = (workload['anomalies'] ?? {}) as Readonly<Record<string, readonly unknown[]>>;
  return [
    ['anomalies', counts.map(([type, count]) => `${type} × ${count}`).join(', ')],
    ...(not.length === 0 ? [] : [['not', not.join(', ')] as const]),
    ...inWords(Object.values(anomalies).flat()),
    ...unjudgedLines(workload),
  ];
}

/** What was found, and has no effect on the verdict. */
function unjudgedLines({ unjudged = {} }: Readonly<Record<string, unknown>>): readonly Line[] {
  return Object.entries(unjudged as Readonly<Record<string, readonly { readonly text?: string }[]>>).map(
    ([type, examples]) => [
      'not judged',
      printable(cut(`${type} × ${examples.length}, such as: ${examples[0]?.text ?? ''}`)),
    ],
  );
}

/** The shortest explanation there is, line by line. */
function inWords(examples: readonly unknown[]): Line[] {
  const [shortest] = examples
    .flatMap((example) => (example as { readonly text?: string }).text ?? [])
    .toSorted((a, b) => a.length - b.length);
  const lines = shortest?.split('\n') ?? [];
  const shown = lines.slice(0, LINES_SHOWN).map((line) => printable(cut(line)));
  if (lines.length > LINES_SHOWN) shown.push(`and ${lines.length - LINES_SHOWN} lines more`);
  return shown.map((line, i) => [i === 0 ? 'such as' : '', line]);
}

function cut(line: string): string {
  return line.length <= COLUMNS_SHOWN ? line : `${line.slice(0, COLUMNS_SHOWN - 1)}…`;
}
