/** The table of system calls that stop: all by which a program can wait, learn the time, or draw a random number. */

import { filterProgram } from '../filter.js';
import type { Call } from './call.js';
import { CHILDREN } from './children.js';
import { CLOCKS } from './clocks.js';
import { FUTEXES } from './futexes.js';
import { IDENTITIES } from './identities.js';
import { MAPPINGS } from './mappings.js';
import { IDS } from './ids.js';
import { POLLS } from './polls.js';
import { READS } from './reads.js';
import { SIGNALS } from './signals.js';
import { SLEEPS } from './sleeps.js';
import { SOCKETS } from './sockets.js';
import { TIMERS } from './timers.js';
import { USAGE } from './usage.js';

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
  ...IDS,
  ...CHILDREN,
  ...SIGNALS,
  ...USAGE,
  ...SOCKETS,
];

export const CALL_BY_NUMBER: ReadonlyMap<number, Call> = new Map(CALLS.map((call) => [call.number, call]));

/** The seccomp filter that makes them stop. */
export const FILTER = filterProgram(CALLS);
