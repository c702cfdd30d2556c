/** Why one value was lost, or came late, at one node: what `results.json` holds of it. */

export interface ValueExplanation {
  readonly kind: 'lost' | 'late';
  readonly value: unknown;
  /** Where it was missing. */
  readonly node: string;
  /** One line: who had it, where it was sent, what became of that. */
  readonly text: string;
  /** Messages that the text is about, by their ids in the journal. */
  readonly messages: readonly number[];
  /** Invocations that it is about, by index: of the addition, and of the read that missed the value. */
  readonly operations: readonly number[];
}
