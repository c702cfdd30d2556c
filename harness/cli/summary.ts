/** The end of a run on one screen: verdict, figures against their thresholds, faults, where it is stored. */

import path from 'node:path';
import { excerpt } from '../../router/index.js';
import type { ChalkInstance } from '../colors.js';
import type { Results } from '../analysis.js';
import { FORGIVEN } from '../checkers/index.js';
import { printExact } from '../exact-json.js';
import type { Fault } from '../faults.js';
import type { Operation } from '../history.js';
import type { TestOptions } from '../options.js';
import { printable } from '../printable.js';
import type { TestRun } from '../test-run.js';
import { anomalyLines } from './anomaly-lines.js';
import { keyLines } from './summary-of-keys.js';

const SHOWN_FAULTS = 8;

/** A name and what is to be said under it. */
export type Line = readonly [string, string];

/** What a summary needs to know of a run. */
export interface Judged {
  readonly options: Pick<TestOptions, 'workload' | 'availability'>;
  readonly results: Results;
}

export function summary(run: TestRun, colors: ChalkInstance, cwd: string): string {
  const { options, folder, crashed } = run;
  const lines: Line[] = [
    ...resultLines(run, colors),
    ...(folder === undefined ? [] : [['stored in', path.relative(cwd, folder)] as const]),
    ['repeat', repeatHint(run)],
  ];
  const title = `${options.workload}, ${options.nodes.length} nodes, ${options.runtime} runtime: ${verdict(run, colors)}`;
  const dead = crashed.length > 0 ? colors.red(` (${crashed.join(', ')} crashed)`) : '';
  return `${title}${dead}\n${layOut(lines)}`;
}

/** The lines below a title. */
export function layOut(lines: readonly Line[]): string {
  return lines.map(([name, value]) => `  ${name.padEnd(12)} ${value}\n`).join('');
}

/** All that the results have to say. */
export function resultLines(run: Judged, colors: ChalkInstance): readonly Line[] {
  const { results } = run;
  return [
    ...figureLines(run, colors),
    ...results.thresholds.map(({ expect, valid, actual, problem }): Line => [
      'expected',
      `${expect}: ${valid ? colors.green('met') : colors.red(`not met, ${problem}`)}${actual === undefined ? '' : ` (${round(actual)})`}`,
    ]),
    ...faultLines(run),
    ...(results.recovery === undefined ? [] : [['recovery', recovery(results.recovery)] as const]),
    ...results.diagnostics.map(({ node, kind, count }): Line => [
      'trouble',
      colors.red(`${node}: ${kind} × ${count}`),
    ]),
    ...(results.interrupted === true
      ? [['note', 'interrupted: the main phase ended before its time'] as const]
      : []),
  ];
}

/** The results in numbers, and what is wrong with them. */
export function figureLines(run: Judged, colors: ChalkInstance): readonly Line[] {
  const { results } = run;
  return [
    ['operations', operations(run)],
    ...neverLines(results.stats),
    ...exceptionLines(results.exceptions, colors),
    ...workloadLines(results.workload),
    ...netLines(results.net),
  ];
}

export function verdict({ results }: Pick<Judged, 'results'>, colors: ChalkInstance): string {
  if (results.valid === 'unknown') return colors.yellow.bold('UNKNOWN');
  return results.valid ? colors.green.bold('VALID') : colors.red.bold('INVALID');
}

function operations({ options, results }: Judged): string {
  const { count, 'ok-count': ok, 'fail-count': fail, 'info-count': info } = numbers(results.stats);
  const { valid, 'ok-fraction': share } = results.availability;
  const demanded = valid === true ? '' : `, expected ${options.availability}`;
  return `${count}: ${ok} ok, ${fail} fail, ${info} info (availability ${round(Number(share))}${demanded})`;
}

export function neverLines({ 'by-f': byF }: Readonly<Record<string, unknown>>): Line[] {
  return Object.entries(byF as Record<string, { readonly valid: unknown }>)
    .filter(([f, { valid }]) => valid === false && !FORGIVEN.has(f))
    .map(([f]) => ['', `no ${f} ever succeeded`]);
}

export function exceptionLines(
  { exceptions = [] }: Readonly<Record<string, unknown>>,
  colors: ChalkInstance,
): Line[] {
  return (exceptions as { readonly count: number; readonly example: Operation }[]).map(
    ({ count, example }) => [
      'unexpected',
      colors.red(`${count} ×, such as: ${printable(excerpt(example.exception?.message ?? ''))}`),
    ],
  );
}

export function workloadLines(workload: Readonly<Record<string, unknown>>): Line[] {
  const lines: Line[] = [];
  if (workload['error'] !== undefined)
    lines.push(['checker', printable(String(workload['error']).split('\n')[0] ?? '')]);
  if (workload['stable-count'] !== undefined) {
    const {
      'stable-count': stable,
      'lost-count': lost,
      'stale-count': stale,
      'never-read-count': never,
    } = numbers(workload);
    lines.push(['values', `${stable} stable, ${lost} lost, ${never} never read, ${stale} stale for a while`]);
    const lostValues = workload['lost'];
    if (Array.isArray(lostValues) && lostValues.length > 0) lines.push(['lost', list(lostValues)]);
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
  lines.push(...keyLines(workload));
  lines.push(...errorLines(workload));
  lines.push(...anomalyLines(workload));
  const errors = workload['errors'];
  if (Array.isArray(errors) && errors.length > 0) lines.push(['mismatches', list(errors)]);
  return lines;
}

/** The errors of logs by name, each with its first example in words. */
function errorLines(workload: Readonly<Record<string, unknown>>): Line[] {
  const { 'error-types': types = [] } = workload as { readonly 'error-types'?: readonly string[] };
  return types.map((type) => {
    const { count, errs, text } = workload[type] as {
      readonly count?: number;
      readonly errs?: readonly { readonly text: string }[];
      readonly text?: string;
    };
    const words = printable(excerpt((text ?? errs?.[0]?.text ?? '').replaceAll('\n', '; ')));
    return [type, count === undefined || text !== undefined ? words : `${count} ×, such as: ${words}`];
  });
}

function netLines(net: Readonly<Record<string, unknown>>): Line[] {
  const servers = numbers(net['servers']);
  const all = numbers(net['all']);
  // Of a history alone nobody knows what the network did.
  if (servers === undefined) return [];
  const perOp = servers['msgs-per-op'];
  if (perOp === undefined) return [['messages', `${all['msg-count']}, no operations`]];
  return [
    [
      'msgs-per-op',
      `${round(perOp)} between nodes (${servers['msg-count']} messages; with clients ${round(all['msgs-per-op'] ?? NaN)})`,
    ],
  ];
}

function faultLines({ results }: Judged): Line[] {
  const { faults } = results;
  const lines = faults
    .slice(0, SHOWN_FAULTS)
    .map((fault, i): Line => [i === 0 ? 'faults' : '', faultWords(fault)]);
  if (faults.length > SHOWN_FAULTS) lines.push(['', `and ${faults.length - SHOWN_FAULTS} more`]);
  return lines;
}

export function faultWords({ fault, text, from, to }: Fault): string {
  const time = to === undefined ? `from ${from.toFixed(1)} s on` : `${from.toFixed(1)}-${to.toFixed(1)} s`;
  return `${time} ${fault} ${text}`;
}

function recovery({ seconds, agreed }: { readonly seconds: number; readonly agreed?: boolean }): string {
  if (agreed === undefined) return `quiet after ${seconds} s`;
  return agreed
    ? `all nodes agree ${seconds} s after load and faults ended`
    : `nodes still differ ${seconds} s after load and faults ended`;
}

function repeatHint({ options, seed }: TestRun): string {
  return options.runtime === 'sim'
    ? `--seed ${seed} gives this run again, byte for byte`
    : `--seed ${seed} makes the same random choices again; --runtime sim, the same run`;
}

function list(values: readonly unknown[]): string {
  const shown = values.slice(0, 10).map((value) => printable(printExact(value).slice(0, 80)));
  return shown.join(', ') + (values.length > 10 ? `, and ${values.length - 10} more` : '');
}

function numbers(value: unknown): Readonly<Record<string, number>> {
  return value as Readonly<Record<string, number>>;
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}
