/** Options in a file: an error of theirs is reported with its line. */

import { ControlError, parseControl } from '../../router/index.js';
import { FixtureError } from '../errors/fixture-error.js';
import { UsageError } from '../errors/usage-error.js';
import type { Path, Source } from '../text/source.js';
import { completeOptions, type TestInput, testOptions, type TestOptions } from './schema.js';

/** The options at `path`, each checked alone. Throws a FixtureError. */
export function optionsAt(source: Source, path: Path, options: unknown): TestInput {
  const result = testOptions.safeParse(options);
  if (result.success) return options as TestInput;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys' && issue.path.length === 0) {
    const place = source.place([...path, issue.keys[0] ?? '']);
    throw new FixtureError(
      place,
      `there is no such option: expected one of ${Object.keys(testOptions.shape).join(', ')}`,
    );
  }
  throw source.error(result.error.issues, path);
}

/** Completes options that belong together, and checks what involves more than one. Throws a FixtureError. */
export function completeAt(source: Source, path: Path, options: TestInput): TestOptions {
  const { faults = [], ...others } = options;
  let completed: TestOptions;
  try {
    completed = completeOptions(others);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const [, name = '', text = error.message] = /^([\w-]+): (.*)$/s.exec(error.message) ?? [];
    throw new FixtureError(source.place(name === '' ? path : [...path, name]), text, error);
  }
  for (const [i, fault] of faults.entries()) {
    try {
      parseControl(fault.do, completed.nodes);
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
      throw new FixtureError(source.place([...path, 'faults', i, 'do']), error.message, error);
    }
  }
  return completed;
}
