/** The exit status of all commands: Maelstrom's values. */

import type { Validity } from '../checkers/checker.js';
import type { TestRun } from '../run/run-test.js';

/** By name, the exit statuses. */
export const ExitCode = { valid: 0, invalid: 1, unknown: 2, usage: 254, crash: 255 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What each status means, for docs/cli.md. */
export const EXIT_MEANINGS: Readonly<Record<keyof typeof ExitCode, string>> = {
  valid: 'done, and everything is valid',
  invalid: 'something is invalid: a verdict, a demand (`--expect`), a case',
  unknown: 'nothing is invalid, but something could not be judged, or the run was interrupted',
  usage: 'the command line or an input is wrong; standard error says what was expected',
  crash: 'a node ended by itself or did not start, or `eddy` itself failed',
};

export function verdictCode(valid: Validity): ExitCode {
  if (valid === 'unknown') return ExitCode.unknown;
  return valid ? ExitCode.valid : ExitCode.invalid;
}

/** A run in which a node died counts as crashed, whatever its verdict. */
export function runCode({ results, crashed }: Pick<TestRun, 'results' | 'crashed'>): ExitCode {
  return crashed.length > 0 ? ExitCode.crash : verdictCode(results.valid);
}

/**
 * The status of several runs, as in Maelstrom's demo: crash takes precedence over unknown, and unknown over invalid.
 */
export function worstCode(codes: readonly ExitCode[]): ExitCode {
  const order = [ExitCode.crash, ExitCode.unknown, ExitCode.invalid];
  return order.find((code) => codes.includes(code)) ?? ExitCode.valid;
}
