/**
 * Converts errors and exceptions of operations in other programs' histories to Eddy's form: an error is a text or a
 * name and a text, an exception a name and a message.
 */

import { isObject, printExact } from '../../node/index.js';

type Extra = Readonly<Record<string, unknown>>;

/** Undefined if there is no error. */
export function errorOf({ error }: Extra): Extra {
  if (error === undefined) return {};
  if (typeof error === 'string') return { error };
  if (Array.isArray(error)) return { error: error.map(textOf) };
  return error === null ? { error: undefined } : { error: printExact(error) };
}

/**
 * Jepsen stores a Java exception as a map: `via` lists the exceptions, the outermost first, each with type and
 * message.
 */
export function exceptionOf({ exception }: Extra): Extra {
  if (exception === undefined) return {};
  if (exception === null) return { exception: undefined };
  if (!isObject(exception)) return { exception: { name: 'exception', message: textOf(exception) } };
  const { name, message, via, cause } = exception;
  if (typeof name === 'string' && typeof message === 'string') return { exception };
  const [outermost]: readonly unknown[] = Array.isArray(via) ? via : [];
  const thrown = isObject(outermost) ? outermost : {};
  return {
    exception: {
      name: textOf(name ?? thrown['type'] ?? exception['type'] ?? exception['class'] ?? 'exception'),
      message: textOf(message ?? thrown['message'] ?? cause ?? exception),
    },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : printExact(value);
}
