/**
 * From anomalies to a result, as in Elle: only anomalies that the requested models prohibit are reported. The models that the
 * history cannot satisfy follow from all anomalies.
 */

import type { Result } from '../checker.js';
import type { Anomaly, Findings } from './findings.js';
import { isCheckable, prohibited, ruledOut } from './models.js';

/** By the name of the anomaly, the first few examples of each. */
export type Anomalies = Readonly<Record<string, readonly Anomaly[]>>;

/** The figures are absent if nothing was found, or if the history could not be understood. */
export interface IsolationResult extends Result {
  /** What the requested models do not allow, ascending. */
  readonly 'anomaly-types'?: readonly string[];
  readonly anomalies?: Anomalies;
  /** How many there are of each. */
  readonly 'anomaly-counts'?: Readonly<Record<string, number>>;
  /** The weakest models that the history does not satisfy. */
  readonly not?: readonly string[];
  /** The models that follow from those. */
  readonly 'also-not'?: readonly string[];
  /** Anomalies that have no effect on the verdict. */
  readonly unjudged?: Anomalies;
  /** What is to be said of the models that were requested. */
  readonly note?: string;
}

/** What leaves a question open rather than answering it. */
const INDECISIVE: ReadonlySet<string> = new Set(['cycle-search-timeout', 'empty-transaction-graph']);

/** Undefined if nothing is to be reported. */
export function reported(findings: Findings, models: readonly string[]): IsolationResult | undefined {
  const bad = prohibited(models);
  const types = findings.types.filter((type) => bad.has(type) || INDECISIVE.has(type));
  if (types.length === 0) return undefined;
  const { not, alsoNot } = ruledOut(findings.types);
  return {
    valid: types.some((type) => bad.has(type)) ? false : 'unknown',
    'anomaly-types': types,
    anomalies: Object.fromEntries(types.map((type) => [type, findings.examples(type)])),
    'anomaly-counts': Object.fromEntries(types.map((type) => [type, findings.count(type)])),
    not,
    'also-not': alsoNot,
  };
}

/** Reported if a model was asked for that every history satisfies, as far as can be seen here. */
export function caveat(models: readonly string[]): Pick<IsolationResult, 'note'> {
  const idle = models.filter((name) => !isCheckable(name));
  if (idle.length === 0) return {};
  return { note: `no anomaly that is looked for here could rule out ${idle.join(', ')}` };
}
