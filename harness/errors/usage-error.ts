/** Errors of the user's: what was asked for cannot be. */

/** The user asked for something that cannot be: exit status 254, and the message is all they see. */
export class UsageError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'UsageError';
  }
}

/** What is wrong with one option. */
export interface OptionProblem {
  /** Its name, without dashes. */
  readonly option: string;
  /** Where in its value, if that is a list or an object: `0`, `at`. */
  readonly inside?: readonly string[];
  /** What was expected, and what came. */
  readonly text: string;
}

/**
 * Options that are wrong, by name. The message has the names as keys (`rate: expected a number`); the command line
 * spells them as flags.
 */
export class OptionError extends UsageError {
  readonly problems: readonly OptionProblem[];

  constructor(problems: readonly OptionProblem[], cause?: unknown) {
    const lines = problems.map(
      ({ option, inside = [], text }) => `${[option, ...inside].join('.')}: ${text}`,
    );
    super(lines.join('\n'), cause);
    this.problems = problems;
  }
}

/** One option that is wrong. */
export function optionError(option: string, text: string, cause?: unknown): OptionError {
  return new OptionError([{ option, text }], cause);
}

/** For what goes wrong in one of several runs: the others go on, but what the user got wrong ends them all. */
export function unlessUsage(error: unknown): Error {
  if (error instanceof UsageError) throw error;
  return error instanceof Error ? error : new Error(String(error));
}
