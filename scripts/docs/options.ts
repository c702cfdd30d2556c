/** Options of a test as the command line explains them. */

import { flagsOf } from '../../harness/flags/flags-of.js';
import type { Circumstances, Flag, Option } from '../../harness/flags/option.js';
import { OPTIONS } from '../../harness/options/schema.js';

const ENTRIES: readonly (readonly [name: string, option: Option])[] = Object.entries(OPTIONS);

/** A history that is checked, without anything that would give an option its effect. */
const PLAIN: Circumstances = {
  purpose: 'check',
  workload: '',
  heavy: false,
  runtime: 'process',
  args: [],
  latency: 0,
  nemesis: [],
  faults: [],
};

/** The flags of the options that have an effect in this run, but not in each of the others. */
export function flagsOfTheirOwn(
  run: Partial<Circumstances>,
  others: readonly Partial<Circumstances>[],
): readonly Flag[] {
  const own = ENTRIES.filter(([, { idle }]) => {
    if (idle === undefined || idle({ ...PLAIN, ...run }) !== undefined) return false;
    return others.some((other) => idle({ ...PLAIN, ...other }) !== undefined);
  });
  return flagsOf(Object.fromEntries(own));
}

/** A help text without the default that it names, and the default. */
export function splitDefault(help: string): { readonly text: string; readonly byDefault: string } {
  const [, text = help, byDefault = ''] = /^(.*?);? \(?default:? ([^)]*)\)?$/.exec(help) ?? [];
  return { text, byDefault };
}
