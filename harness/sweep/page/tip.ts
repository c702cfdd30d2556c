/** What a hover card says of a point of a sweep, as HTML. */

import { escapeMarkup as escape } from '../../picture/markup.js';
import { remarks } from './marker.js';
import { figureText, type PlotData, type PlotPoint } from './plot-model.js';

export function tip(data: PlotData, point: PlotPoint): string {
  const { label, series, values, ranges, details, report } = point;
  const rows = data.axes
    .filter(({ key }) => values[key] !== undefined)
    .map(({ key, brief }) => {
      const range = ranges[key];
      const spread = range === undefined ? '' : ` (${figureText(range.low)} to ${figureText(range.high)})`;
      return `<dt>${escape(brief)}</dt><dd>${figureText(values[key])}${spread}</dd>`;
    });
  const lines = [
    ...(data.series.length > 1 ? [data.series[series] ?? ''] : []),
    ...details,
    ...remarks(point),
    report === undefined ? 'no run was kept' : 'a click opens the report of a run',
  ];
  return `<b>${escape(label)}</b><dl>${rows.join('')}</dl>${lines.map((each) => `<div>${escape(each)}</div>`).join('')}`;
}
