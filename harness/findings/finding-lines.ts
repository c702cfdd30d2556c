/** What a summary says of what went wrong, in words. Nothing of a run in which all went well. */

import { printExact } from '../../node/index.js';
import { excerpt } from '../../router/index.js';
import { type Diagnosis, isRemark, sentenceOf } from '../diagnosis/index.js';
import { mismatchText } from '../explanations/mismatch.js';
import { printable } from '../text/printable.js';
import { anomalyLines, unjudgedLine } from './anomaly-lines.js';
import type { CheckerFinding } from './checker-findings.js';
import type { RunSummary } from './run-summary.js';
import type { SummaryLine, Group } from './summary-layout.js';
import { keyLines, registerLine } from './summary-of-keys.js';

const MISMATCHES = 3;
const LISTED = 10;

type Kind = CheckerFinding['kind'];
type Of<K extends Kind> = Extract<CheckerFinding, { readonly kind: K }>;

/** What nodes did wrong, causes first. */
export function causeLines({ diagnoses }: Pick<RunSummary, 'diagnoses'>): readonly SummaryLine[] {
  const causes = diagnoses.filter((each) => !isRemark(each));
  const isNote = ({ kind }: Diagnosis): boolean => kind === 'storm';
  return [
    ...diagnosisLines(
      causes.filter((each) => each.kind !== 'malformed-reply' && !isNote(each)),
      'trouble',
    ),
    ...diagnosisLines(causes.filter(isNote), 'note'),
    ...malformedLines(causes),
  ];
}

/** What stands together, in its order. */
const GROUPS: readonly (readonly Kind[])[] = [
  ['coverage'],
  ['lost', 'repeated'],
  ['never', 'thrown', 'checker'],
  ['register', 'keys'],
  ['log', 'anomalies', 'unjudged', 'mismatches'],
];

/** One kind of finding a group: values, operations, what the workload's checker has to say. */
export function findingGroups(summary: Pick<RunSummary, 'findings' | 'diagnoses'>): readonly Group[] {
  return [
    ...GROUPS.map((kinds) => ({ entries: findingLines(summary, kinds) })),
    { entries: diagnosisLines(summary.diagnoses.filter(isRemark), 'note') },
  ];
}

/** The findings of some kinds, in the order of the kinds. */
export function findingLines(
  { findings }: Pick<RunSummary, 'findings'>,
  kinds: readonly Kind[],
): readonly SummaryLine[] {
  return kinds.flatMap((kind) => findings.filter((each) => each.kind === kind).flatMap(linesOf));
}

/** In what the run was not what was asked for. */
export function reasonLines({ reasons }: Pick<RunSummary, 'reasons'>): readonly SummaryLine[] {
  return reasons.map((reason) => ['not as asked', printable(reason), 'bad']);
}

/** Malformed replies, and what else clients threw. */
export function unexpectedLines(summary: Pick<RunSummary, 'findings' | 'diagnoses'>): readonly SummaryLine[] {
  return [...malformedLines(summary.diagnoses), ...findingLines(summary, ['thrown'])];
}

function linesOf(finding: CheckerFinding): readonly SummaryLine[] {
  switch (finding.kind) {
    case 'coverage':
      return [['unjudged', printable(finding.error), 'bad']];
    case 'lost':
      return [['lost', list(finding.values), 'bad']];
    case 'repeated':
      return [['repeated', repeatedText(finding), 'bad']];
    case 'never':
      return [['', `no ${printable(finding.f)} ever succeeded`]];
    case 'thrown':
      return [['unexpected', thrownText(finding), 'bad']];
    case 'checker':
      return [['checker', printable(finding.error.split('\n')[0] ?? '')]];
    case 'register':
      return [registerLine(finding)];
    case 'keys':
      return keyLines(finding);
    case 'log':
      return [[finding.type, logText(finding)]];
    case 'anomalies':
      return anomalyLines(finding);
    case 'unjudged':
      return [unjudgedLine(finding)];
    case 'mismatches':
      return mismatchLines(finding);
  }
}

function diagnosisLines(diagnoses: readonly Diagnosis[], name: string): readonly SummaryLine[] {
  return diagnoses.map((each, i) => [i === 0 ? name : '', printable(sentenceOf(each)), ...signOf(each)]);
}

function malformedLines(diagnoses: readonly Diagnosis[]): readonly SummaryLine[] {
  return diagnosisLines(
    diagnoses.filter(({ kind }) => kind === 'malformed-reply'),
    'unexpected',
  );
}

function signOf({ kind }: Diagnosis): readonly ['bad'] | readonly [] {
  return kind === 'storm' ? [] : ['bad'];
}

/** Most often first. */
function repeatedText({ count, ids }: Of<'repeated'>): string {
  const shown = ids.slice(0, LISTED).map(([id, times]) => `${printable(id.slice(0, 80))} ${times} times`);
  return shown.join(', ') + (count > shown.length ? `, and ${count - shown.length} more` : '');
}

function thrownText({ count, example }: Of<'thrown'>): string {
  return `${count} ×, such as: ${printable(excerpt(example.exception?.message ?? ''))}`;
}

/** One kind of error with its first example in words, or in a sentence of its own. */
function logText({ error: { count, errs, text } }: Of<'log'>): string {
  const example = errs === undefined || errs === true ? undefined : errs[0];
  const words = printable(excerpt((text ?? example?.text ?? '').replaceAll('\n', '; ')));
  return count === undefined || text !== undefined ? words : `${count} ×, such as: ${words}`;
}

function mismatchLines({ errors, acceptable }: Of<'mismatches'>): readonly SummaryLine[] {
  const texts = errors.slice(0, MISMATCHES).map((error) => printable(mismatchText(error, acceptable)));
  if (errors.length > MISMATCHES) texts.push(`and ${errors.length - MISMATCHES} more`);
  return texts.map((text, i) => [i === 0 ? 'mismatches' : '', text]);
}

function list(values: readonly unknown[]): string {
  const shown = values.slice(0, LISTED).map((value) => printable(printExact(value).slice(0, 80)));
  return shown.join(', ') + (values.length > LISTED ? `, and ${values.length - LISTED} more` : '');
}
