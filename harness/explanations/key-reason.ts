/** Why a key's history is not linearizable, in one sentence. */

import { canonicalJson } from '../checkers/json-value.js';
import type { LinearizabilityResult, Refusal } from '../checkers/index.js';
import type { Operation } from '../operations/history.js';

/** Names the operation that has no place, the state that refuses it, and the write that left that state. */
export function reasonOf({ error, op, invoke, refusals = [], fragment }: LinearizabilityResult): string {
  if (op === undefined || invoke === undefined || fragment === undefined) return String(error);
  const [first, ...others] = refusals;
  const more = others.length === 0 ? '' : `, or one of ${others.length + 1} such values`;
  const about = `${op.f} of process ${op.process}, index ${invoke.index} to ${op.index}`;
  if (first?.by === undefined) {
    const from = fragment.operations[0]?.index ?? 0;
    return `${first?.refusal}${more} (${about}); certainly ${canonicalJson(fragment.state)} before index ${from}`;
  }
  return `${first.refusal}${more}; ${contradiction(first, invoke) ?? ''} (index ${first.by.index}; ${about})`;
}

/** The write that left the state which refuses, and when it was acknowledged; undefined if it is not known. */
export function contradiction({ by, state }: Refusal, invoke: Operation): string | undefined {
  if (by === undefined) return undefined;
  const write = `process ${by.process}'s ${by.f === 'cas' ? 'compare-and-set to' : `${by.f} of`} ${canonicalJson(state)}`;
  if (by.type !== 'ok') return `${write}, whose outcome is unknown, took effect last`;
  if (by.index > invoke.index)
    return `${write} was acknowledged at ${seconds(by)}, while the ${invoke.f} was under way`;
  return `${write} was acknowledged at ${seconds(by)}, before the ${invoke.f} began at ${seconds(invoke)}`;
}

function seconds({ time }: Operation): string {
  return `${(time / 1e9).toFixed(3)} s`;
}
