/** What a summary says of transactions that were not isolated: which anomalies, what they rule out, one of them in words. */

import { fitted } from '../text/clipped.js';
import type { Anomaly } from '../checkers/index.js';
import { printable } from '../text/printable.js';
import type { CheckerFinding } from './checker-findings.js';
import type { SummaryLine } from './summary-layout.js';

const LINES_SHOWN = 12;
const COLUMNS_SHOWN = 160;

type Anomalies = Extract<CheckerFinding, { readonly kind: 'anomalies' }>;
type Unjudged = Extract<CheckerFinding, { readonly kind: 'unjudged' }>;

export function anomalyLines({ counts, not, examples }: Anomalies): readonly SummaryLine[] {
  const types = Object.entries(counts);
  if (types.length === 0) return [];
  return [
    ['anomalies', types.map(([type, count]) => `${type} × ${count}`).join(', ')],
    ...(not.length === 0 ? [] : [['not', not.join(', ')] as const]),
    ...inWords(Object.values(examples).flat()),
  ];
}

/** What was found, and has no effect on the verdict. */
export function unjudgedLine({ type, examples }: Unjudged): SummaryLine {
  const [first = ''] = examples.map(textOf);
  return ['not judged', printable(fitted(`${type} × ${examples.length}, such as: ${first}`, COLUMNS_SHOWN))];
}

/** The shortest explanation there is, line by line. */
function inWords(examples: readonly Anomaly[]): SummaryLine[] {
  const [shortest] = examples
    .map(textOf)
    .filter((text) => text !== '')
    .toSorted((a, b) => a.length - b.length);
  const lines = shortest?.split('\n') ?? [];
  const shown = lines.slice(0, LINES_SHOWN).map((line) => printable(fitted(line, COLUMNS_SHOWN)));
  if (lines.length > LINES_SHOWN) shown.push(`and ${lines.length - LINES_SHOWN} lines more`);
  return shown.map((line, i) => [i === 0 ? 'such as' : '', line]);
}

function textOf(example: Anomaly): string {
  return example === true ? '' : (example.text ?? '');
}
