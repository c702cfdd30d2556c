/**
 * The checker of echo: each reply must have the value of its request.
 *
 * Two things follow Maelstrom's behaviour rather than anybody's intention. An echo that timed out or is still open says
 * nothing. One that definitely failed is a mismatch: its value is the payload itself, which has no `echo` (unless the
 * payload is null, since a missing `echo` is null too).
 */

import { isObject } from '../../node/index.js';
import { type History, pairs } from '../operations/history.js';
import type { Result } from './checker.js';
import { sameJson } from './json-value.js';

/** Maelstrom's words for one mismatch: what was sent, and the whole value that came back. */
export type EchoMismatch = readonly [
  'Expected a message with :echo',
  sent: unknown,
  'But received',
  came: unknown,
];

/** The result of echo. */
export interface EchoResult extends Result {
  /** In order of completion of their invocations. */
  readonly errors: readonly EchoMismatch[];
}

/**
 * Checks a history of echo. `errors` lists each mismatch as Maelstrom does: a label, the value sent, a label, the
 * value that came.
 */
export function echoChecker(history: History): EchoResult {
  const errors: EchoMismatch[] = [];
  for (const { invoke, completion } of pairs(history)) {
    if (completion === undefined || completion.type === 'info') continue;
    const echoed = isObject(completion.value) ? completion.value['echo'] : null;
    if (sameJson(invoke.value, echoed)) continue;
    errors.push(['Expected a message with :echo', invoke.value, 'But received', completion.value]);
  }
  return { valid: errors.length === 0, errors };
}
