/** What a schema expected, in words: zod's issues name types and codes, which nobody who types a command knows. */

import type { z } from 'zod';
import { didYouMean } from './closest.js';

/** A suggestion for a word that is near to one of those that were expected; else nothing. */
export function issueHint(issue: z.core.$ZodIssue, value: unknown): string {
  return issue.code === 'invalid_value' ? didYouMean(value, issue.values.map(String)) : '';
}

/** What was expected. A schema's own words stay as they are. */
export function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      // A schema with words of its own has no such beginning.
      return issue.message.startsWith('Invalid input: ')
        ? `expected ${TYPES[issue.expected] ?? issue.expected}`
        : issue.message;
    case 'invalid_value':
      return issue.message.startsWith('Invalid ')
        ? `expected one of ${issue.values.map(String).join(', ')}`
        : issue.message;
    case 'too_small':
      if (!issue.message.startsWith('Too small')) return issue.message;
      if (issue.origin === 'array') return 'expected at least one';
      return `expected a number ${issue.inclusive === false ? 'above' : 'of at least'} ${issue.minimum}`;
    case 'too_big':
      return issue.message.startsWith('Too big')
        ? `expected a number of at most ${issue.maximum}`
        : issue.message;
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  record: 'an object',
  object: 'an object',
};
