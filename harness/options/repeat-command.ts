/** The command that repeats a stored run: the options in its `test.json`, without defaults. */

import { completeOptions, type TestInput, testOptions } from './schema.js';
import { isView } from './flags.js';
import { testWords } from './test-command.js';
import { UsageError } from '../errors/usage-error.js';

/**
 * The command for pages and reports, which are the same for the same run, wherever that is stored. Undefined if this
 * version does not know the options.
 */
export function repeatCommand(test: Readonly<Record<string, unknown>>): string | undefined {
  return repeatWords(Object.fromEntries(Object.entries(test).filter(([name]) => !isView(name))))?.join(' ');
}

/**
 * The whole command as words, each quoted for the shell: its options are those of the run, except `test-count`, since
 * it repeats one run. Undefined if this version does not know the options.
 */
export function repeatWords(test: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const input = repeatInput(test);
  return input && testWords({ input, env: {} });
}

/** The options that differ from their defaults. Undefined if this version does not know the options. */
export function repeatInput(test: Readonly<Record<string, unknown>>): TestInput | undefined {
  // A function that a test had in hand has no command line.
  if (typeof test['workload'] !== 'string' || test['program'] !== undefined) return undefined;
  try {
    const usual: Readonly<Record<string, unknown>> = completeOptions({ workload: test['workload'] });
    const told = Object.entries(test).filter(
      ([name, value]) =>
        Object.hasOwn(testOptions.shape, name) &&
        name !== 'test-count' &&
        !(name === 'nodes' && test['node-count'] !== undefined) &&
        (name === 'workload' || JSON.stringify(value) !== JSON.stringify(usual[name])),
    );
    const input = Object.fromEntries(told) as TestInput;
    completeOptions(input);
    return input;
  } catch (error) {
    // A RangeError: what the file holds is nested deeper than the stack is.
    if (error instanceof UsageError || error instanceof RangeError) return undefined;
    throw error;
  }
}
