/** What a summary says of a history that was checked key by key: which keys are not linearizable, and why. */

import type { Explanation } from '../checkers/index.js';
import { canonicalJson } from '../checkers/json-value.js';
import { printable } from '../printable.js';

const SHOWN_KEYS = 3;

type KeyResult = { readonly valid: unknown; readonly error?: string } & Partial<Explanation>;

/** Nothing where the workload has no results by key. */
export function keyLines(workload: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  const { results, failures } = workload;
  if (typeof results !== 'object' || results === null || !Array.isArray(failures)) return [];
  const all = Object.entries(results as Record<string, KeyResult>);
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
      .map(([key, result]) => [printable(`key ${key}`), printable(reason(result))] as const),
  ];
}

function reason({ error, op, invoke, refusals = [], fragment }: KeyResult): string {
  if (op === undefined || invoke === undefined || fragment === undefined) return String(error);
  const [first, ...others] = refusals;
  const more = others.length === 0 ? '' : `, or one of ${others.length + 1} such values`;
  const from = fragment.operations[0]?.index ?? 0;
  return (
    `${first?.refusal}${more} (${op.f} of process ${op.process}, index ${invoke.index} to ${op.index}); ` +
    `certainly ${canonicalJson(fragment.state)} before index ${from}`
  );
}
