/** What a run comes to, part by part, in the words of the summary: for CI servers, which show no terminal. */

import { rounded } from '../text/rounded.js';
import type { Validity } from '../checkers/index.js';
import { type Diagnosis, isRemark, sentenceOf, subject } from '../diagnosis/index.js';
import { faultWords } from './fault-lines.js';
import { figureLines } from './figure-lines.js';
import { findingLines, unexpectedLines } from './finding-lines.js';
import type { RunSummary, SummaryDiagnosis, VerdictPart } from './run-summary.js';
import type { SummaryLine } from './summary-layout.js';
import { verdictOf, verdictWord } from './verdict-word.js';

export interface RunPart {
  readonly name: string;
  readonly valid: Validity;
  /** Of what is not valid, why; of others there may be something to say too. Lines, as a person reads them. */
  readonly reason: string;
}

/** A summary in words, before they are put into anybody's syntax. */
export interface RunReport {
  /** Which run, on one line. */
  readonly title: string;
  /** `VALID`, `NOT MET`, ... */
  readonly verdict: string;
  /** A run in which a node died has failed, whatever its verdict (as the exit status has it). */
  readonly valid: Validity;
  /** Stands before the name of a part: `broadcast`. */
  readonly subject: string;
  readonly parts: readonly RunPart[];
  /** Names and what is to be said of them; a line without a name belongs to the one before. */
  readonly figures: readonly (readonly [string, string])[];
  readonly thresholds: readonly { readonly expect: string; readonly met: boolean; readonly result: string }[];
  readonly faults: readonly string[];
  readonly explanations: readonly string[];
  /** What nodes did wrong without the run being invalid for it. */
  readonly warnings: readonly { readonly title: string; readonly text: string }[];
  /** A command. */
  readonly repeat?: string;
}

/** Kinds that the parts of a report tell. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['malformed-reply', 'unavailable', 'over-limit']);

export function runReport(summary: RunSummary): RunReport {
  const { verdict, valid = 'unknown', crashed, thresholds, explanations, repeat } = summary;
  const hasCrashed = crashed.length > 0;
  return {
    title: titleOf(summary),
    verdict: verdictWord(verdict) + (hasCrashed ? ' (nodes crashed)' : ''),
    valid: hasCrashed ? false : valid,
    subject: subjectOf(summary),
    parts: partsOf(summary),
    figures: isWhole(summary) ? figureLines(summary).map(([name, text]) => [name, text]) : [],
    thresholds: thresholds.map(({ expect, valid: met, actual, problem }) => ({
      expect,
      met,
      result: [
        actual === undefined ? 'none' : String(rounded(actual)),
        ...(problem === undefined ? [] : [problem]),
      ].join(', '),
    })),
    faults: summary.faults.map(faultWords),
    explanations: explanations.map(({ text }) => text),
    warnings: warningsOf(summary).map((each) => ({ title: titleOfDiagnosis(each), text: textOf(each) })),
    ...(repeat !== undefined && { repeat }),
  };
}

function partsOf(summary: RunSummary): readonly RunPart[] {
  const { reasons, error, parts, thresholds, diagnoses } = summary;
  return [
    ...reasons.map((reason): RunPart => ({ name: 'as asked', valid: 'unknown', reason })),
    ...(error === undefined ? [] : [{ name: 'start', valid: 'unknown' as const, reason: error }]),
    ...parts.map((part) => partOf(part, summary)),
    ...thresholds.map(({ expect, valid, actual, problem = '' }): RunPart => ({
      name: expect,
      valid,
      reason: [
        `${problem}${actual === undefined ? '' : ` (${rounded(actual)})`}`.trim(),
        ...(expect.startsWith('msgs-per-op ') && !valid ? remarks(diagnoses, 'over-limit') : []),
      ].join('\n'),
    })),
    ...diagnoses
      .filter(({ isFailure }) => isFailure)
      .map((each): RunPart => ({ name: titleOfDiagnosis(each), valid: false, reason: textOf(each) })),
  ];
}

function partOf({ name, valid, error }: VerdictPart, summary: RunSummary): RunPart {
  // The findings of a workload and of the coverage have their errors among them.
  const first = error === undefined || name === 'workload' || name === 'coverage' ? [] : [error];
  const reason = [...first, ...linesOfPart(name, summary)].join('\n');
  return {
    name,
    valid,
    reason:
      reason === '' && valid !== true ? `${name} is ${verdictWord(verdictOf(valid)).toLowerCase()}` : reason,
  };
}

function linesOfPart(name: VerdictPart['name'], summary: RunSummary): readonly string[] {
  switch (name) {
    case 'workload':
      return [...words(findingLines(summary, OF_WORKLOAD)), ...lostTexts(summary)];
    case 'stats':
      return [...causesOf(summary).map(sentenceOf), ...words(findingLines(summary, ['never']))];
    case 'availability':
      return [...remarks(summary.diagnoses, 'unavailable'), availabilityText(summary)];
    case 'exceptions':
      return words(unexpectedLines(summary));
    case 'net':
      return [];
    case 'coverage':
      return words(findingLines(summary, ['coverage']));
  }
}

/** What the workload's own checker finds. */
const OF_WORKLOAD = [
  'lost',
  'repeated',
  'checker',
  'register',
  'keys',
  'log',
  'anomalies',
  'unjudged',
  'mismatches',
] as const;

/** Lines as sentences: what has no name of its own goes on with the one before. */
function words(lines: readonly SummaryLine[]): readonly string[] {
  return lines.map(([name, text]) => (name === '' ? text : `${name}: ${text}`));
}

function lostTexts({ explanations }: RunSummary): readonly string[] {
  return explanations.filter(({ kind }) => kind === 'lost').map(({ text }) => text);
}

function availabilityText({ figures, demandedAvailability: demanded }: RunSummary): string {
  const { availability } = figures;
  const got = `${availability === undefined ? '?' : rounded(availability.share)} of the operations succeeded`;
  return demanded === undefined ? got : `${got}, expected ${demanded}`;
}

/** Why requests failed, if some kind of them always did. */
function causesOf({ parts, diagnoses }: RunSummary): readonly SummaryDiagnosis[] {
  if (parts.find(({ name }) => name === 'stats')?.valid !== false) return [];
  return diagnoses.filter((each) => !isRemark(each) && !each.isFailure && each.kind !== 'malformed-reply');
}

/** What is said nowhere else. */
function warningsOf(summary: RunSummary): readonly Diagnosis[] {
  const causes = causesOf(summary);
  return summary.diagnoses.filter(
    (each) => !causes.includes(each) && !each.isFailure && !SAID_ELSEWHERE.has(each.kind),
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

function subjectOf({ workload = 'run' }: RunSummary): string {
  return workload;
}

function titleOf(summary: RunSummary): string {
  const { nodes, runtime } = summary;
  const count = nodes.length === 0 ? '' : `, ${nodes.length} nodes`;
  return `${subjectOf(summary)}${count}${runtime === undefined ? '' : `, ${runtime} runtime`}`;
}

/** Only a run that came to its checks has figures. */
function isWhole({ parts }: RunSummary): boolean {
  return ['workload', 'stats', 'availability', 'exceptions', 'net'].every((wanted) =>
    parts.some(({ name }) => name === wanted),
  );
}
