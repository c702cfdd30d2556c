/** The verdict of a run as somebody would say it, with numbers. */

import { printExact } from '../../node/index.js';
import { sentenceOf } from '../diagnosis/index.js';
import { reasonOf } from '../explanations/key-reason.js';
import type { CheckerFinding } from '../findings/checker-findings.js';
import type { RunSummary } from '../findings/run-summary.js';
import { rounded } from '../text/rounded.js';

/** What is checked of what clients saw. */
const CHECKED = ['workload', 'stats', 'availability', 'exceptions'] as const;

/** One or more whole sentences. */
export function verdictSentence(summary: RunSummary): string {
  const { valid, isInterrupted } = summary;
  if (valid === undefined)
    return 'This run has no results.json: it is under way, was broken off, or was not made by Eddy. eddy check judges what it left.';
  return [
    ...crashes(summary),
    ...judgement(summary),
    ...demands(summary),
    ...(isInterrupted ? ['The run was stopped before its time.'] : []),
  ].join(' ');
}

function judgement(summary: RunSummary): readonly string[] {
  const { valid, reasons, parts, error } = summary;
  const isSound = CHECKED.every((wanted) =>
    parts.some(({ name, valid: isValid }) => name === wanted && isValid === true),
  );
  if (valid === 'unknown' && isSound && reasons.length > 0)
    return [`${rightWords(summary)}, but the run was not what was asked for.`];
  if (valid === 'unknown')
    return [`The result could not be determined${error === undefined ? '' : ': the run failed'}.`];
  if (valid === true) return [`${rightWords(summary)}.`];
  if (isSound) return [`${rightWords(summary)}, but the run does not meet what was demanded of it.`];
  const wrong = wrongWords(summary);
  return [wrong === undefined ? 'The cluster violated its guarantees.' : `${wrong}.`];
}

/** What was right, in numbers. */
function rightWords({ figures, findings, workload = '' }: RunSummary): string {
  const { values, ids, operations } = figures;
  if (values !== undefined && values.stable > 0) {
    const slowest = figures.byName['stable-max'];
    const end = slowest === undefined ? '' : `, the slowest after ${rounded(slowest)} ms`;
    return `All ${values.stable} acknowledged values are shown by every later read${end}`;
  }
  if (ids !== undefined) return `All ${ids.acknowledged} ids are different`;
  const keys = findings.find(({ kind }) => kind === 'keys');
  if (keys?.kind === 'keys')
    return keys.checked === 1 ? 'The one key is linearizable' : `All ${keys.checked} keys are linearizable`;
  const done =
    operations === undefined ? '' : `: ${operations.ok} of ${operations.count} operations succeeded`;
  return workload.startsWith('txn')
    ? `Transactions were isolated as demanded${done}`
    : `Clients saw what they were promised${done}`;
}

/** What was wrong with what clients saw; undefined if nothing that this knows. */
function wrongWords(summary: RunSummary): string | undefined {
  const { findings, figures, diagnoses, crashed } = summary;
  for (const finding of findings) {
    switch (finding.kind) {
      case 'lost':
        return lostWords(summary, finding.values);
      case 'repeated':
        return `${finding.count} of ${figures.ids?.acknowledged ?? finding.count} ids were given more than once`;
      case 'register':
        if (finding.result.valid === false) return 'The register is not linearizable';
        break;
      case 'keys':
        if (finding.failed === 1 && only(finding) !== undefined) return only(finding);
        if (finding.failed > 0)
          return `${finding.failed} of ${count(finding.checked, 'key')} ${finding.failed === 1 ? 'is' : 'are'} not linearizable`;
        break;
      case 'log':
        if (finding.isBad) return logWords(summary);
        break;
      case 'anomalies':
        return anomalyWords(finding.counts, finding.not);
      case 'mismatches':
        return `${count(finding.errors.length, 'operation')} of ${figures.operations?.count ?? finding.errors.length} returned what ${finding.errors.length === 1 ? 'it' : 'they'} should not`;
      default:
    }
  }
  const never = findings.flatMap((finding) => (finding.kind === 'never' ? [finding.f] : []));
  if (never.length > 0) return `No ${never.join(', no ')} ever succeeded`;
  const [first] = diagnoses.filter(({ isFailure }) => isFailure);
  return first === undefined || crashed.length > 0 ? undefined : sentenceOf(first);
}

/** `Key 0 is not linearizable: cannot read 4: the register holds 1`, if one key is not. */
function only({ doubtful }: Extract<CheckerFinding, { readonly kind: 'keys' }>): string | undefined {
  const wrong = doubtful.find(({ result }) => result.valid === false);
  if (wrong === undefined) return undefined;
  const [reason = ''] = reasonOf(wrong.result).split('; ');
  return `Key ${wrong.key} is not linearizable: ${reason}`;
}

/** `16 of 63 acknowledged values are missing; 14 were dropped by partition majority (1.0-4.0 s), never sent again`. */
function lostWords({ figures, explanations }: RunSummary, lost: readonly unknown[]): string {
  const all = (figures.values?.stable ?? 0) + lost.length;
  const byCause = new Map<string, Set<string>>();
  for (const { kind, cause, value } of explanations) {
    if (kind !== 'lost' || cause === undefined) continue;
    const values = byCause.get(cause) ?? new Set();
    byCause.set(cause, values.add(printExact(value)));
  }
  const [most] = [...byCause].toSorted(([, a], [, b]) => b.size - a.size);
  const head = `${lost.length} of ${all} acknowledged values ${lost.length === 1 ? 'is' : 'are'} missing`;
  if (most === undefined) return head;
  const [cause, { size }] = most;
  const which = size < lost.length ? String(size) : size === 1 ? 'it' : `all ${size}`;
  return `${head}; ${which} ${size === 1 ? 'was' : 'were'} ${cause}`;
}

function logWords({ findings }: RunSummary): string {
  const bad = findings.flatMap((each) => (each.kind === 'log' && each.isBad ? [each] : []));
  const parts = bad.map(({ type, error }) => (error.count === undefined ? type : `${error.count} × ${type}`));
  return `The logs are not what was acknowledged: ${parts.join(', ')}`;
}

function anomalyWords(counts: Readonly<Record<string, number>>, not: readonly string[]): string {
  const parts = Object.entries(counts).map(([type, number]) => `${number} × ${type}`);
  const ruledOut = not.length === 0 ? '' : `; the history is not ${not.join(', not ')}`;
  return `Transactions were not isolated: ${parts.join(', ')}${ruledOut}`;
}

function crashes({ crashed }: RunSummary): readonly string[] {
  return crashed.length === 0
    ? []
    : [
        `${crashed.slice(0, 5).join(', ')}${crashed.length > 5 ? ` and ${crashed.length - 5} more` : ''} crashed.`,
      ];
}

function demands({ thresholds }: RunSummary): readonly string[] {
  if (thresholds.length === 0) return [];
  const missed = thresholds.filter(({ valid }) => !valid).length;
  if (missed === 0)
    return [
      thresholds.length === 1 ? 'The threshold is met.' : `All ${thresholds.length} thresholds are met.`,
    ];
  return [`${missed} of ${count(thresholds.length, 'threshold')} ${missed === 1 ? 'is' : 'are'} not met.`];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
