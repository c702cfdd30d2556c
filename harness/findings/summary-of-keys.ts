/** What a summary says of a history that was checked key by key: which keys are not linearizable, and why. */

import type { Validity } from '../checkers/checker.js';
import { type KeyResult, reasonOf } from '../explanations/key-reason.js';
import { printable } from '../text/printable.js';

const SHOWN_KEYS = 3;

type Figures = KeyResult & { readonly valid: Validity };

function registerText(result: Figures): string {
  if (result.valid === true) return 'linearizable (a history without keys is one of a single register)';
  return printable(result.valid === false ? `not linearizable: ${reasonOf(result)}` : reasonOf(result));
}

/** Nothing where the workload has no results by key. */
export function keyLines(workload: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  const { results, failures, register } = workload;
  if (register === 'one') return [['register', registerText(workload as Figures)]];
  if (typeof results !== 'object' || results === null || !Array.isArray(failures)) return [];
  const all = Object.entries(results as Record<string, KeyResult>);
  if (all.length === 0) return [];
  const doubtful = all.filter(([, { valid }]) => valid !== true);
  const unknown = doubtful.length - failures.length;
  const verdict = [
    ...(failures.length > 0 ? [`${failures.length} not linearizable`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ].join(', ');
  return [
    ['keys', `${all.length} checked, ${verdict === '' ? 'all linearizable' : verdict}`],
    ...doubtful
      .slice(0, SHOWN_KEYS)
      .map(([key, result]) => [printable(`key ${key}`), printable(reasonOf(result))] as const),
  ];
}
