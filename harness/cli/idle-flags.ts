/** Reports on stderr which of the given flags have no effect. */

import { idleNotes } from '../options/idle-options.js';
import type { Purpose } from '../flags/option.js';
import type { TestInput, TestOptions } from '../options/schema.js';
import { printable } from '../text/printable.js';
import { camelCase } from '../options/command-line.js';
import { WITHOUT_EFFECT } from '../options/flags.js';

/** `given` are the flags as typed; `input` is their parsed form, and `run` are the options of the run. */
export function tellIdle(
  given: Readonly<Record<string, unknown>>,
  input: TestInput,
  {
    run,
    purpose = 'run',
    more = [],
  }: { readonly run: TestOptions; readonly purpose?: Purpose; readonly more?: readonly string[] },
): void {
  const notes = [
    ...WITHOUT_EFFECT.map((text) => /--(?:no-)?([\w-]+)/.exec(text)?.[0] ?? text)
      .filter((flag) => isGiven(given, flag))
      .map(
        (flag) => `${flag} has no effect: it is accepted for command lines that were written for Maelstrom`,
      ),
    ...idleNotes(input, run, purpose),
    ...more,
  ];
  for (const note of new Set(notes)) process.stderr.write(`note: ${printable(note)}\n`);
}

/** Commander stores `--no-x` as an `x` that is false. */
function isGiven(given: Readonly<Record<string, unknown>>, flag: string): boolean {
  return flag.startsWith('--no-')
    ? given[camelCase(flag.slice('--no-'.length))] === false
    : given[camelCase(flag.slice(2))] !== undefined;
}
