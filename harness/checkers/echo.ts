/**
 * The checker of echo: whatever was sent must have come back. Spec section 7.1.
 *
 * Two things follow Maelstrom's behaviour rather than anybody's intention. An echo that timed out or is still open says
 * nothing. One that definitely failed is a mismatch: its value is the payload itself, which has no `echo` (unless the
 * payload is null, since a missing `echo` is null too).
 */

import { isObject } from '../../node/index.js';
import { type History, pairs } from '../operations/history.js';
import type { Result } from './checker.js';
import { sameJson } from './json-value.js';

export function echoChecker(history: History): Result {
  const errors: unknown[] = [];
  for (const { invoke, completion } of pairs(history)) {
    if (completion === undefined || completion.type === 'info') continue;
    const echoed = isObject(completion.value) ? completion.value['echo'] : null;
    if (sameJson(invoke.value, echoed)) continue;
    errors.push(['Expected a message with :echo', invoke.value, 'But received', completion.value]);
  }
  return { valid: errors.length === 0, errors };
}
