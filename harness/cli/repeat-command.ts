/** The command that makes a stored run again: what its `test.json` holds, without what is the default anyway. */

import { completeOptions, type TestInput, testOptions } from '../options.js';
import { testCommand } from '../sweep/test-command.js';
import { UsageError } from '../usage-error.js';

/** What another run may do differently and still be the same. */
const INCIDENTAL = new Set(['store', 'test-count', 'log-stderr', 'log-net-send', 'log-net-recv']);

/** Undefined where the options are none of this version's. */
export function repeatCommand(test: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof test['workload'] !== 'string') return undefined;
  const usual: Readonly<Record<string, unknown>> = completeOptions({ workload: test['workload'] });
  const told = Object.entries(test).filter(
    ([name, value]) =>
      Object.hasOwn(testOptions.shape, name) &&
      !INCIDENTAL.has(name) &&
      !(name === 'nodes' && test['node-count'] !== undefined) &&
      (name === 'workload' || JSON.stringify(value) !== JSON.stringify(usual[name])),
  );
  const input = Object.fromEntries(told) as TestInput;
  try {
    completeOptions(input);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
  return testCommand({ input, env: {} });
}
