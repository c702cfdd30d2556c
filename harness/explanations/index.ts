/** Explanations of lost and late values, from a journal on disk. */

import { readJournal } from '../store/journal-reader.js';
import type { ValueExplanation } from './explanation.js';
import { explainValues } from './explain-values.js';
import { type Case, hasMissingValues } from './find-missing.js';
import { messageOf } from '../errors/message-of.js';

export type { ValueExplanation } from './explanation.js';

/** The explanations for the results: none if no value is missing, or if there is no journal. */
export interface Explained {
  readonly explanations?: readonly ValueExplanation[];
  /** Why there are none: an error must not cost the verdict. */
  readonly 'explanations-error'?: string;
}

export async function explained(evidence: Case, journal: string | undefined): Promise<Explained> {
  if (journal === undefined || !hasMissingValues(evidence)) return {};
  try {
    return { explanations: await explainValues(evidence, readJournal(journal)) };
  } catch (error) {
    return { 'explanations-error': messageOf(error) };
  }
}
