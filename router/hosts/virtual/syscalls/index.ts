/** The table of system calls that stop: all by which a program can wait, learn the time, or draw a random number. */

import { filterProgram } from '../filter.js';
import type { Call } from './call.js';
import { CLOCKS } from './clocks.js';
import { FUTEXES } from './futexes.js';
import { IDENTITIES } from './identities.js';
import { MAPPINGS } from './mappings.js';
import { POLLS } from './polls.js';
import { READS } from './reads.js';
import { SLEEPS } from './sleeps.js';
import { TIMERS } from './timers.js';

/** The most frequent first: the filter compares in this order. */
const CALLS: readonly Call[] = [
  ...FUTEXES,
  ...POLLS,
  ...READS,
  ...SLEEPS,
  ...CLOCKS,
  ...TIMERS,
  ...IDENTITIES,
  ...MAPPINGS,
];

export const CALL_BY_NUMBER: ReadonlyMap<number, Call> = new Map(CALLS.map((call) => [call.number, call]));

/** The seccomp filter that makes them stop. */
export const FILTER = filterProgram(CALLS);
