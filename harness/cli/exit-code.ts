/** What the exit status tells (spec section 16). */

import type { Validity } from '../checkers/checker.js';
import type { TestRun } from '../run/run-test.js';

export const ExitCode = { valid: 0, invalid: 1, unknown: 2, usage: 254, crash: 255 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export function verdictCode(valid: Validity): ExitCode {
  if (valid === 'unknown') return ExitCode.unknown;
  return valid ? ExitCode.valid : ExitCode.invalid;
}

/** A run in which a node died counts as crashed, whatever its verdict. */
export function runCode({ results, crashed }: Pick<TestRun, 'results' | 'crashed'>): ExitCode {
  return crashed.length > 0 ? ExitCode.crash : verdictCode(results.valid);
}

/** Of several runs, as Maelstrom's demo has it: a crash tells more than an unknown verdict, that more than a bad one. */
export function worstCode(codes: readonly ExitCode[]): ExitCode {
  const order = [ExitCode.crash, ExitCode.unknown, ExitCode.invalid];
  return order.find((code) => codes.includes(code)) ?? ExitCode.valid;
}
