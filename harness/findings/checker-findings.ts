/** What the checkers of a run found, as data: each kind of thing that can be wrong, with what there is to show of it. */

import {
  type Anomalies,
  type Anomaly,
  type EchoMismatch,
  FORGIVEN,
  type KafkaError,
  kafkaErrors,
  type LinearizabilityResult,
  type ThrownClass,
  type WorkloadFigures,
} from '../checkers/index.js';
import { diagnosesOf } from '../diagnosis/index.js';
import type { Operation } from '../operations/history.js';
import type { StoredResults } from '../verdict/stored-results.js';

/** A key whose history was not found to be linearizable. */
interface DoubtfulKey {
  /** Its text. */
  readonly key: string;
  readonly result: LinearizabilityResult;
}

export type CheckerFinding =
  /** Not all of the history was judged. */
  | { readonly kind: 'coverage'; readonly error: string }
  /** Values that were acknowledged and are gone. */
  | { readonly kind: 'lost'; readonly values: readonly unknown[] }
  /** Ids that were given more than once, with how often: the most frequent, out of `count`. */
  | {
      readonly kind: 'repeated';
      readonly count: number;
      readonly ids: readonly (readonly [id: string, times: number])[];
    }
  /** No operation of this function ever succeeded. */
  | { readonly kind: 'never'; readonly f: string }
  /** What clients threw of one class, and no diagnosis explains. */
  | ({ readonly kind: 'thrown' } & ThrownClass)
  /** The workload's checker has no verdict, or has one with a reservation. */
  | { readonly kind: 'checker'; readonly error: string }
  /** The one register of a history without keys. */
  | { readonly kind: 'register'; readonly result: LinearizabilityResult }
  /** All keys that were checked, also if none is doubtful; `failed` are those that are not linearizable. */
  | {
      readonly kind: 'keys';
      readonly checked: number;
      readonly failed: number;
      readonly doubtful: readonly DoubtfulKey[];
    }
  /** An error of kafka's logs; one that is not bad is allowed. */
  | { readonly kind: 'log'; readonly type: string; readonly isBad: boolean; readonly error: KafkaError }
  /** Transactions that were not isolated. */
  | {
      readonly kind: 'anomalies';
      readonly counts: Readonly<Record<string, number>>;
      /** The models that the history does not satisfy. */
      readonly not: readonly string[];
      readonly examples: Anomalies;
    }
  /** An anomaly that has no effect on the verdict. */
  | { readonly kind: 'unjudged'; readonly type: string; readonly examples: readonly Anomaly[] }
  /** Echoes that are none, or counters that are off; `acceptable` is what a counter may show. */
  | {
      readonly kind: 'mismatches';
      readonly errors: readonly (EchoMismatch | Operation)[];
      readonly acceptable: WorkloadFigures['acceptable'];
    };

/** In no order of importance: whoever shows them has one. */
export function checkerFindings(results: StoredResults): readonly CheckerFinding[] {
  const { coverage, workload, stats } = results;
  return [
    ...(coverage?.error === undefined ? [] : [{ kind: 'coverage' as const, error: coverage.error }]),
    ...neverSucceeded(stats),
    ...thrown(results),
    ...(workload === undefined ? [] : workloadFindings(workload)),
  ];
}

function workloadFindings(workload: WorkloadFigures): readonly CheckerFinding[] {
  const { lost = [], error, errors, acceptable } = workload;
  return [
    ...(lost.length === 0 ? [] : [{ kind: 'lost' as const, values: lost }]),
    ...repeatedIds(workload),
    ...(error === undefined ? [] : [{ kind: 'checker' as const, error }]),
    ...keys(workload),
    ...logErrors(workload),
    ...anomalies(workload),
    ...(errors === undefined || errors === null || errors.length === 0
      ? []
      : [{ kind: 'mismatches' as const, errors, acceptable }]),
  ];
}

function neverSucceeded(stats: StoredResults['stats']): readonly CheckerFinding[] {
  return Object.entries(stats?.['by-f'] ?? {})
    .filter(([f, { valid }]) => !valid && !FORGIVEN.has(f))
    .map(([f]) => ({ kind: 'never', f }));
}

/** Malformed replies have a diagnosis. */
function thrown(results: StoredResults): readonly CheckerFinding[] {
  const isDiagnosed = diagnosesOf(results).some(({ kind }) => kind === 'malformed-reply');
  return (results.exceptions?.exceptions ?? [])
    .filter(({ class: name }) => !isDiagnosed || name !== 'MalformedResponseError')
    .map((each) => ({ kind: 'thrown', ...each }));
}

function repeatedIds({
  duplicated = {},
  'duplicated-count': count = 0,
}: WorkloadFigures): readonly CheckerFinding[] {
  return count === 0 ? [] : [{ kind: 'repeated', count, ids: Object.entries(duplicated) }];
}

function keys(workload: WorkloadFigures): readonly CheckerFinding[] {
  const { register, results, failures } = workload;
  if (register === 'one') return [{ kind: 'register', result: workload }];
  if (results === undefined || failures === undefined) return [];
  const all = Object.entries(results);
  if (all.length === 0) return [];
  const doubtful = all.filter(([, { valid }]) => valid !== true).map(([key, result]) => ({ key, result }));
  return [{ kind: 'keys', checked: all.length, failed: failures.length, doubtful }];
}

function logErrors(workload: WorkloadFigures): readonly CheckerFinding[] {
  const { 'error-types': types = [], 'bad-error-types': bad = [] } = workload;
  return kafkaErrors(workload, types).map(([type, error]) => ({
    kind: 'log',
    type,
    isBad: bad.includes(type),
    error,
  }));
}

function anomalies({
  'anomaly-counts': counts = {},
  not = [],
  anomalies: examples = {},
  unjudged = {},
}: WorkloadFigures): readonly CheckerFinding[] {
  return [
    ...(Object.keys(examples).length === 0 && Object.keys(counts).length === 0
      ? []
      : [{ kind: 'anomalies' as const, counts, not, examples }]),
    ...Object.entries(unjudged).map(([type, all]) => ({ kind: 'unjudged' as const, type, examples: all })),
  ];
}
