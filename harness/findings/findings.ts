/** What went wrong in a run, from its results: each thing in words, with the operations and messages that it is about. */

import type { Results } from '../verdict/analysis.js';
import { printExact } from '../../node/index.js';
import { type Diagnosis, diagnosesOf, isRemark, sentenceOf } from '../diagnosis/index.js';
import type { ValueExplanation } from '../explanations/index.js';
import { FORGIVEN } from '../checkers/index.js';
import type { History, Operation } from '../operations/history.js';
import type { Finding } from '../report/report-data.js';
import { indices, workloadFindings } from './workload-findings.js';

/** Most important first. `results` may be of a run that was broken off. */
export function findingsOf(results: Partial<Results>, history: History = []): readonly Finding[] {
  const { workload = { valid: true } } = results;
  const diagnoses = diagnosesOf(results);
  return [
    ...runErrors(results),
    ...(results.reasons ?? []).map((reason) => ({ kind: 'asked', text: `not as asked: ${reason}` })),
    ...diagnosed(diagnoses.filter((each) => !isRemark(each))),
    ...explained(results.explanations ?? [], 'lost'),
    ...lostValues(workload, results.explanations ?? []),
    ...workloadFindings(workload, history),
    ...parts(results, diagnoses),
    ...thresholds(results, diagnoses),
    ...diagnosed(diagnoses.filter(isRemark)),
    ...explained(results.explanations ?? [], 'late'),
  ];
}

type Figures = Readonly<Record<string, unknown>>;

function runErrors({ error }: Partial<Results>): Finding[] {
  return error === undefined ? [] : [{ kind: 'run', text: String(error) }];
}

function diagnosed(diagnoses: readonly Diagnosis[]): Finding[] {
  return diagnoses.map((each) => ({
    kind: each.kind,
    text: [sentenceOf(each), ...(each.detail === undefined ? [] : [each.detail])].join('\n'),
    messages: each.messages,
    ...(each.operations !== undefined && { operations: each.operations }),
  }));
}

function explained(explanations: readonly ValueExplanation[], wanted: string): Finding[] {
  return explanations
    .filter(({ kind }) => kind === wanted)
    .map(({ kind, text, messages, operations, value }) => ({
      kind,
      text,
      messages,
      operations,
      value: printExact(value),
    }));
}

/** Those that nothing explains: there may be thousands. */
function lostValues({ lost }: Figures, explanations: readonly ValueExplanation[]): Finding[] {
  if (!Array.isArray(lost) || lost.length === 0) return [];
  const known = new Set(
    explanations.filter(({ kind }) => kind === 'lost').map(({ value }) => printExact(value)),
  );
  const others = lost.map(printExact).filter((text) => !known.has(text));
  if (others.length === 0) return [];
  const shown = others.slice(0, 100).join(', ');
  const more = others.length > 100 ? `, and ${others.length - 100} more` : '';
  const text = `${others.length} ${known.size > 0 ? 'more ' : ''}${others.length === 1 ? 'value' : 'values'} lost: ${shown}${more}`;
  return [{ kind: 'lost', text, ...(others.length === 1 && { value: others[0] }) }];
}

/** What checkers say that are the same for all workloads. */
function parts(
  { workload, stats, availability, exceptions, coverage }: Partial<Results>,
  diagnoses: readonly Diagnosis[],
): Finding[] {
  const has = (wanted: Diagnosis['kind']): boolean => diagnoses.some(({ kind }) => kind === wanted);
  const found: Finding[] = [];
  if (coverage?.error !== undefined) found.push({ kind: 'coverage', text: coverage.error });
  if (workload?.['error'] !== undefined)
    found.push({ kind: 'checker', text: `checker: ${String(workload['error'])}` });
  for (const [f, { valid }] of Object.entries(
    (stats?.['by-f'] ?? {}) as Record<string, { readonly valid: unknown }>,
  ))
    if (valid === false && !FORGIVEN.has(f))
      found.push({ kind: 'operations', text: `no ${f} ever succeeded` });
  if (availability?.valid === false && !has('unavailable'))
    found.push({
      kind: 'availability',
      text: `availability ${String(availability['ok-fraction'])} is below what was demanded`,
    });
  const thrown = (exceptions?.['exceptions'] ?? []) as readonly {
    readonly class: string;
    readonly count: number;
    readonly example: Operation;
  }[];
  for (const { class: name, count, example } of thrown) {
    if (name === 'MalformedResponseError' && has('malformed-reply')) continue;
    const text = `unexpected (${count} times): ${example.exception?.message ?? ''}`;
    found.push({ kind: 'exception', text, operations: indices([example]) });
  }
  return found;
}

/** Those that no diagnosis explains. */
function thresholds(
  { thresholds: judged = [] }: Partial<Results>,
  diagnoses: readonly Diagnosis[],
): Finding[] {
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
