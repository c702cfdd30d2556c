/** What the results of a run come to, part by part, in the words of the summary: for CI servers, which show no terminal. */

import { isObject } from '../../node/index.js';
import { describe, isBadLine, type TroubleCount } from '../../router/index.js';
import type { Results } from '../analysis.js';
import type { Validity } from '../checkers/checker.js';
import type { RunPart, RunReport } from '../export/run-report.js';
import type { TestOptions } from '../options.js';
import type { ValueExplanation } from '../explanations/index.js';
import { repeatCommand } from './repeat-command.js';
import { faultWords } from './fault-lines.js';
import { figureLines } from './figure-lines.js';
import { coverageLines, exceptionLines, neverLines, workloadLines } from './finding-lines.js';
import type { Entry } from './summary-layout.js';

export interface ToReport {
  /** The options of the run and its seed, as `test.json` has them. */
  readonly test: Readonly<Record<string, unknown>>;
  /** As `results.json` has them: a run that came to nothing has few. */
  readonly results: Readonly<Record<string, unknown>>;
}

type Figures = Readonly<Record<string, unknown>>;

export function runReport({ test, results: stored }: ToReport): RunReport {
  const results = stored as Partial<Results>;
  const { valid = 'unknown', faults = [], thresholds = [], diagnostics = [] } = results;
  const subject = typeof test['workload'] === 'string' ? test['workload'] : 'run';
  const parts = partsOf(test, results);
  // A run in which a node died has failed, whatever its verdict (as the exit status has it).
  const crashed = diagnostics.some(({ kind }) => kind === 'crashed');
  const repeat = repeatCommand(test);
  return {
    title: titleOf(test, subject),
    verdict: wordOf(valid) + (crashed ? ' (nodes crashed)' : ''),
    valid: crashed ? false : valid,
    subject,
    parts,
    figures: isWhole(results)
      ? figureLines(results, optionsIn(test)).map(([name, text]) => [name, text])
      : [],
    thresholds: thresholds.map(({ expect, valid, actual, problem }) => ({
      expect,
      met: valid,
      result: [
        actual === undefined ? 'none' : rounded(actual),
        ...(problem === undefined ? [] : [problem]),
      ].join(', '),
    })),
    faults: faults.map(faultWords),
    explanations: explanationsOf(stored),
    warnings: diagnostics
      .filter(({ kind }) => kind !== 'crashed' && (test['strict'] !== true || !isBadLine(kind)))
      .map((trouble) => ({ title: troubleTitle(trouble), text: troubleText(trouble) })),
    ...(repeat !== undefined && { repeat }),
  };
}

function partsOf(test: Figures, results: Partial<Results>): readonly RunPart[] {
  const {
    workload,
    stats,
    availability,
    exceptions,
    net,
    coverage,
    thresholds = [],
    diagnostics = [],
  } = results;
  const whole: readonly (readonly [string, Figures | undefined, (figures: Figures) => readonly string[]])[] =
    [
      [
        'workload',
        workload,
        (figures) => [...words(workloadLines(figures)), ...explanationsOf(results, 'lost')],
      ],
      ['stats', stats, (figures) => words(neverLines(figures))],
      ['availability', availability, (figures) => [availabilityText(figures, test)]],
      ['exceptions', exceptions, (figures) => words(exceptionLines(figures))],
      ['net', net, () => []],
      ['coverage', coverage as Figures | undefined, () => words(coverageLines(results))],
    ];
  const error: unknown = results['error'];
  return [
    ...(results.reasons ?? []).map((reason): RunPart => ({ name: 'as asked', valid: 'unknown', reason })),
    ...(error === undefined ? [] : [{ name: 'start', valid: 'unknown' as const, reason: String(error) }]),
    ...whole.flatMap(([name, figures, say]) => (isObject(figures) ? [part(name, figures, say)] : [])),
    ...thresholds.map(({ expect, valid, actual, problem = '' }): RunPart => ({
      name: expect,
      valid,
      reason: `${problem}${actual === undefined ? '' : ` (${rounded(actual)})`}`.trim(),
    })),
    ...diagnostics
      .filter(({ kind }) => kind === 'crashed' || (test['strict'] === true && isBadLine(kind)))
      .map((trouble): RunPart => ({
        name: troubleTitle(trouble),
        valid: false,
        reason: troubleText(trouble),
      })),
  ];
}

function part(name: string, figures: Figures, say: (figures: Figures) => readonly string[]): RunPart {
  const valid = figures['valid'] as Validity;
  const said = say(figures);
  const error: unknown = figures['error'];
  const reason = [
    ...(error === undefined || name === 'workload' || name === 'coverage' ? [] : [String(error)]),
    ...said,
  ].join('\n');
  return {
    name,
    valid,
    reason: reason === '' && valid !== true ? `${name} is ${wordOf(valid).toLowerCase()}` : reason,
  };
}

/** Lines as sentences: what has no name of its own goes on with the one before. */
function words(lines: readonly Entry[]): readonly string[] {
  return lines.map(([name, text]) => (name === '' ? text : `${name}: ${text}`));
}

function availabilityText({ 'ok-fraction': share }: Figures, { availability }: Figures): string {
  const got = `${typeof share === 'number' ? rounded(share) : '?'} of the operations succeeded`;
  return availability === undefined ? got : `${got}, expected ${String(availability)}`;
}

/** Why values were lost or late, where the analysis could tell. */
function explanationsOf({ explanations }: Figures, only?: ValueExplanation['kind']): readonly string[] {
  if (!Array.isArray(explanations)) return [];
  return explanations.flatMap((each: unknown) =>
    isObject(each) && typeof each['text'] === 'string' && (only === undefined || each['kind'] === only)
      ? [each['text']]
      : [],
  );
}

function troubleTitle({ node, kind, count }: TroubleCount): string {
  return kind === 'crashed' ? `node ${node} crashed` : `${node}: ${kind} × ${count}`;
}

function troubleText({ first }: TroubleCount): string {
  const [trouble] = first;
  return trouble === undefined ? '' : describe(trouble);
}

function titleOf({ nodes, runtime }: Figures, subject: string): string {
  const count = Array.isArray(nodes) ? `, ${nodes.length} nodes` : '';
  return `${subject}${count}${typeof runtime === 'string' ? `, ${runtime} runtime` : ''}`;
}

function isWhole(results: Partial<Results>): results is Results {
  const { workload, stats, availability, exceptions, net } = results;
  return [workload, stats, availability, exceptions, net].every(isObject);
}

function optionsIn({ availability }: Figures): Pick<TestOptions, 'availability'> {
  return { availability: availability as TestOptions['availability'] };
}

function wordOf(valid: Validity): string {
  if (valid === 'unknown') return 'UNKNOWN';
  return valid ? 'VALID' : 'INVALID';
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
