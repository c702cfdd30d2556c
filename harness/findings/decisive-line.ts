/** The one line that says most about a run that is not valid: the cause if it is known, else what the checker found. */

import { causeLines, findingGroups, reasonLines, unexpectedLines } from './finding-lines.js';
import { explanationLines } from './explanation-lines.js';
import { thresholdLines } from './figure-lines.js';
import type { RunSummary } from './run-summary.js';
import type { SummaryLine } from './summary-layout.js';

/** Undefined if there is nothing to say, as of a valid run. */
export function decisiveLine(summary: RunSummary): string | undefined {
  const { valid, crashed, error, thresholds, parts } = summary;
  if (valid === true && crashed.length === 0) return undefined;
  if (error !== undefined && crashed.length === 0) return error.split('\n')[0];
  const missed = thresholdLines({ ...summary, thresholds: thresholds.filter((each) => !each.valid) });
  const isSound = crashed.length === 0 && parts.every((part) => part.valid === true);
  const causes = causeLines(summary).filter(([name]) => name !== 'note');
  const [first] = [
    ...(isSound ? missed : causes),
    ...explanationLines(summary, 'results.json'),
    ...findingGroups(summary).flatMap(({ entries }) => entries),
    ...unexpectedLines(summary),
    ...missed,
    ...causes,
    ...reasonLines(summary),
  ];
  return first && sentence(first);
}

function sentence([name, text]: SummaryLine): string {
  return name === '' ? text : `${name}: ${text}`;
}
