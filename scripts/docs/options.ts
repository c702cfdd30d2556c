/** Options of `eddy test` as the command line explains them, by their name in `TestOptions`. */

import { TEST_FLAGS } from '../../harness/options/flags.js';
import type { TestOptions } from '../../harness/options/schema.js';

/** The flag of an option with what stands behind it, and its help. Throws if there is no such flag. */
export function flagOf(name: keyof TestOptions): { readonly flags: string; readonly help: string } {
  const flag = TEST_FLAGS.find(({ flags }) => /--([\w-]+)/.exec(flags)?.[1] === name);
  if (flag === undefined) throw new Error(`eddy test has no flag for ${name}`);
  return flag;
}

/** A help text without the default that it names, and the default. */
export function splitDefault(help: string): { readonly text: string; readonly byDefault: string } {
  const [, text = help, byDefault = ''] = /^(.*?);? \(?default:? ([^)]*)\)?$/.exec(help) ?? [];
  return { text, byDefault };
}
