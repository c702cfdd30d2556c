/** What the results of a run come to, part by part, in the words of the summary: for CI servers, which show no terminal. */

import { isObject } from '../../node/index.js';
import type { Results } from '../verdict/analysis.js';
import type { Validity } from '../checkers/checker.js';
import { type Diagnosis, diagnosesOf, isRemark, sentenceOf, subject } from '../diagnosis/index.js';
import type { RunPart, RunReport } from './stored-report.js';
import type { TestOptions } from '../options/schema.js';
import type { ValueExplanation } from '../explanations/index.js';
import { repeatCommand } from '../options/repeat-command.js';
import { faultWords } from './fault-lines.js';
import { figureLines } from './figure-lines.js';
import { coverageLines, unexpectedLines, neverLines, workloadLines } from './finding-lines.js';
import type { Entry } from './summary-layout.js';

export interface ToReport {
  /** The options of the run and its seed, as `test.json` has them. */
  readonly test: Readonly<Record<string, unknown>>;
  /** As `results.json` has them: a run that came to nothing has few. */
  readonly results: Readonly<Record<string, unknown>>;
}

/** Kinds that make a run invalid under `--strict`. */
const BAD_LINES: ReadonlySet<string> = new Set([
  'not-json',
  'malformed',
  'unknown-src',
  'unknown-dest',
  'unsupported',
  'too-long',
]);
/** Kinds that the parts of a report tell. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['malformed-reply', 'unavailable', 'over-limit']);

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
    warnings: warningsOf(test, results).map((each) => ({
      title: titleOfDiagnosis(each),
      text: textOf(each),
    })),
    ...(repeat !== undefined && { repeat }),
  };
}

function partsOf(test: Figures, results: Partial<Results>): readonly RunPart[] {
  const { workload, stats, availability, exceptions, net, coverage, thresholds = [] } = results;
  const diagnoses = diagnosesOf(results);
  const whole: readonly (readonly [string, Figures | undefined, (figures: Figures) => readonly string[]])[] =
    [
      [
        'workload',
        workload,
        (figures) => [...words(workloadLines(figures)), ...explanationsOf(results, 'lost')],
      ],
      [
        'stats',
        stats,
        (figures) => [...causesOf(test, results).map(sentenceOf), ...words(neverLines(figures))],
      ],
      [
        'availability',
        availability,
        (figures) => [...remarks(diagnoses, 'unavailable'), availabilityText(figures, test)],
      ],
      ['exceptions', exceptions, (figures) => words(unexpectedLines(figures, diagnoses))],
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
      reason: [
        `${problem}${actual === undefined ? '' : ` (${rounded(actual)})`}`.trim(),
        ...(expect.startsWith('msgs-per-op ') && !valid ? remarks(diagnoses, 'over-limit') : []),
      ].join('\n'),
    })),
    ...diagnoses
      .filter((each) => isFailure(test, each))
      .map((each): RunPart => ({ name: titleOfDiagnosis(each), valid: false, reason: textOf(each) })),
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

/** A node that died fails a run, and so does a bad line under `--strict`. */
function isFailure({ strict }: Figures, { kind }: Diagnosis): boolean {
  return kind === 'crashed' || (strict === true && BAD_LINES.has(kind));
}

/** Why requests failed, if some kind of them always did. */
function causesOf(test: Figures, results: Partial<Results>): readonly Diagnosis[] {
  if (results.stats?.valid !== false) return [];
  return diagnosesOf(results).filter(
    (each) => !isRemark(each) && !isFailure(test, each) && each.kind !== 'malformed-reply',
  );
}

/** What is said nowhere else. */
function warningsOf(test: Figures, results: Partial<Results>): readonly Diagnosis[] {
  const causes = causesOf(test, results);
  return diagnosesOf(results).filter(
    (each) => !causes.includes(each) && !isFailure(test, each) && !SAID_ELSEWHERE.has(each.kind),
  );
}

function remarks(diagnoses: readonly Diagnosis[], wanted: Diagnosis['kind']): readonly string[] {
  return diagnoses.filter(({ kind }) => kind === wanted).map(sentenceOf);
}

function titleOfDiagnosis({ nodes, kind, count }: Diagnosis): string {
  if (kind !== 'crashed') return `${nodes.length === 0 ? 'run' : subject(nodes)}: ${kind} × ${count}`;
  return nodes.length === 1 ? `node ${nodes[0]} crashed` : `${subject(nodes)} crashed`;
}

function textOf(diagnosis: Diagnosis): string {
  const { nodes, detail } = diagnosis;
  if (detail !== undefined && nodes.length === 1) return detail;
  return [sentenceOf(diagnosis), ...(detail === undefined ? [] : [detail])].join('\n');
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
