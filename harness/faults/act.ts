/** What the nemesis did, as a history has it: an operation, and what came of it. */

import { isObject } from '../../node/index.js';
import type { History } from '../operations/history.js';
import { messageOf } from '../errors/message-of.js';

export interface NemesisAct {
  readonly f: string;
  readonly asked: unknown;
  readonly result: unknown;
  /** When it was begun and when it was done, in nanoseconds. */
  readonly since: number;
  readonly time: number;
}

/** The nemesis does one thing at a time: its operations alternate between beginning and end. */
export function* nemesisActs(history: History): Generator<NemesisAct> {
  const invoked = new Map<string, { readonly value: unknown; readonly time: number }>();
  for (const { process, f, value, time } of history) {
    if (process !== 'nemesis') continue;
    const begun = invoked.get(f);
    if (begun !== undefined) {
      yield { f, asked: begun.value, result: value, since: begun.time, time };
      invoked.delete(f);
    } else invoked.set(f, { value, time });
  }
}

/** What an operation that could not be done is completed with. */
export function failed(error: unknown): readonly ['failed', string] {
  return ['failed', messageOf(error)];
}

export function hasFailed(result: unknown): boolean {
  return Array.isArray(result) && result[0] === 'failed';
}

/** The nodes to which it was done, of a completion such as `{"n1": "killed", "n2": "killed"}`. */
export function nodesIn(result: unknown): readonly string[] {
  if (!isObject(result)) return [];
  return Object.entries(result).flatMap(([node, done]) => (hasFailed(done) ? [] : [node]));
}
