/** What a summary says in figures: operations, values, latencies, messages, recovery; and which demands they meet. */

import { briefFigure, rounded } from '../text/rounded.js';
import { printable } from '../text/printable.js';
import type { RunFigures } from './run-figures.js';
import type { RunSummary } from './run-summary.js';
import type { Group, SummaryLine } from './summary-layout.js';

export function figureLines(summary: RunSummary): readonly SummaryLine[] {
  return figureGroups(summary).flatMap(({ entries }) => entries);
}

/** The same for a screen: the latency is cut short if there is no room. */
export function figureGroups(summary: RunSummary): readonly Group[] {
  const { figures, isInterrupted, reasons, notes } = summary;
  const others = [
    ...valueLines(figures),
    ...messageLines(figures),
    ...recoveryLines(figures),
    ...(isInterrupted && reasons.length === 0
      ? [['note', 'interrupted: the main phase ended before its time'] as const]
      : []),
    ...notes.map((text) => ['note', printable(text)] as const),
  ];
  return [
    { entries: operationLines(summary), whole: true },
    { entries: latencyLines(figures) },
    { entries: others, whole: true },
  ];
}

/** Those that are not met first. */
export function thresholdLines({ thresholds }: Pick<RunSummary, 'thresholds'>): readonly SummaryLine[] {
  return thresholds
    .toSorted((a, b) => Number(a.valid) - Number(b.valid))
    .map(({ expect, valid, actual, problem }) => {
      const figure = actual === undefined ? '' : ` (${rounded(actual)})`;
      return [
        'expected',
        `${expect}: ${valid ? 'met' : `not met, ${problem}`}${figure}`,
        valid ? 'good' : 'bad',
      ];
    });
}

function operationLines({ figures, demandedAvailability }: RunSummary): readonly SummaryLine[] {
  const { operations, availability } = figures;
  if (operations === undefined) return [];
  const { count, ok, fail, info } = operations;
  const demanded = availability?.isMet === false ? `, expected ${demandedAvailability}` : '';
  const share = availability === undefined ? '' : ` (availability ${rounded(availability.share)}${demanded})`;
  return [['operations', `${count}: ${ok} ok, ${fail} fail, ${info} info${share}`]];
}

/** Of all operations that succeeded; with several functions also the 95th percentile of each. */
function latencyLines({ latency }: RunFigures): readonly SummaryLine[] {
  if (latency === undefined) return [];
  const { all, 'by-f': byF } = latency;
  const functions = Object.entries(byF);
  const each = functions.map(([f, { '0.95': p95 }]) => `${printable(f)} ${briefFigure(p95)} ms`).join(', ');
  const text =
    `p50 ${briefFigure(all['0.5'])} ms, p95 ${briefFigure(all['0.95'])} ms, ` +
    `p99 ${briefFigure(all['0.99'])} ms, max ${briefFigure(all['1'])} ms`;
  return [['latency', functions.length < 2 ? text : `${text} (p95 of ${each})`]];
}

function valueLines({ values, duplicates, stableLatencies, ids }: RunFigures): readonly SummaryLine[] {
  const lines: SummaryLine[] = [];
  if (values !== undefined) {
    const { stable, lost, neverRead, stale } = values;
    lines.push([
      'values',
      `${stable} stable, ${lost} lost, ${neverRead} never read, ${stale} stale for a while`,
    ]);
  }
  if (duplicates !== undefined) lines.push(['duplicates', `${duplicates} shown more than once by some read`]);
  if (stableLatencies !== undefined) {
    const { '0.5': p50, '0.95': p95, '0.99': p99, '1': max } = stableLatencies;
    lines.push(['stable after', `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, max ${max} ms`]);
  }
  if (ids !== undefined) {
    lines.push(['ids', `${ids.acknowledged} acknowledged, ${ids.repeated} given more than once`]);
  }
  return lines;
}

/** Nothing of a history alone: what the network did is not known. */
function messageLines({ messages }: RunFigures): readonly SummaryLine[] {
  if (messages === undefined) return [];
  const { servers, all } = messages;
  const perOp = servers['msgs-per-op'];
  if (perOp === undefined) return [['messages', `${all['msg-count']}, no operations`]];
  const text = `${rounded(perOp)} between nodes (${servers['msg-count']} messages; with clients ${rounded(all['msgs-per-op'] ?? NaN)})`;
  return [['msgs-per-op', text]];
}

function recoveryLines({ recovery }: RunFigures): readonly SummaryLine[] {
  if (recovery === undefined) return [];
  const { seconds, agreed } = recovery;
  if (agreed === undefined) return [['recovery', `quiet after ${seconds} s`]];
  return [
    [
      'recovery',
      agreed
        ? `all nodes agree ${seconds} s after load and faults ended`
        : `nodes still differ ${seconds} s after load and faults ended`,
    ],
  ];
}
