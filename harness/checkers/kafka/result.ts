/** The result of the kafka checker, and how its errors are read from it: each stands under its own name. */

import { isObject } from '../../../node/index.js';
import type { Result } from '../checker.js';
import type { Lag } from './lag.js';

/** One kind of error: examples with their number, or one sentence on all of them. */
export interface KafkaError {
  readonly count?: number | undefined;
  /** The most telling examples; `true` if there is nothing to show but `text`. */
  readonly errs?: readonly KafkaExample[] | true | undefined;
  readonly text?: string | undefined;
}

/** An example under Maelstrom's names; which facts there are depends on the error. */
export interface KafkaExample {
  /** What happened, for a reader who does not know the names. */
  readonly text?: string | undefined;
  readonly [fact: string]: unknown;
}

/** All figures are absent if no client did anything. Beside them each error has a `KafkaError` under its name. */
export interface KafkaResult extends Result {
  /** Names of the errors that make the history invalid, ascending. */
  readonly 'bad-error-types'?: readonly string[];
  /** Names of all errors, ascending. */
  readonly 'error-types'?: readonly string[];
  /** The different errors of sends and polls whose outcome is unknown. */
  readonly 'info-txn-causes'?: readonly unknown[];
  readonly 'worst-realtime-lag'?: Lag;
}

/** The errors of these names, in their order; a name without an error is left out. */
export function kafkaErrors(
  result: Result,
  types: readonly string[],
): readonly (readonly [type: string, error: KafkaError])[] {
  const members = new Map<string, unknown>(Object.entries(result));
  return types.flatMap((type) => {
    const error = members.get(type);
    return isKafkaError(error) ? [[type, error] as const] : [];
  });
}

function isKafkaError(value: unknown): value is KafkaError {
  if (!isObject(value)) return false;
  const { count, errs, text } = value;
  return (
    (count === undefined || typeof count === 'number') &&
    (errs === undefined || errs === true || (Array.isArray(errs) && errs.every(isExample))) &&
    (text === undefined || typeof text === 'string')
  );
}

function isExample(value: unknown): value is KafkaExample {
  return isObject(value) && (value['text'] === undefined || typeof value['text'] === 'string');
}
