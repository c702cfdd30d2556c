/** A sweep as one HTML file, whose plot and table need no scripts. */

import { timeWords } from '../../cluster/runtime-words.js';
import { completeOptions } from '../../options/schema.js';
import { htmlDocument } from '../../page/document.js';
import { escapeMarkup as escape } from '../../picture/markup.js';
import { describeValue } from '../grid.js';
import { LATENCIES, type PointSummary } from '../point-summary.js';
import { briefFigure } from '../../text/rounded.js';
import { percentRange } from '../recommendation-text.js';
import type { Sweep } from '../outcome.js';
import { testCommand } from '../../options/test-command.js';
import { draw, type PlotData, shape, STYLES, type View } from './plot.js';
import { plotData } from './plot-data.js';
import { SWEEP_STYLE } from './style.js';

const MOST_FAILURES = 200;
/** For readers without scripts; with them the plot fills the available width. */
const WIDTH = 760;

export function page(sweep: Sweep): string {
  const data = plotData(sweep);
  const title = titleOf(sweep);
  return htmlDocument({
    title,
    style: SWEEP_STYLE,
    script: new URL('./browser.js', import.meta.url),
    data,
    body: `<h1>${escape(title)}</h1>
<p class="answer">${escape(sweep.sentence)}</p>
${sweep.interrupted ? '<p class="missing">This sweep was stopped: some runs are missing.</p>' : ''}
${plotSection(data)}
${tableSection(sweep)}
${failureSection(sweep)}
${factSection(sweep)}`,
  });
}

function titleOf({ plan }: Sweep): string {
  const { workload, nodes } = completeOptions(plan.base);
  const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  return `Sweep of ${workload}, ${counted(nodes.length, 'node')}, ${counted(plan.seeds.length, 'seed')}, ${timeWords(plan.runtime)}`;
}

function plotSection(data: PlotData): string {
  const keys = new Set(data.axes.map(({ key }) => key));
  if (!keys.has('msgs-per-op')) return '<p class="quiet">No run has figures to draw.</p>';
  const x = keys.has('stable-max') ? 'stable-max' : 'msgs-per-op';
  const view: View = { x, y: 'msgs-per-op', logX: true, logY: true, apart: false, hidden: [] };
  const options = (chosen: string): string =>
    data.axes
      .map(
        ({ key, label }) =>
          `<option value="${key}"${key === chosen ? ' selected' : ''}>${escape(label)}</option>`,
      )
      .join('');
  const axis = (id: string, chosen: string): string =>
    `<label class="axis">${id} <select id="${id}">${options(chosen)}</select></label>` +
    `<label><input type="checkbox" id="log-${id}" checked>logarithmic</label>`;
  const series = data.series
    .map(
      (name, i) =>
        `<label class="s${i % STYLES}"><input type="checkbox" checked><svg class="key" viewBox="-7 -7 14 14" aria-hidden="true">${shape(i)}</svg>${escape(name)}</label>`,
    )
    .join('');
  return `<h2>What costs what</h2>
<form id="controls" hidden>
${axis('y', view.y)}
${axis('x', view.x)}
<label><input type="checkbox" id="apart">side by side</label>
<fieldset id="series"><legend>Series</legend>${series}</fieldset>
</form>
<figure id="figure"><div id="plot">${draw(data, view, WIDTH)}</div><div id="tip" role="status" hidden></div>
<figcaption class="quiet">A point is the mean of its seeds (messages) or their median (latencies). Lines are fronts: no point of
the series beats those on it in both. Hollow: some runs failed. Ringed: recommended.${
    data.limit === undefined
      ? ''
      : ` Dashed: ${escape(data.limit.label)}, against the longest latency. Latencies are seen by reads, and so come out a little short.`
  }
Tab reaches the plot, arrow keys go from point to point.</figcaption>
</figure>`;
}

function tableSection({ plan, points, recommendation }: Sweep): string {
  const labels = plan.axes.map(({ label }) => label);
  const head = [...labels, 'msgs-per-op', ...LATENCIES, 'good', 'fronts'];
  const rows = points.map((summary) => {
    const { point, good, runs } = summary;
    const name = point.key === recommendation?.point.key ? 'taken' : good < runs.length ? 'bad' : '';
    const cells = [
      ...labels.map((label) => describeValue(point.settings[label] ?? null)),
      ...figureCells(summary),
    ];
    return `<tr${name === '' ? '' : ` class="${name}"`}>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;
  });
  return `<h2>Points</h2>
<p class="quiet">Messages per operation: mean and its 95 % confidence interval. Latencies in ms: median and worst over seeds. Good:
valid and everything delivered, with Wilson's 95 % interval. Fronts: against which latencies no other point is better.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Points">
<table class="results"><thead><tr>${head.map((each) => `<th scope="col">${escape(each)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
</div>`;
}

function figureCells({ perOp, latencies, good, runs, goodInterval, fronts }: PointSummary): string[] {
  const interval = perOp?.interval;
  const range =
    interval === undefined ? '' : ` (${briefFigure(interval.low)} to ${briefFigure(interval.high)})`;
  return [
    perOp === undefined ? '-' : `${briefFigure(perOp.mean)}${range}`,
    ...LATENCIES.map((latency) => {
      const spread = latencies[latency];
      return spread === undefined ? '-' : `${briefFigure(spread.median)} / ${briefFigure(spread.worst)}`;
    }),
    runs.length === 0 ? '-' : `${good} of ${runs.length} (${percentRange(goodInterval)})`,
    fronts.map((latency) => latency.replace('stable-', '')).join(' '),
  ];
}

function failureSection({ failures }: Sweep): string {
  if (failures.length === 0) return '';
  const items = failures.slice(0, MOST_FAILURES).map(({ record, planned }) => {
    const stored = record.folder === undefined ? '' : `<br>stored in <code>${escape(record.folder)}</code>`;
    return `<li>${escape(record.problem ?? 'not good')}${stored}<pre tabindex="0"><code>${escape(testCommand(planned))}</code></pre></li>`;
  });
  const more = failures.length - MOST_FAILURES;
  return `<h2>Runs that failed: ${failures.length}</h2>
<ol>
${items.join('\n')}
</ol>
${more > 0 ? `<p class="quiet">And ${more} more, in sweep.json.</p>` : ''}`;
}

function factSection({ plan, target }: Sweep): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Options', JSON.stringify(plan.base)],
    ...plan.axes.map(({ label, values }) => [label, values.map(describeValue).join(', ')] as const),
    ['Seeds', plan.seeds.join(', ')],
    [
      'Target',
      target.map(({ figure, comparison, limit }) => `${figure} ${comparison} ${limit}`).join(', ') || 'none',
    ],
    ...Object.entries(plan.programs).map(([bin, hash]) => [bin, `SHA-256 ${hash}`] as const),
    ['Eddy', plan.eddy],
  ];
  return `<h2>What was run</h2>
<dl>${facts.map(([name, text]) => `<dt>${escape(name)}</dt><dd>${escape(text)}</dd>`).join('')}</dl>`;
}
