/** Histories of one register without keys, as Knossos has them, beside those of many registers under keys. */

import type { History, Operation } from '../../history.js';
import type { Result } from '../checker.js';
import type { Limits } from '../limits.js';
import { linearizable, linearizableByKey } from './linearizable.js';
import type { Model } from './model.js';

/** The name under which the only register is reported. */
const ONLY = 'register';

/**
 * Is the history linearizable: of each key if its values are [key, value], of one register if they are plain. A keyed read
 * is invoked with [key, null]; so a history in which some read is invoked with null, or in which nothing is keyed, is plain.
 */
export function linearizableRegisters<State>(
  history: History,
  model: Model<State>,
  limits: Limits = {},
): Result {
  if (!isPlain(history)) return linearizableByKey(history, model, limits);
  const result = linearizable(history, model, limits);
  return { valid: result.valid, results: { [ONLY]: result }, failures: result.valid === false ? [ONLY] : [] };
}

/** Whether a verdict can rest on the invocation. A plain read alone may be of a list or a counter as well. */
export function saysOfRegister(operation: Operation): boolean {
  return (
    operation.type === 'invoke' &&
    isRegisterOperation(operation) &&
    (operation.f !== 'read' || isKeyed(operation))
  );
}

function isRegisterOperation({ f, value }: Operation): boolean {
  return f === 'read' || f === 'write' || (f === 'cas' && isPair(value));
}

function isPlain(history: History): boolean {
  const invocations = history.filter(({ type, process }) => type === 'invoke' && process !== 'nemesis');
  const registers = invocations.filter(isRegisterOperation);
  if (registers.some(({ f, value }) => f === 'read' && value === null)) return true;
  return registers.length > 0 && !registers.some(isKeyed);
}

function isKeyed({ f, value }: Operation): boolean {
  return isPair(value) && (f !== 'cas' || isPair(value[1]));
}

function isPair(value: unknown): value is readonly [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}
