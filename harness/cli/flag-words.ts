/** Errors of options as the command line spells them: `--rate: expected a number, got "fast"`. */

import { OptionError, type UsageError } from '../errors/usage-error.js';

/** Options whose flag has another name. */
const SPELLED: Readonly<Record<string, string>> = { faults: '--fault', args: 'behind --' };

/** The lines of a message, without `eddy: ` in front. */
export function usageLines(error: UsageError): readonly string[] {
  if (!(error instanceof OptionError)) return error.message.split('\n');
  return error.problems.flatMap(({ option, inside = [], text }) => {
    const fields = inside.filter((each) => !/^\d+$/.test(each)).map((each) => `${each}: `);
    return `${flagOf(option)}: ${fields.join('')}${text}`.split('\n');
  });
}

function flagOf(option: string): string {
  return SPELLED[option] ?? `--${option}`;
}
