/** The table of a sweep's points, complete without scripts; the script sorts it, and makes rows lead to reports. */

import { escapeMarkup as escape } from '../../picture/markup.js';
import { briefFigure } from '../../text/rounded.js';
import type { Value } from '../../options/option-value.js';
import type { Axis } from '../axis.js';
import { describeValue } from '../grid.js';
import type { Sweep } from '../outcome.js';
import { LATENCIES, type PointSummary } from '../point-summary.js';
import { metRuns } from '../recommend.js';
import { percentRange } from '../recommendation-text.js';
import { isGood } from '../run-record.js';
import { keptRuns, reportOf } from './kept-runs.js';
import { isTaken, settingText } from './plot-data.js';

interface Cell {
  /** HTML. */
  readonly html: string;
  /** What it sorts by, if not its text; NaN sorts last. */
  readonly value?: number;
  readonly isText?: true;
}

export function tableSection(sweep: Sweep): string {
  const { plan, points, target } = sweep;
  const labels = plan.axes.map(({ label }) => label);
  const head = [
    '',
    ...labels,
    'msgs-per-op',
    ...LATENCIES,
    'good',
    ...(target.length > 0 ? ['target met'] : []),
    'fronts',
    'reports by seed',
  ];
  const rows = points.map((summary, i) => row(sweep, summary, i));
  return `<h2>Points</h2>
<p class="quiet small">Messages per operation: mean and its 95 % confidence interval. Latencies in ms: median and worst over seeds. Good:
valid and everything delivered, with Wilson's 95 % interval. Fronts: against which latencies no other point is better.
Reports: of the runs that were kept; <code>eddy sweep --keep all</code> keeps all.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Points">
<table class="results" id="points"><thead><tr>${head.map((each) => (each === '' ? '<td></td>' : `<th scope="col">${escape(each)}</th>`)).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
</div>`;
}

function row(sweep: Sweep, summary: PointSummary, index: number): string {
  const { point, good, runs } = summary;
  const met = sweep.target.length === 0 ? undefined : metRuns(summary, sweep.target).length;
  const state = isTaken(sweep, summary)
    ? 'chosen'
    : good < runs.length
      ? 'failed'
      : met !== undefined && met < runs.length
        ? 'missed'
        : '';
  const cells: readonly Cell[] = [
    ...sweep.plan.axes.map((axis) => settingCell(axis, point.settings[axis.label])),
    ...figureCells(summary),
    ...(met === undefined ? [] : [{ html: `${met} of ${runs.length}`, value: met / runs.length }]),
    {
      html: summary.fronts.map((latency) => latency.replace('stable-', '')).join(' '),
      isText: true as const,
    },
    { html: reportLinks(sweep, summary), isText: true as const },
  ];
  const report = reportOf(sweep, summary);
  const attributes = [
    `data-index="${index}"`,
    ...(state === '' ? [] : [`class="${state}"`]),
    ...(report === undefined ? [] : [`data-href="${escape(report)}"`]),
  ];
  return `<tr ${attributes.join(' ')}><td class="text mark">${MARKS[state]}</td>${cells.map(cellOf).join('')}</tr>`;
}

const MARKS = { chosen: 'take', failed: 'failed', missed: 'missed', '': '' } as const;

function cellOf({ html, value, isText }: Cell): string {
  return `<td${isText === true ? ' class="text"' : ''}${value === undefined ? '' : ` data-v="${value}"`}>${html}</td>`;
}

function settingCell(axis: Axis, value: Value | undefined): Cell {
  const [text, whole] = [settingText(axis, value), describeValue(value ?? null)];
  return { html: text === whole ? escape(text) : `<span title="${escape(whole)}">${escape(text)}</span>` };
}

function figureCells({ perOp, latencies, good, runs, goodInterval }: PointSummary): readonly Cell[] {
  const interval = perOp?.interval;
  const range =
    interval === undefined ? '' : ` (${briefFigure(interval.low)} to ${briefFigure(interval.high)})`;
  return [
    perOp === undefined ? NONE : { html: `${briefFigure(perOp.mean)}${range}`, value: perOp.mean },
    ...LATENCIES.map((latency) => {
      const spread = latencies[latency];
      if (spread === undefined) return NONE;
      const { median, worst } = spread;
      return { html: `${briefFigure(median)} / ${briefFigure(worst)}`, value: median };
    }),
    runs.length === 0
      ? NONE
      : {
          html: `${good} of ${runs.length} (${percentRange(goodInterval)})`,
          value: good / runs.length,
        },
  ];
}

const NONE: Cell = { html: '-', value: NaN };

function reportLinks(sweep: Sweep, summary: PointSummary): string {
  return keptRuns(sweep, summary)
    .map(
      ({ run, report }) =>
        `<a href="${escape(report)}"${isGood(run) ? '' : ' class="bad"'}>${run.seed}${isGood(run) ? '' : ' failed'}</a>`,
    )
    .join(', ');
}
