/** The checker's objection to a single operation, in one sentence: a wrong echo, a counter out of bounds. */

import { isObject, printExact } from '../../node/index.js';
import type { History, Operation } from '../operations/history.js';
import { sameJson } from '../checkers/json-value.js';

const SHOWN = 200;

/** `error` is an element of a result's `errors`; `acceptable` is what its checker would have accepted, if known. */
export function mismatchText(error: unknown, acceptable: unknown): string {
  if (isOperation(error)) {
    const expected = acceptableText(acceptable);
    return `${error.f} of process ${error.process} showed ${shown(error.value)}${expected === '' ? '' : `, expected ${expected}`}`;
  }
  // Maelstrom's own words for an echo.
  if (Array.isArray(error) && error[0] === 'Expected a message with :echo') {
    const came: unknown = error[3];
    return `expected an echo of ${shown(error[1])}, got ${shown(isObject(came) && 'echo' in came ? came['echo'] : came)}`;
  }
  return shown(error);
}

/** The operation concerned: itself, or the one that completed with the value. */
export function operationIn(error: unknown, history: History): Operation | undefined {
  if (isOperation(error)) return error;
  if (!Array.isArray(error)) return undefined;
  const came: unknown = error.at(-1);
  return history.find(({ type, value }) => type !== 'invoke' && sameJson(value, came));
}

function isOperation(value: unknown): value is Operation {
  return isObject(value) && 'index' in value && 'process' in value && 'f' in value;
}

/** Intervals of a counter: `175`, or `170 to 175`, several with `or` between them. */
function acceptableText(acceptable: unknown): string {
  if (!Array.isArray(acceptable)) return '';
  const intervals = acceptable.filter(
    (each): each is [unknown, unknown] => Array.isArray(each) && each.length === 2,
  );
  const texts = intervals
    .slice(0, 4)
    .map(([low, high]) => (sameJson(low, high) ? shown(low) : `${shown(low)} to ${shown(high)}`));
  return texts.join(' or ') + (intervals.length > 4 ? ' or others' : '');
}

function shown(value: unknown): string {
  const text = printExact(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}
