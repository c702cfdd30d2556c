/** The checker's objection to a single operation, in one sentence: a wrong echo, a counter out of bounds. */

import { clipped } from '../text/clipped.js';
import { isObject, printExact } from '../../node/index.js';
import type { EchoMismatch, WorkloadFigures } from '../checkers/index.js';
import { type History, isOperation, type Operation } from '../operations/history.js';
import { sameJson } from '../checkers/json-value.js';

const SHOWN = 200;

/** `acceptable`: the sums that a counter may show. */
export function mismatchText(
  error: EchoMismatch | Operation,
  acceptable: WorkloadFigures['acceptable'],
): string {
  if (isOperation(error)) {
    const expected = acceptableText(acceptable);
    return `${error.f} of process ${error.process} showed ${shown(error.value)}${expected === '' ? '' : `, expected ${expected}`}`;
  }
  const [, sent, , came] = error;
  return `expected an echo of ${shown(sent)}, got ${shown(isObject(came) && 'echo' in came ? came['echo'] : came)}`;
}

/** The operation that it is about: itself, or the one that completed with what came. */
export function operationIn(error: EchoMismatch | Operation, history: History): Operation | undefined {
  if (isOperation(error)) return error;
  const [, , , came] = error;
  return history.find(({ type, value }) => type !== 'invoke' && sameJson(value, came));
}

/** Intervals of a counter: `175`, or `170 to 175`, several with `or` between them. */
function acceptableText(intervals: WorkloadFigures['acceptable'] = []): string {
  const texts = intervals
    .slice(0, 4)
    .map(([low, high]) => (sameJson(low, high) ? shown(low) : `${shown(low)} to ${shown(high)}`));
  return texts.join(' or ') + (intervals.length > 4 ? ' or others' : '');
}

function shown(value: unknown): string {
  return clipped(printExact(value), SHOWN);
}
