/** A runtime in words: how a run's nodes were run. */

import { isSimulated, type Runtime } from '../../router/index.js';

/** Such as `simulated`, or `each in a process`. */
export function runtimeWords(runtime: string): string {
  if (runtime === 'sim') return 'simulated';
  return runtime === 'virtual' ? 'in virtual time' : `each in a ${runtime}`;
}

/** The same for many runs: real time is the same for all. */
export function timeWords(runtime: Runtime): string {
  return isSimulated(runtime) ? runtimeWords(runtime) : 'live';
}
