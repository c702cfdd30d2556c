/** The reporters of `eddy challenge`, by name. */

import { agent } from './agent.js';
import { github } from './github.js';
import { json } from './json.js';
import { junit } from './junit.js';
import type { ChallengeReporterFactory } from './reporter.js';
import { spec } from './spec.js';
import { tap } from './tap.js';

export { attemptTitle } from './attempt-words.js';
export { toldOfAttempt } from './github.js';
export type { ChallengeReporter } from './reporter.js';

/** `spec` is for a person. */
export const CHALLENGE_REPORTERS = { spec, json, junit, tap, github, agent } satisfies Record<
  string,
  ChallengeReporterFactory
>;

export type ChallengeReporterName = keyof typeof CHALLENGE_REPORTERS;
