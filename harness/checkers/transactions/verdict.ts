/**
 * From anomalies to a result, as in Elle: only anomalies that the requested models prohibit are reported. The models that the
 * history cannot satisfy follow from all anomalies.
 */

import type { Result } from '../checker.js';
import type { Findings } from './findings.js';
import { isCheckable, prohibited, ruledOut } from './models.js';

/** What leaves a question open rather than answering it. */
const INDECISIVE: ReadonlySet<string> = new Set(['cycle-search-timeout', 'empty-transaction-graph']);

/** Undefined where nothing is to be reported. */
export function reported(findings: Findings, models: readonly string[]): Result | undefined {
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

/** Told where a model was asked for that every history satisfies, as far as can be seen here. */
export function caveat(models: readonly string[]): { readonly note?: string } {
  const idle = models.filter((name) => !isCheckable(name));
  if (idle.length === 0) return {};
  return { note: `no anomaly that is looked for here could rule out ${idle.join(', ')}` };
}
