/** Runs a test beside others: a line at its beginning, and its troubles under its name, since a block has no room for several. */

import { describe } from '../../router/index.js';
import { type CheckedTest, runChecked, type TestRun } from '../run/run-test.js';
import type { Board } from '../terminal/board.js';
import { printable } from '../text/printable.js';

/** `name`: what the lines begin with. Rejects as `runChecked` does. */
export async function runAside(
  name: string,
  test: CheckedTest,
  signal: AbortSignal,
  board: Board,
): Promise<TestRun> {
  const say = (text: string): void =>
    board.say(`${printable(name)}: ${printable(text.split('\n')[0] ?? '')}`);
  return runChecked(test, {
    signal,
    listener: {
      phase: (phase, { seed }) => {
        if (phase === 'starting') say(`started, seed ${seed}`);
      },
      trouble: (trouble) => say(describe(trouble)),
      note: say,
    },
  });
}
