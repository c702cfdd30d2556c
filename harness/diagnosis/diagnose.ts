/** All diagnoses of a run, causes first. Pure: the same evidence gives the same sentences. */

import type { TroubleCount } from '../../router/index.js';
import { demands } from './demands.js';
import { DIAGNOSIS_KINDS, type Diagnosis } from './diagnosis.js';
import { errorReplies } from './error-replies.js';
import type { DiagnosisEvidence } from './evidence.js';
import { malformedReplies } from './malformed-replies.js';
import { silences } from './silence.js';
import { storm } from './storm.js';
import { troubleDiagnoses } from './troubles.js';
import { lateReplies, wrongReplies } from './wrong-replies.js';

/** The diagnoses for the results: absent if there are none. */
export interface Diagnosed {
  readonly diagnoses?: readonly Diagnosis[];
}

export function diagnosed(evidence: DiagnosisEvidence): Diagnosed {
  const diagnoses = diagnose(evidence);
  return diagnoses.length === 0 ? {} : { diagnoses };
}

export function diagnose(evidence: DiagnosisEvidence): readonly Diagnosis[] {
  const { conversations, troubles, history, faults, options } = evidence;
  const operations = history.filter(({ type, process }) => type === 'invoke' && process !== 'nemesis').length;
  const stormy = conversations === undefined ? [] : storm(conversations, operations);
  // In a storm requests go unanswered.
  const silent = silences(evidence).filter(({ kind }) => kind !== 'unanswered' || stormy.length === 0);
  // Faults and message loss explain delays and refusals.
  const isCalm = faults.length === 0 && options.loss === 0 && stormy.length === 0;
  const found: readonly Diagnosis[] = [
    ...troubleDiagnoses(troubles, options),
    ...stormy,
    ...silent,
    ...malformedReplies(history, options.nodes),
    ...demands(evidence),
    ...(conversations === undefined
      ? []
      : [
          ...wrongReplies(conversations, silent.length > 0),
          ...(isCalm ? lateReplies(conversations) : []),
          ...errorReplies(conversations, isCalm),
        ]),
  ];
  const rank = new Map<string, number>(DIAGNOSIS_KINDS.map((kind, i) => [kind, i]));
  return found.toSorted((a, b) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0));
}

/** Those of stored results: an older version stored troubles alone. */
export function diagnosesOf({
  diagnoses,
  diagnostics = [],
}: {
  readonly diagnoses?: readonly Diagnosis[] | undefined;
  readonly diagnostics?: readonly TroubleCount[] | undefined;
}): readonly Diagnosis[] {
  return diagnoses ?? troubleDiagnoses(diagnostics, { nodes: [], strict: false });
}

/** Diagnoses of the run as a whole, which explain a figure rather than a failure. */
const REMARKS: ReadonlySet<Diagnosis['kind']> = new Set(['unavailable', 'over-limit']);

export function isRemark({ kind }: Diagnosis): boolean {
  return REMARKS.has(kind);
}

/** The sentence, and its remedy. */
export function sentenceOf({ what, cure }: Diagnosis): string {
  return `${what}; hint: ${cure}`;
}
