/**
 * Test files, `-f test.yaml`: the options of a test as keys of a map, spelled as on the command line without the dashes.
 * What is given on the command line as well overrides them.
 *
 *     workload: broadcast
 *     bin: ./my-node.py          # a path is relative to the file
 *     nemesis: [partition]
 *     faults:
 *       - {at: 2.5, do: kill n1}
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FixtureError } from '../errors/fixture-error.js';
import { messageOf } from '../errors/message-of.js';
import { UsageError } from '../errors/usage-error.js';
import { didYouMean } from '../text/closest.js';
import { Source } from '../text/source.js';
import { type TestInput, testOptions } from './schema.js';

/** Reads a test file. Throws a UsageError with file, line and key. */
export function readTestFile(file: string): TestInput {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--file ${file} cannot be read: ${messageOf(error)}`, error);
  }
  try {
    return beside(parseTestFile(text, file), path.dirname(file));
  } catch (error) {
    if (error instanceof FixtureError) throw new UsageError(error.message, error);
    throw error;
  }
}

/** Throws a FixtureError at the first error. */
export function parseTestFile(text: string, file: string): TestInput {
  const source = new Source(text, file, 'yaml');
  const result = testOptions.safeParse(source.value);
  // Not its output, which has the defaults: only what is given may override anything.
  if (result.success) return source.value as TestInput;
  const [issue] = result.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys[0] : undefined;
  if (unknown === undefined) throw source.error(result.error.issues);
  const known = Object.keys(testOptions.shape);
  throw new FixtureError(
    source.place([unknown]),
    `there is no such option${didYouMean(unknown, known)}: expected some of ${known.join(', ')}`,
  );
}

/** The options of a file under those of the command line. */
export function withTestFile(file: TestInput, given: TestInput): TestInput {
  const { args, ...rest } = given;
  const { 'node-count': count, nodes, ...others } = file;
  // A count overrides names: that of a file must not override names on the command line.
  const named = given.nodes === undefined && given['node-count'] === undefined;
  return {
    ...others,
    ...(named && count !== undefined && { 'node-count': count }),
    ...(named && nodes !== undefined && { nodes }),
    ...rest,
    ...(args !== undefined && args.length > 0 && { args }),
  };
}

/** A program that is named by a path lies beside the file. */
function beside(input: TestInput, folder: string): TestInput {
  const { bin } = input;
  if (bin === undefined || !bin.includes('/') || path.isAbsolute(bin)) return input;
  const relative = path.relative('', path.join(folder, bin));
  return { ...input, bin: relative.startsWith('.') ? relative : `./${relative}` };
}
