/** Sends, polls and assigns as rows of a history, each an invocation and its completion; and the checker applied to them. */

import { kafka, type KafkaResult } from '../../../../harness/checkers/index.js';
import type { OperationType } from '../../../../harness/operations/history.js';
import { history, type Row } from '../operations.js';

type Messages = Readonly<Record<string, readonly (readonly [offset: number | null, message: unknown])[]>>;

/** What the offset is tells how it ended: a number or null, that it succeeded. */
export function send(
  process: number,
  key: string,
  message: unknown,
  outcome: number | null | 'fail' | 'info' | 'open',
): Row[] {
  const invoke: Row = [process, 'invoke', 'send', [['send', key, message]]];
  if (outcome === 'open') return [invoke];
  if (typeof outcome === 'string') {
    return [invoke, [process, outcome, 'send', [['send', key, message]], { error: 'net-timeout' }]];
  }
  return [invoke, [process, 'ok', 'send', [['send', key, [outcome, message]]]]];
}

export function poll(process: number, messages: Messages, type: OperationType = 'ok'): Row[] {
  return [
    [process, 'invoke', 'poll', [['poll']]],
    [process, type, 'poll', [['poll', messages]]],
  ];
}

export function assign(process: number, keys: readonly string[], type: OperationType = 'ok'): Row[] {
  return [
    [process, 'invoke', 'assign', keys],
    [process, type, 'assign', keys],
  ];
}

export function transaction(process: number, asked: unknown, told: unknown): Row[] {
  return [
    [process, 'invoke', 'txn', asked],
    [process, 'ok', 'txn', told],
  ];
}

/** Messages 1, 2, 3, ... of a key at offsets 0, 1, 2, ..., all sent by process 0. */
export function sends(key: string, count: number): Row[] {
  return Array.from({ length: count }, (_, i) => send(0, key, i + 1, i)).flat();
}

/** A poll by a process of its own that shows these messages at the offsets that `sends` gives them. */
export function pollOf(process: number, key: string, ...messages: readonly number[]): Row[] {
  return poll(process, { [key]: messages.map((message) => [message - 1, message]) });
}

export function check(...rows: readonly (readonly Row[])[]): KafkaResult & Readonly<Record<string, unknown>> {
  return { ...kafka(history(...rows.flat())) };
}

export interface Example {
  readonly text: string;
  readonly [field: string]: unknown;
}

/** The examples of an error. */
export function errors(result: Readonly<Record<string, unknown>>, type: string): readonly Example[] {
  return (result[type] as { readonly errs: readonly Example[] } | undefined)?.errs ?? [];
}
