/** The control lines as help shows them: for `eddy up`, and for faults at fixed times. */

import { CONTROL_LINES } from '../../router/index.js';

/** Columns that the examples of a line take. */
const EXAMPLES_WIDTH = 38;

export const CONTROL_HELP = CONTROL_LINES.map(
  ({ examples, meaning }) => `  ${examples.join('    ').padEnd(EXAMPLES_WIDTH)}  ${meaning}`,
).join('\n');
