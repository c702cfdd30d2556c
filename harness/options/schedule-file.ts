/**
 * The format of schedules, `--schedule faults.yaml`: a list of timed controls, as under `faults` in a scenario.
 *
 *     - {at: 2.5, do: partition majority}    # seconds since the load began, and a control line
 *     - {at: 5, do: heal}
 *     - {at: 6, do: 'kill n1,n2'}
 */

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { messageOf } from '../errors/message-of.js';
import { ControlError, parseControl } from '../../router/index.js';
import type { TestOptions } from './schema.js';
import { faultLine } from '../faults/options.js';
import { FixtureError } from '../errors/fixture-error.js';
import { Source } from '../text/source.js';
import { UsageError } from '../errors/usage-error.js';

const EXPECTED = "expected a list such as - {at: 2.5, do: 'partition majority'}";
export const scheduleSchema = z.array(faultLine, EXPECTED);

/** Reads a schedule for a cluster of these nodes. Throws a UsageError with file, line and field. */
export function readSchedule(file: string, nodes: readonly string[]): TestOptions['faults'] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--schedule ${file} cannot be read: ${messageOf(error)}`, error);
  }
  try {
    return parseSchedule(text, file, nodes);
  } catch (error) {
    if (error instanceof FixtureError) throw new UsageError(error.message, error);
    throw error;
  }
}

/** Throws a FixtureError at the first error. */
function parseSchedule(text: string, file: string, nodes: readonly string[]): TestOptions['faults'] {
  const source = new Source(text, file, 'yaml');
  const result = scheduleSchema.safeParse(source.value);
  if (!result.success) throw source.error(result.error.issues);
  for (const [i, line] of result.data.entries()) {
    try {
      parseControl(line.do, nodes);
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
      throw new FixtureError(source.place([i, 'do']), error.message, error);
    }
  }
  return result.data;
}
