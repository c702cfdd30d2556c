/** Why one value was lost, or came late, at one node: an entry of `explanations` in `results.json`. */

/** Why a value is missing or late, by what the network did. */
export interface ValueExplanation {
  readonly kind: 'lost' | 'late';
  readonly value: unknown;
  /** The node at which it was missing; absent if the journal does not show which one was asked. */
  readonly node?: string;
  /** What explanations of the same cause share: `dropped by partition majority (1.0-4.0 s), never sent again`. */
  readonly cause?: string;
  /** One line: which node had it, where it was sent, what became of that. */
  readonly text: string;
  /** Messages that the text is about, by their ids in the journal. */
  readonly messages: readonly number[];
  /** Invocations that it is about, by index: of the addition, and of the read that missed the value. */
  readonly operations: readonly number[];
}
