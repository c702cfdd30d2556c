/** The command that makes a stored run again: what its `test.json` holds, without what is the default anyway. */

import { completeOptions, type TestInput, testOptions } from './schema.js';
import { testWords } from './test-command.js';
import { UsageError } from '../errors/usage-error.js';

/** Where a run is stored and what is shown meanwhile: no part of the run. */
const INCIDENTAL = new Set(['store', 'log-stderr', 'log-net-send', 'log-net-recv']);

/**
 * The command for pages and reports, which are the same for the same run, wherever that is stored. Undefined if the options
 * are none of this version's.
 */
export function repeatCommand(test: Readonly<Record<string, unknown>>): string | undefined {
  return repeatWords(
    Object.fromEntries(Object.entries(test).filter(([name]) => !INCIDENTAL.has(name))),
  )?.join(' ');
}

/**
 * The whole command in its words, each quoted for the shell: its options are those of the run, but for `test-count`, since it
 * repeats one run. Undefined if the options are none of this version's.
 */
export function repeatWords(test: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const input = repeatInput(test);
  return input && testWords({ input, env: {} });
}

/** What is not the default. */
function repeatInput(test: Readonly<Record<string, unknown>>): TestInput | undefined {
  if (typeof test['workload'] !== 'string') return undefined;
  const usual: Readonly<Record<string, unknown>> = completeOptions({ workload: test['workload'] });
  const told = Object.entries(test).filter(
    ([name, value]) =>
      Object.hasOwn(testOptions.shape, name) &&
      name !== 'test-count' &&
      !(name === 'nodes' && test['node-count'] !== undefined) &&
      (name === 'workload' || JSON.stringify(value) !== JSON.stringify(usual[name])),
  );
  const input = Object.fromEntries(told) as TestInput;
  try {
    completeOptions(input);
    return input;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
