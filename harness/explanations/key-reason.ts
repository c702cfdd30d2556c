/** Why a key's history is not linearizable, in one sentence. */

import type { LinearizabilityResult } from '../checkers/index.js';
import { canonicalJson } from '../checkers/json-value.js';

export function reasonOf({ error, op, invoke, refusals = [], fragment }: LinearizabilityResult): string {
  if (op === undefined || invoke === undefined || fragment === undefined) return String(error);
  const [first, ...others] = refusals;
  const more = others.length === 0 ? '' : `, or one of ${others.length + 1} such values`;
  const from = fragment.operations[0]?.index ?? 0;
  return (
    `${first?.refusal}${more} (${op.f} of process ${op.process}, index ${invoke.index} to ${op.index}); ` +
    `certainly ${canonicalJson(fragment.state)} before index ${from}`
  );
}
