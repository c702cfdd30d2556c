/**
 * The end of a sweep on the terminal: a row for each point, the failed runs and their commands, and the
 * recommendation.
 */

import path from 'node:path';
import { briefFigure, rounded } from '../text/rounded.js';
import { existing } from '../errors/existing.js';
import type { ChalkInstance } from '../text/colors.js';
import { printable } from '../text/printable.js';
import { describeValue } from './grid.js';
import { idleAxes } from './idle-axes.js';
import type { Figure } from '../options/thresholds.js';
import { LATENCIES, OPERATION_LATENCIES, type PointSummary, type Spread, spreadOf } from './point-summary.js';
import { percentRange } from './recommendation-text.js';
import type { Failure, Sweep } from './outcome.js';
import { testCommand } from '../options/test-command.js';

const MOST_ROWS = 200;
const MOST_FAILURES = 5;

export function sweepReport(sweep: Sweep, colors: ChalkInstance, cwd: string): string {
  const folder = path.relative(cwd, sweep.folder) || '.';
  return [
    ...table(sweep, colors),
    '',
    ...failureLines(sweep.failures, colors),
    ...idleAxes(sweep.plan.axes, sweep.points).map((label) =>
      colors.yellow(`${printable(label)} changed nothing in any run: do the nodes know it?`),
    ),
    ...(sweep.interrupted
      ? [colors.yellow(`Some runs are missing: eddy sweep --resume ${printable(folder)} does them.`)]
      : []),
    colors.bold(printable(sweep.sentence)),
    `  report       ${printable(path.join(folder, 'sweep.html'))} (and sweep.csv, sweep.json, runs.ndjson)`,
    '',
  ].join('\n');
}

function table(sweep: Sweep, colors: ChalkInstance): string[] {
  const { plan, points, recommendation } = sweep;
  const all = points.length <= MOST_ROWS;
  const shown = all ? points : points.filter(({ fronts, point }) => fronts.length > 0 || isTaken(point.key));
  const labels = plan.axes.map(({ label }) => label);
  const latencies = latencyColumns(sweep);
  const columns = [...labels, 'msgs-per-op', ...latencies, 'good', 'on the front of'];
  const rows = shown.map((summary) => [
    ...labels.map((label) => printable(describeValue(summary.point.settings[label] ?? null))),
    ...figureCells(summary, latencies),
  ]);
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const last = columns.length - 1;
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === last ? cell : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  function isTaken(key: string): boolean {
    return key === recommendation?.point.key;
  }
  return [
    `  ${colors.dim(line(columns))}`,
    ...rows.map((row, i) => {
      const summary = existing(shown[i]);
      if (isTaken(summary.point.key)) return colors.green(`> ${line(row)}`);
      const text = `  ${line(row)}`;
      return summary.good < summary.runs.length ? colors.red(text) : text;
    }),
    colors.dim(
      '  msgs-per-op: mean ± 95 % CI. Latencies: median/worst over seeds, ms. good: valid and all delivered, 95 % CI.',
    ),
    ...(all ? [] : [colors.dim(`  ${points.length} points; those on a front are shown, sweep.csv has all.`)]),
  ];
}

/** Stable latencies, or where no value has any those of operations; and the latencies that the target limits. */
function latencyColumns({ points, target }: Sweep): readonly Figure[] {
  const hasStable = points.some(({ latencies }) => Object.keys(latencies).length > 0);
  const limited = target.map(({ figure }) => figure).filter((figure) => figure.includes('latency-'));
  return [...new Set([...(hasStable ? LATENCIES : OPERATION_LATENCIES), ...limited])];
}

function figureCells(
  { perOp, good, runs, goodInterval, fronts }: PointSummary,
  latencies: readonly Figure[],
): string[] {
  return [
    perOp === undefined ? '-' : mean(perOp.mean, perOp.interval),
    ...latencies.map((latency) => spread(spreadOf(runs, latency))),
    runs.length === 0 ? '-' : `${good}/${runs.length} (${percentRange(goodInterval)})`,
    fronts.map((latency) => latency.replace('stable-', '')).join(' '),
  ];
}

function mean(value: number, interval: { readonly low: number; readonly high: number } | undefined): string {
  if (interval === undefined) return briefFigure(value);
  return `${briefFigure(value)} ± ${rounded((interval.high - interval.low) / 2, 2)}`;
}

function spread(value: Spread | undefined): string {
  return value === undefined ? '-' : `${briefFigure(value.median)}/${briefFigure(value.worst)}`;
}

function failureLines(failures: readonly Failure[], colors: ChalkInstance): string[] {
  if (failures.length === 0) return [];
  const lines = failures
    .slice(0, MOST_FAILURES)
    .flatMap(({ record, planned }) => [
      `  ${printable((record.problem ?? 'not good').split('\n', 1)[0] ?? '')}`,
      `    ${printable(testCommand(planned))}`,
      ...(record.folder === undefined ? [] : [`    stored in ${printable(record.folder)}`]),
    ]);
  const more = failures.length - MOST_FAILURES;
  return [
    colors.red(`${failures.length} ${failures.length === 1 ? 'run' : 'runs'} failed:`),
    ...lines,
    ...(more > 0 ? [`  and ${more} more: sweep.html has the command of each`] : []),
  ];
}
