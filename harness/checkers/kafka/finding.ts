/**
 * What the checks of the kafka checker find: examples of an error, each as data and in a sentence.
 *
 * Names of errors and of their fields are Maelstrom's. `text` is ours, and so is the error `no-writer-of-value`.
 */

import { printExact } from '../../../node/index.js';

export interface Example {
  /** What happened, for a reader who does not know the names. */
  readonly text: string;
  readonly [field: string]: unknown;
}

type ErrorType =
  | 'inconsistent-offsets'
  | 'duplicate'
  | 'lost-write'
  | 'unseen'
  | 'G1a'
  | 'no-writer-of-value'
  | 'precommitted-read'
  | 'poll-skip'
  | 'nonmonotonic-poll'
  | 'nonmonotonic-send'
  | 'int-poll-skip'
  | 'int-nonmonotonic-poll'
  | 'int-send-skip'
  | 'int-nonmonotonic-send';

/** All examples by error; what did not occur may be absent or empty. */
export type Findings = Partial<Readonly<Record<ErrorType, readonly Example[]>>>;

/** `message 3 of key "a"`, for a sentence. */
export function named({ key, value }: { readonly key: string; readonly value: unknown }): string {
  return `message ${shown(value)} of key ${printExact(key)}`;
}

const LISTED = 8;

/** `1, 2 and 3`; of a long list only the beginning. */
export function listed(values: readonly unknown[]): string {
  const texts = values.slice(0, LISTED).map(shown);
  if (values.length > LISTED) texts.push(`${values.length - LISTED} more`);
  const last = texts.pop() ?? 'nothing';
  return texts.length === 0 ? last : `${texts.join(', ')} and ${last}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'undefined' : printExact(value);
}
