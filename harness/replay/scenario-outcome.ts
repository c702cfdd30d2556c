/** What both kinds of scenario end with. */
export interface Outcome {
  readonly results: Readonly<Record<string, unknown>>;
  /** Nodes that ended by themselves. */
  readonly crashed: readonly string[];
}
