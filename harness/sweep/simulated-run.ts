/**
 * Runs in a thread of the pool: one simulated run. Plain data in, plain data out. A program is loaded once per
 * thread.
 */

import { explain } from '../errors/explain-error.js';
import type { TestInput } from '../options/schema.js';
import { runTest } from '../run/run-test.js';
import { lostRun, type RunOutcome, outcomeOf } from './run-record.js';

export interface SimulatedRun {
  readonly input: TestInput;
  /** The folder for the run; it is not stored if absent. */
  readonly store: string | undefined;
}

export default async function simulatedRun({ input, store }: SimulatedRun): Promise<RunOutcome> {
  try {
    const options = store === undefined ? input : { ...input, store };
    return outcomeOf(await runTest(options, { store: store !== undefined }));
  } catch (error) {
    return lostRun(explain(error));
  }
}
