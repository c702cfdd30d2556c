/** What a summary says of what went wrong, in words. Nothing of a run in which all went well. */

import { excerpt } from '../../router/index.js';
import type { Results } from '../verdict/analysis.js';
import { FORGIVEN } from '../checkers/index.js';
import { printExact } from '../../node/index.js';
import { type Diagnosis, diagnosesOf, isRemark, sentenceOf } from '../diagnosis/index.js';
import { mismatchText } from '../explanations/mismatch.js';
import type { Operation } from '../operations/history.js';
import { printable } from '../text/printable.js';
import { anomalyLines } from './anomaly-lines.js';
import type { Entry, Group } from './summary-layout.js';
import { keyLines } from './summary-of-keys.js';

const MISMATCHES = 3;

/** What nodes did wrong, causes first. */
export function causeLines(results: Results): readonly Entry[] {
  const causes = diagnosesOf(results).filter((each) => !isRemark(each));
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

/** One kind of finding a group: values, operations, what the workload's checker has to say. */
export function findingGroups(results: Results): readonly Group[] {
  const { workload, stats, exceptions } = results;
  const diagnoses = diagnosesOf(results);
  return [
    { entries: coverageLines(results) },
    { entries: [...lostLines(workload), ...repeatedLines(workload)] },
    {
      entries: [...neverLines(stats), ...exceptionLines(exceptions, diagnoses), ...checkerLines(workload)],
    },
    { entries: keyLines(workload) },
    { entries: [...errorLines(workload), ...anomalyLines(workload), ...mismatchLines(workload)] },
    { entries: diagnosisLines(diagnoses.filter(isRemark), 'note') },
  ];
}

/** In what the run was not what was asked for. */
export function reasonLines({ reasons = [] }: Pick<Results, 'reasons'>): readonly Entry[] {
  return reasons.map((reason) => ['not as asked', printable(reason), 'bad']);
}

function diagnosisLines(diagnoses: readonly Diagnosis[], name: string): readonly Entry[] {
  return diagnoses.map((each, i) => [i === 0 ? name : '', printable(sentenceOf(each)), ...signOf(each)]);
}

function malformedLines(diagnoses: readonly Diagnosis[]): readonly Entry[] {
  return diagnosisLines(
    diagnoses.filter(({ kind }) => kind === 'malformed-reply'),
    'unexpected',
  );
}

function signOf({ kind }: Diagnosis): readonly ['bad'] | readonly [] {
  return kind === 'storm' ? [] : ['bad'];
}

/** All that the workload's checker found, without its figures. */
export function workloadLines(workload: Readonly<Record<string, unknown>>): readonly Entry[] {
  return [
    ...lostLines(workload),
    ...repeatedLines(workload),
    ...checkerLines(workload),
    ...keyLines(workload),
    ...errorLines(workload),
    ...anomalyLines(workload),
    ...mismatchLines(workload),
  ];
}

function lostLines({ lost }: Readonly<Record<string, unknown>>): readonly Entry[] {
  return Array.isArray(lost) && lost.length > 0 ? [['lost', list(lost), 'bad']] : [];
}

/** Ids that were given more than once, most often first. */
function repeatedLines({
  duplicated,
  'duplicated-count': count,
}: Readonly<Record<string, unknown>>): readonly Entry[] {
  if (typeof count !== 'number' || count === 0) return [];
  const ids = Object.entries((duplicated ?? {}) as Readonly<Record<string, number>>);
  const shown = ids.slice(0, 10).map(([id, times]) => `${printable(id.slice(0, 80))} ${times} times`);
  return [
    [
      'repeated',
      shown.join(', ') + (count > shown.length ? `, and ${count - shown.length} more` : ''),
      'bad',
    ],
  ];
}

/** What was not judged, or that there was nothing to judge. */
export function coverageLines({ coverage }: Partial<Results>): readonly Entry[] {
  return coverage?.error === undefined ? [] : [['unjudged', printable(coverage.error), 'bad']];
}

export function neverLines({ 'by-f': byF }: Readonly<Record<string, unknown>>): readonly Entry[] {
  return Object.entries(byF as Record<string, { readonly valid: unknown }>)
    .filter(([f, { valid }]) => valid === false && !FORGIVEN.has(f))
    .map(([f]) => ['', `no ${printable(f)} ever succeeded`]);
}

/** What clients threw, without the malformed replies that have a diagnosis. */
export function exceptionLines(
  { exceptions = [] }: Readonly<Record<string, unknown>>,
  diagnoses: readonly Diagnosis[],
): readonly Entry[] {
  const isTold = diagnoses.some(({ kind }) => kind === 'malformed-reply');
  return (exceptions as readonly Exceptions[])
    .filter(({ class: name }) => !isTold || name !== 'MalformedResponseError')
    .map(({ count, example }) => [
      'unexpected',
      `${count} ×, such as: ${printable(excerpt(example.exception?.message ?? ''))}`,
      'bad',
    ]);
}

/** Those of one class. */
interface Exceptions {
  readonly class: string;
  readonly count: number;
  readonly example: Operation;
}

/** Malformed replies, and what else clients threw. */
export function unexpectedLines(
  exceptions: Readonly<Record<string, unknown>>,
  diagnoses: readonly Diagnosis[],
): readonly Entry[] {
  return [...malformedLines(diagnoses), ...exceptionLines(exceptions, diagnoses)];
}

function checkerLines({ error }: Readonly<Record<string, unknown>>): readonly Entry[] {
  return error === undefined ? [] : [['checker', printable(String(error).split('\n')[0] ?? '')]];
}

/** The errors of logs by name, each with its first example in words. */
function errorLines(workload: Readonly<Record<string, unknown>>): readonly Entry[] {
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

function mismatchLines({ errors, acceptable }: Readonly<Record<string, unknown>>): readonly Entry[] {
  if (!Array.isArray(errors) || errors.length === 0) return [];
  const texts = errors.slice(0, MISMATCHES).map((error) => printable(mismatchText(error, acceptable)));
  if (errors.length > MISMATCHES) texts.push(`and ${errors.length - MISMATCHES} more`);
  return texts.map((text, i) => [i === 0 ? 'mismatches' : '', text]);
}

function list(values: readonly unknown[]): string {
  const shown = values.slice(0, 10).map((value) => printable(printExact(value).slice(0, 80)));
  return shown.join(', ') + (values.length > 10 ? `, and ${values.length - 10} more` : '');
}
