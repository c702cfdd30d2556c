/** What a summary says of values that were lost or came late: why, the first few of them. */

import { excerpt } from '../../router/index.js';
import type { ValueExplanation } from '../explanations/index.js';
import { printable } from '../text/printable.js';
import type { RunSummary } from './run-summary.js';
import type { SummaryLine } from './summary-layout.js';

const SHOWN_LOST = 5;
const SHOWN_LATE = 3;

/** `more` is where the rest can be read. Nothing if nothing is explained, or nothing of it matters. */
export function explanationLines(
  { explanations, thresholds }: Pick<RunSummary, 'explanations' | 'thresholds'>,
  more: string,
): readonly SummaryLine[] {
  const lost = explanations.filter(({ kind }) => kind === 'lost');
  if (lost.length > 0) return lines(lost, SHOWN_LOST, more);
  const tooLate = thresholds.some(({ expect, valid }) => !valid && /^stable-(p\d+|max)\b/.test(expect));
  return tooLate
    ? lines(
        explanations.filter(({ kind }) => kind === 'late'),
        SHOWN_LATE,
        more,
      )
    : [];
}

function lines(all: readonly ValueExplanation[], most: number, more: string): readonly SummaryLine[] {
  const texts = all.slice(0, most).map(({ text }) => printable(excerpt(text.replaceAll(/\s*\n\s*/g, ' '))));
  if (all.length > most) texts.push(`and ${all.length - most} more in ${more}`);
  return texts.map((text, i) => [i === 0 ? 'why' : '', text]);
}
