/** Which operations prove that a value exists. */

import { JsonMap } from '../checkers/json-value.js';
import type { History, Process } from '../operations/history.js';

export interface Proof {
  /** The first operation that proves it: its addition's ok or a read that shows it. */
  firstIndex: number | undefined;
  /** The last read that shows it. */
  last:
    { readonly index: number; readonly time: number; readonly invocation: number | undefined } | undefined;
}

export function proofsOf(history: History, values: readonly unknown[]): JsonMap<Proof> {
  const proofs = new JsonMap<Proof>();
  for (const value of values) proofs.set(value, { firstIndex: undefined, last: undefined });
  const invoked = new Map<Process, number>();
  for (const { index, time, type, process, f, value } of history) {
    if (process === 'nemesis') continue;
    if (type === 'invoke') invoked.set(process, index);
    if (type !== 'ok') continue;
    const shown: readonly unknown[] = f !== 'read' ? [value] : Array.isArray(value) ? value : [];
    for (const each of shown) {
      const proof = proofs.get(each);
      if (proof === undefined) continue;
      proof.firstIndex ??= index;
      if (f === 'read') proof.last = { index, time, invocation: invoked.get(process) };
    }
  }
  return proofs;
}
