/** The last state that each node showed: the read that was invoked last of those that it answered. */

import { naturalOrder } from '../text/natural-order.js';
import { canonicalJson } from '../checkers/json-value.js';
import { type History, type Operation, pairs } from '../operations/history.js';
import type { Witness } from './witness.js';

export interface LastRead {
  readonly node: string;
  /** The invocation. */
  readonly read: Operation;
  readonly completedAt: number;
  readonly values: readonly unknown[];
  /** The values as canonical JSON. */
  readonly shown: ReadonlySet<string>;
}

export interface LastReads {
  /** In the order of the nodes' names. */
  readonly reads: readonly LastRead[];
  /** The invocation of the last read that was answered, though the journal shows no request for it. */
  readonly unmatched: Operation | undefined;
}

export function lastReads(history: History, witness: Witness): LastReads {
  const last = new Map<string, { readonly read: Operation; readonly completion: Operation }>();
  let unmatched: Operation | undefined;
  for (const { invoke, completion } of pairs(history)) {
    if (invoke.f !== 'read' || completion?.type !== 'ok') continue;
    const node = witness.nodeOf(invoke.index);
    if (node === undefined) unmatched = invoke;
    else last.set(node, { read: invoke, completion });
  }
  const reads = [...last]
    .toSorted(([a], [b]) => naturalOrder(a, b))
    .map(([node, { read, completion }]) => {
      const values: readonly unknown[] = Array.isArray(completion.value) ? completion.value : [];
      return {
        node,
        read,
        completedAt: completion.time,
        values,
        shown: new Set(values.map((value) => canonicalJson(value))),
      };
    });
  return { reads, unmatched };
}
