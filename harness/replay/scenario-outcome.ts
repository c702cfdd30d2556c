/** The outcome of both kinds of scenario. */
export interface Outcome {
  readonly results: Readonly<Record<string, unknown>>;
  /** Nodes that ended by themselves. */
  readonly crashed: readonly string[];
}
