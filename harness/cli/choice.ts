/** Options of a command that take one of some words. */

import { Option } from 'commander';
import { optionError } from '../errors/usage-error.js';
import { didYouMean } from '../text/closest.js';

/** `flags` as commander writes them: `--reporter <name>`. A word that is none of them is a UsageError with a suggestion. */
export function choice(flags: string, help: string, words: readonly string[]): Option {
  const [, name = flags] = /--([\w-]+)/.exec(flags) ?? [];
  return new Option(flags, help).choices(words).argParser((word: string) => {
    if (words.includes(word)) return word;
    throw optionError(
      name,
      `expected one of ${words.join(', ')}, got ${JSON.stringify(word)}${didYouMean(word, words)}`,
    );
  });
}
