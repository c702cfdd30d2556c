/** What a checker holds against a single operation, in one sentence: an echo that is none, a counter that is off. */

import { isObject, printExact } from '../../node/index.js';
import type { History, Operation } from '../operations/history.js';
import { sameJson } from '../checkers/json-value.js';

const SHOWN = 200;

/** `error` is an element of a result's `errors`; `acceptable` what its checker would have taken, where it says so. */
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

/** The operation that it is about: itself, or the one that completed with what came. */
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
