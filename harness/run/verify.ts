/** Whether a simulated run is repeatable: it is run once more, and the two journals are compared. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isSimulated } from '../../router/index.js';
import { UsageError } from '../errors/usage-error.js';
import { type Comparison, compareTraces } from '../trace/difference.js';
import { type CheckedTest, runChecked, type TestRun } from './run-test.js';

/** Throws a UsageError if runs with these options never repeat themselves. */
export function checkVerifiable({ options: { runtime } }: CheckedTest): void {
  if (!isSimulated(runtime)) {
    throw new UsageError(
      `--verify runs a test twice in the same simulated time: expected --runtime virtual or sim, got ${runtime}`,
    );
  }
}

/**
 * Runs the test of `run`, which must be stored, once more from its seed and compares. The second run leaves nothing behind.
 * Undefined if it was interrupted. Rejects as `runTest` does.
 */
export async function verify(
  test: CheckedTest,
  run: TestRun,
  signal: AbortSignal,
): Promise<Comparison | undefined> {
  if (run.folder === undefined) throw new Error('expected a stored run');
  const store = mkdtempSync(path.join(tmpdir(), 'eddy-verify-'));
  try {
    const again = await runChecked(
      { ...test, options: { ...test.options, seed: run.seed, store } },
      { signal },
    );
    if (signal.aborted || again.folder === undefined) return undefined;
    return await compareTraces(run.folder, again.folder);
  } finally {
    rmSync(store, { recursive: true, force: true });
  }
}
