import type { Result } from '../checkers/index.js';

/** What both kinds of scenario end with. */
export interface ScenarioOutcome {
  /** A run's results, or those of messages that were sent by hand. */
  readonly results: Result;
  /** Nodes that ended by themselves. */
  readonly crashed: readonly string[];
}
