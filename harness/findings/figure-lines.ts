/** What a summary says in figures: operations, values, latencies, messages, recovery; and which demands they meet. */

import type { Results } from '../verdict/analysis.js';
import type { TestOptions } from '../options/schema.js';
import { printable } from '../text/printable.js';
import type { Recovery } from '../run/recovery.js';
import type { Entry } from './summary-layout.js';

/** The option that a figure is told beside. */
type Demands = Pick<TestOptions, 'availability'>;

export function figureLines(results: Results, options: Demands): readonly Entry[] {
  const { stats, availability, workload, net, recovery, interrupted, reasons, notes = [] } = results;
  return [
    ['operations', operations(stats, availability, options)],
    ...valueLines(workload),
    ...netLines(net),
    ...(recovery === undefined ? [] : [['recovery', recoveryText(recovery)] as const]),
    ...(interrupted === true && reasons === undefined
      ? [['note', 'interrupted: the main phase ended before its time'] as const]
      : []),
    ...notes.map((text) => ['note', printable(text)] as const),
  ];
}

/** Those that are not met first. */
export function thresholdLines({ thresholds }: Results): readonly Entry[] {
  return thresholds
    .toSorted((a, b) => Number(a.valid) - Number(b.valid))
    .map(({ expect, valid, actual, problem }) => {
      const figure = actual === undefined ? '' : ` (${round(actual)})`;
      return [
        'expected',
        `${expect}: ${valid ? 'met' : `not met, ${problem}`}${figure}`,
        valid ? 'good' : 'bad',
      ];
    });
}

type Figures = Readonly<Record<string, unknown>>;

function operations(stats: Figures, { valid, 'ok-fraction': share }: Figures, options: Demands): string {
  const { count, 'ok-count': ok, 'fail-count': fail, 'info-count': info } = numbers(stats);
  const demanded = valid === true ? '' : `, expected ${options.availability}`;
  return `${count}: ${ok} ok, ${fail} fail, ${info} info (availability ${round(Number(share))}${demanded})`;
}

function valueLines(workload: Figures): readonly Entry[] {
  const lines: Entry[] = [];
  if (workload['stable-count'] !== undefined) {
    const {
      'stable-count': stable,
      'lost-count': lost,
      'stale-count': stale,
      'never-read-count': never,
    } = numbers(workload);
    lines.push(['values', `${stable} stable, ${lost} lost, ${never} never read, ${stale} stale for a while`]);
  }
  const { 'duplicates-count': duplicates } = numbers(workload);
  if (duplicates !== undefined) lines.push(['duplicates', `${duplicates} shown more than once by some read`]);
  const latencies = workload['stable-latencies'];
  if (latencies !== undefined) {
    const { '0.5': p50, '0.95': p95, '0.99': p99, '1': max } = numbers(latencies);
    lines.push(['stable after', `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, max ${max} ms`]);
  }
  if (workload['duplicated-count'] !== undefined && workload['acknowledged-count'] !== undefined) {
    const { 'acknowledged-count': ids, 'duplicated-count': twice } = numbers(workload);
    lines.push(['ids', `${ids} acknowledged, ${twice} given more than once`]);
  }
  return lines;
}

function netLines(net: Figures): readonly Entry[] {
  const servers = numbers(net['servers']);
  const all = numbers(net['all']);
  // Of a history alone nobody knows what the network did.
  if (servers === undefined) return [];
  const perOp = servers['msgs-per-op'];
  if (perOp === undefined) return [['messages', `${all['msg-count']}, no operations`]];
  const text = `${round(perOp)} between nodes (${servers['msg-count']} messages; with clients ${round(all['msgs-per-op'] ?? NaN)})`;
  return [['msgs-per-op', text]];
}

function recoveryText({ seconds, agreed }: Recovery): string {
  if (agreed === undefined) return `quiet after ${seconds} s`;
  return agreed
    ? `all nodes agree ${seconds} s after load and faults ended`
    : `nodes still differ ${seconds} s after load and faults ended`;
}

function numbers(value: unknown): Readonly<Record<string, number>> {
  return value as Readonly<Record<string, number>>;
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}
