/** What went wrong in a run, for its page: each thing in words, with the operations and messages that it is about. */

import { printExact } from '../../node/index.js';
import { type Diagnosis, isRemark, sentenceOf } from '../diagnosis/index.js';
import type { ValueExplanation } from '../explanations/index.js';
import type { History } from '../operations/history.js';
import { clipped } from '../text/clipped.js';
import type { Finding } from './finding.js';
import type { CheckerFinding } from './checker-findings.js';
import type { RunSummary } from './run-summary.js';
import { byWeight, detailedFindings, type DetailedKind, indices } from './workload-findings.js';

/** Lost values that are named. */
const LOST_SHOWN = 100;
/** Characters of a value that names its finding. */
const CHIP = 24;

type Kind = CheckerFinding['kind'];
type Of<K extends Kind> = Extract<CheckerFinding, { readonly kind: K }>;

/** What the workload's checker found, the most important first. */
const OF_WORKLOAD: readonly DetailedKind[] = [
  'register',
  'keys',
  'anomalies',
  'log',
  'repeated',
  'mismatches',
];

/** Most important first. The run may be one that was broken off. */
export function findingsOf(summary: RunSummary, history: History = []): readonly Finding[] {
  const { error, reasons, diagnoses, explanations, findings } = summary;
  const ofKind = <K extends Kind>(kind: K): readonly Of<K>[] =>
    findings.filter((each): each is Of<K> => each.kind === kind);
  return [
    ...(error === undefined ? [] : [{ kind: 'run', text: error }]),
    ...reasons.map((reason) => ({ kind: 'asked', text: `not as asked: ${reason}` })),
    ...diagnosed(diagnoses.filter((each) => !isRemark(each))),
    ...explained(explanations, 'lost'),
    ...ofKind('lost').flatMap(({ values }) => lostValues(values, explanations)),
    ...OF_WORKLOAD.flatMap((kind) =>
      ofKind(kind)
        .toSorted(byWeight)
        .flatMap((each) => detailedFindings(each, history)),
    ),
    ...ofKind('coverage').map(({ error: text }) => ({ kind: 'coverage', text })),
    ...ofKind('checker').map(({ error: text }) => ({ kind: 'checker', text: `checker: ${text}` })),
    ...ofKind('never').map(({ f }) => ({ kind: 'operations', text: `no ${f} ever succeeded` })),
    ...availability(summary),
    ...ofKind('thrown').map(thrown),
    ...thresholds(summary),
    ...diagnosed(diagnoses.filter(isRemark)),
    ...explained(explanations, 'late'),
  ];
}

function diagnosed(diagnoses: readonly Diagnosis[]): Finding[] {
  return diagnoses.map((each) => ({
    kind: each.kind,
    text: [sentenceOf(each), ...(each.detail === undefined ? [] : [each.detail])].join('\n'),
    messages: each.messages,
    ...(each.operations !== undefined && { operations: each.operations }),
  }));
}

function explained(explanations: readonly ValueExplanation[], wanted: ValueExplanation['kind']): Finding[] {
  return explanations
    .filter(({ kind }) => kind === wanted)
    .map(({ kind, text, messages, operations, value, cause }) => ({
      kind,
      text,
      ...(cause !== undefined && { group: cause }),
      chip: clipped(printExact(value), CHIP),
      messages,
      operations,
      value: printExact(value),
    }));
}

/** Those that nothing explains: there may be thousands. */
function lostValues(lost: readonly unknown[], explanations: readonly ValueExplanation[]): Finding[] {
  const known = new Set(
    explanations.filter(({ kind }) => kind === 'lost').map(({ value }) => printExact(value)),
  );
  const others = lost.map((value) => printExact(value)).filter((text) => !known.has(text));
  if (others.length === 0) return [];
  const shown = others.slice(0, LOST_SHOWN).join(', ');
  const more = others.length > LOST_SHOWN ? `, and ${others.length - LOST_SHOWN} more` : '';
  const text = `${others.length} ${known.size > 0 ? 'more ' : ''}${others.length === 1 ? 'value' : 'values'} lost: ${shown}${more}`;
  const [only] = others.length === 1 ? others : [];
  return [{ kind: 'lost', text, ...(only !== undefined && { value: only }) }];
}

/** If no diagnosis explains it. */
function availability({ figures, parts, diagnoses }: RunSummary): Finding[] {
  const part = parts.find(({ name }) => name === 'availability');
  const share = figures.availability?.share;
  if (part?.valid !== false || diagnoses.some(({ kind }) => kind === 'unavailable')) return [];
  return [{ kind: 'availability', text: `availability ${share} is below what was demanded` }];
}

function thrown({ count, example }: Of<'thrown'>): Finding {
  const text = `unexpected (${count} times): ${example.exception?.message ?? ''}`;
  return { kind: 'exception', text, operations: indices([example]) };
}

/** Those that no diagnosis explains. */
function thresholds({ thresholds: judged, diagnoses }: RunSummary): Finding[] {
  const isTold = (expect: string): boolean =>
    diagnoses.some(
      ({ kind }) =>
        (kind === 'unavailable' && expect.startsWith('availability ')) ||
        (kind === 'over-limit' && expect.startsWith('msgs-per-op ')),
    );
  return judged
    .filter(({ expect, valid }) => !valid && !isTold(expect))
    .map(({ expect, problem, actual }) => ({
      kind: 'threshold',
      text: `expected ${expect}: not met, ${problem ?? ''}${actual === undefined ? '' : ` (${actual})`}`,
    }));
}
