/** The plot of a sweep, its controls and its legend. The first picture needs no scripts. */

import { escapeMarkup as escape } from '../../picture/markup.js';
import type { Sweep } from '../outcome.js';
import type { Bound } from './bound.js';
import { shape, STYLES } from './marker.js';
import { draw } from './plot.js';
import { alongAxis } from './plot-data.js';
import type { PlotData, View } from './plot-model.js';

/** For readers without scripts; with them the plot fills the available width. */
const WIDTH = 760;

export function plotSection(sweep: Sweep, data: PlotData, bound: Bound | undefined): string {
  const keys = new Set(data.axes.map(({ key }) => key));
  if (!keys.has('msgs-per-op')) return '<p class="empty">No run has figures to draw.</p>';
  const x = keys.has('stable-max') ? 'stable-max' : 'msgs-per-op';
  const view: View = { x, y: 'msgs-per-op', logX: true, logY: true, apart: false, hidden: [] };
  return `<h2>What costs what</h2>
${controls(data, view)}
<figure id="figure"><div id="plot">${draw(data, view, WIDTH)}</div><div id="tip" class="tip" role="status" hidden></div>
${legend(sweep, data, bound)}
</figure>`;
}

function controls(data: PlotData, view: View): string {
  const axis = (id: 'x' | 'y', name: string): string => {
    const options = data.axes.map(
      ({ key, label }) =>
        `<option value="${key}"${key === view[id] ? ' selected' : ''}>${escape(label)}</option>`,
    );
    return (
      `<span class="controls of-axis"><label>${name} <select id="${id}">${options.join('')}</select></label>` +
      `<label><input type="checkbox" id="log-${id}" checked>logarithmic</label></span>`
    );
  };
  const series = data.series.map(
    (name, i) =>
      `<label class="s${i % STYLES}"><input type="checkbox" checked>${key(shape(i))}${escape(name)}</label>`,
  );
  const isOne = data.series.length < 2;
  return `<form id="controls" class="controls" hidden>
${axis('y', 'Up')}
${axis('x', 'Across')}
<label${isOne ? ' hidden' : ''}><input type="checkbox" id="apart">side by side</label>
<fieldset id="series" class="controls"${isOne ? ' hidden' : ''}><legend class="unseen">Series</legend>${series.join('')}</fieldset>
</form>`;
}

function key(inside: string, classes = ''): string {
  return `<svg class="key${classes}" viewBox="-7 -7 14 14" aria-hidden="true">${inside}</svg>`;
}

function wide(inside: string): string {
  return `<svg class="wide" viewBox="0 0 28 14" aria-hidden="true">${inside}</svg>`;
}

function legend(
  { plan, recommendation, target, points }: Sweep,
  data: PlotData,
  bound: Bound | undefined,
): string {
  const along = alongAxis(plan.axes);
  const taken = data.points.some((point) => point.taken);
  const entries = [
    ...(recommendation !== undefined && taken
      ? [`${key('<circle r="3"/><circle class="ring" r="6"/>')}recommended`]
      : []),
    ...(target.length > 0 ? [`${wide('<path class="region" d="M0 0h28v14H0z"/>')}target met`] : []),
    ...(data.points.some(({ met }) => met === false)
      ? [`${key(shape(0), ' missed')}target missed in some seed`]
      : []),
    ...(points.some(({ good, runs }) => good < runs.length)
      ? [`${key(`${shape(0)}<path class="cross" d="m-6-6 12 12m0-12-12 12"/>`, ' failed')}some runs failed`]
      : []),
    `${wide('<path class="front" d="M0 7h28"/>')}front: no point of the series beats those on it in both`,
    `${wide('<path class="bar" d="M4 7h20M4 4v6M24 4v6"/>')}messages: 95 % confidence; latencies: all seeds`,
    ...(bound !== undefined && 'bound' in bound
      ? [`${wide('<path class="bound" d="M0 7h28"/>')}${escape(bound.bound.label)}`]
      : []),
  ];
  const notes = [
    'A point is the mean of its seeds (messages) or their median (latencies).',
    ...(along === undefined ? [] : [`The number at a point is its ${escape(along.label)}.`]),
    ...(bound !== undefined && 'why' in bound
      ? [`The lower bound of broadcast is not drawn: ${escape(bound.why)}.`]
      : []),
    `Tab reaches the plot, arrow keys go from point to point${data.points.some(({ report }) => report !== undefined) ? ', Enter opens the report of a run' : ''}.`,
  ];
  return `<div class="legend s0">${entries.map((each) => `<span>${each}</span>`).join('')}</div>
<figcaption class="quiet">${notes.join(' ')}</figcaption>`;
}
