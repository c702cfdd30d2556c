/** The options of a case in the text format: `name: value`, between the name of the case and its first line. */

import { type CaseOptions, checkMatch, checkProgram, durationMs, wrong } from './case.js';
import type { Place } from '../errors/fixture-error.js';

export type DraftOptions = { -readonly [K in keyof CaseOptions]: CaseOptions[K] };

type Setter = (options: DraftOptions, place: Place, value: string) => void;

const OPTIONS: Readonly<Record<string, Setter>> = {
  program: (options, place, value) => {
    options.program = checkProgram(place, value);
  },
  timeout: (options, place, value) => {
    options.timeoutMs = durationMs(place, value);
  },
  match: (options, place, value) => {
    options.match = checkMatch(place, value);
  },
  ignore: (options, place, value) => {
    const names = value.split(',').map((name) => name.trim());
    if (names.some((name) => name === ''))
      throw wrong(place, 'names of fields with commas between them', value);
    options.ignore = names;
  },
  'final-newline': (options, place, value) => {
    if (value !== 'yes' && value !== 'no') throw wrong(place, 'yes or no', value);
    options.finalNewline = value === 'yes';
  },
};

export const OPTION_NAMES = Object.keys(OPTIONS).join(', ');

export function isOption(name: string): boolean {
  return Object.hasOwn(OPTIONS, name);
}

/** Throws a FixtureError if the option cannot have this value. */
export function setOption(options: DraftOptions, place: Place, name: string, value: string): void {
  OPTIONS[name]?.(options, { ...place, field: name }, value);
}
