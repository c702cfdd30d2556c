/** The flags of the command line, grouped by the commands that take them. */

import { flagsOf } from '../flags/flags-of.js';
import type { Flag } from '../flags/option.js';
import { OPTION_ENTRIES, type OptionName } from './schema.js';

/** The flags of all options but these. */
export function flagsBut(...names: readonly OptionName[]): readonly Flag[] {
  const left = new Set<string>(names);
  return flagsOf(Object.fromEntries(OPTION_ENTRIES.filter(([name]) => !left.has(name))));
}

/** The flags of the options on how a history is checked, and of these. */
export function judgingFlags(...names: readonly OptionName[]): readonly Flag[] {
  const more = new Set<string>(names);
  return flagsOf(
    Object.fromEntries(
      OPTION_ENTRIES.filter(([name, { changes }]) => changes === 'verdict' || more.has(name)),
    ),
  );
}

/** Whether an option changes only what is shown of a run, and where the run is stored. */
export function isView(name: string): boolean {
  return OPTION_ENTRIES.some(([each, { changes }]) => each === name && changes === 'view');
}

/** Accepted because command lines written for Maelstrom have them; there too they do not affect a run's outcome. */
export const WITHOUT_EFFECT = [
  '--username <name>',
  '--password <word>',
  '--strict-host-key-checking',
  '--no-ssh',
  '--ssh-private-key <file>',
  '--logging-json',
  '--leave-db-running',
];
