/** Operations of a history as pictures draw them. */

import { printExact } from '../../../node/index.js';
import { type History, type Operation, pairs } from '../../operations/history.js';
import { clipped } from '../../text/clipped.js';
import type { DrawnOperation } from './picture.js';

const LABEL = 40;

export interface Call {
  readonly invoke: Operation;
  readonly completion: Operation | undefined;
}

/** The calls of clients by the indices of their invocations and completions. */
export function callsByIndex(history: History): ReadonlyMap<number, Call> {
  const calls = new Map<number, Call>();
  for (const call of pairs(history)) {
    calls.set(call.invoke.index, call);
    if (call.completion !== undefined) calls.set(call.completion.index, call);
  }
  return calls;
}

export function drawn({ invoke, completion }: Call, label: string): DrawnOperation {
  const end = completion?.type ?? 'open';
  const known = completion !== undefined && (end === 'ok' || end === 'fail');
  return {
    index: invoke.index,
    process: typeof invoke.process === 'number' ? invoke.process : -1,
    label: clipped(label, LABEL),
    begin: invoke.time,
    ...(known && { finish: completion.time, completion: completion.index }),
    end: end === 'invoke' ? 'open' : end,
  };
}

export function seconds(time: number): string {
  return `${(time / 1e9).toFixed(3)} s`;
}

/** JSON of a value, short enough for a sentence. */
export function brief(value: unknown): string {
  return clipped(printExact(value ?? null), LABEL);
}

export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
