/** `runTest` as the library offers it: with a function in hand, and without files unless they are asked for. */

import type { Program } from '../../node/index.js';
import type { TestInput } from '../options/schema.js';
import { type RunOptions, runTest as run, type TestRun } from './run-test.js';

/** What a test is asked for, and a program in place of `bin`. */
export interface LibraryInput extends TestInput {
  /**
   * A function of a node (`eddy/node`), which runs in this thread, simulated: breakpoints, coverage and types are those of the
   * caller. `runtime` is `sim` then, and `bin` is not given.
   */
  readonly program?: Program | undefined;
}

/** How a run is watched and ended: what does not change what is tested. */
export type LibraryOptions = Omit<RunOptions, 'store' | 'program'>;

/**
 * Runs a test once. Nothing is written to disk unless `store` names a folder. Rejects with a UsageError if the options are
 * invalid, and with a StartError, InitError or SetUpError if the cluster did not start.
 */
export function runTest(input: LibraryInput, options: LibraryOptions = {}): Promise<TestRun> {
  const { program, ...test } = input;
  const store = input.store !== undefined;
  if (program === undefined) return run(test, { ...options, store });
  return run({ runtime: 'sim', ...test }, { ...options, store, program });
}
