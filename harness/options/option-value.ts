/** The options of `eddy test` that a sweep can vary, and the parsing of their values. */

import { UsageError } from '../errors/usage-error.js';
import { readingOf } from '../flags/flags-of.js';
import type { Option } from '../flags/option.js';
import { OPTION_ENTRIES } from './schema.js';

/** A value of a run's parameter. */
export type Value = string | number | boolean | null | readonly string[];

const OPTION: ReadonlyMap<string, Option> = new Map(OPTION_ENTRIES);

export const OPTION_NAMES: readonly string[] = [...OPTION.keys()];

/** Excluded: options on how runs are made, shown or stored. */
export function isVariable(option: string): boolean {
  return OPTION.get(option)?.fixed !== true;
}

/** Stands for Eddy's own program in `bin=own,./mine.js`. */
export const OWN = 'own';

/** Lists are written with plus signs, `partition+kill`; `none` is the empty one. */
export function optionValue(option: string, text: string): Value {
  const declared = OPTION.get(option);
  switch (declared && readingOf(declared)) {
    case 'list':
    case 'repeated':
      return text === 'none' ? [] : text.split('+');
    case 'switch':
      if (text === 'true' || text === 'false') return text === 'true';
      throw new UsageError(`--vary ${option}: expected true or false, got ${JSON.stringify(text)}`);
    case 'number':
      // A text that is not a number stays a text, so that the error shows it as typed.
      return Number.isNaN(Number(text)) ? text : Number(text);
    case 'text':
    case 'json':
    case undefined:
      return text;
  }
}
