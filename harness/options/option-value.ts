/** Which options of `eddy test` a sweep can vary, and what a text means as the value of one. */

import { z } from 'zod';
import { testOptions } from './schema.js';
import { UsageError } from '../errors/usage-error.js';
import type { Value } from '../sweep/axis.js';

export const OPTION_NAMES: readonly string[] = Object.keys(testOptions.shape);

/** What says how runs are made, shown or kept, and not what they are. */
const FIXED: ReadonlySet<string> = new Set([
  'args',
  'configure',
  'expect',
  'faults',
  'log-net-recv',
  'log-net-send',
  'log-stderr',
  'nodes',
  'runtime',
  'seed',
  'store',
  'test-count',
]);

export function isVariable(option: string): boolean {
  return !FIXED.has(option);
}

/** Stands for Eddy's own program in `bin=own,./mine.js`. */
export const OWN = 'own';

/** Lists are written with plus signs, `partition+kill`; `none` is the empty one. */
export function optionValue(option: string, text: string): Value {
  const schema = innermost(testOptions.shape[option as keyof typeof testOptions.shape]);
  if (schema instanceof z.ZodArray) return text === 'none' ? [] : text.split('+');
  if (schema instanceof z.ZodBoolean) {
    if (text === 'true' || text === 'false') return text === 'true';
    throw new UsageError(`--vary ${option}: expected true or false, got ${JSON.stringify(text)}`);
  }
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) return text;
  // What is no number stays a text, so that the error shows what was typed.
  return Number.isNaN(Number(text)) ? text : Number(text);
}

function innermost(schema: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return innermost(schema.unwrap());
  return schema;
}
