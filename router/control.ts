/**
 * The words that change a cluster while it runs: one language for `eddy up`, for fault schedules and for the library.
 *
 * Each rule of the network has words of its own (`rules/`), and so have nodes (`node-control.ts`): `CONTROL_LINES`
 * lists what can be typed.
 */

import { ControlError, type ControlLine, type ControlWord } from './control-line.js';
import { CLOCK_WORDS, type ClockControl, NODE_WORDS, type NodeControl } from './node-control.js';
import { type NetworkControl, RULES } from './rules/index.js';

/** A control line, parsed: `all` has been replaced by the nodes of its cluster. */
export type Control = NetworkControl | NodeControl | ClockControl;

const WORDS: ReadonlyMap<string, ControlWord<Control>> = new Map<string, ControlWord<Control>>(
  [...Object.values(RULES).map(({ words }) => words), NODE_WORDS, CLOCK_WORDS].flatMap((words) =>
    Object.entries(words),
  ),
);

/** The first words of control lines. */
export const CONTROL_WORDS: readonly string[] = [...WORDS.keys()];

/** All forms of control lines, for people. */
export const CONTROL_LINES: readonly ControlLine[] = [...WORDS.values()].flatMap(({ lines }) => lines);

/** Parses a control line for a cluster of these nodes. Throws a ControlError. */
export function parseControl(line: string, nodes: readonly string[]): Control {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const known = WORDS.get(word);
  if (known === undefined)
    throw new ControlError(`unknown word ${JSON.stringify(word)}: expected ${CONTROL_WORDS.join(', ')}`);
  return known.parse(rest, nodes);
}
