/** Something that went wrong, with what it is about. */

export interface Finding {
  readonly kind: string;
  /** The first line is the headline. */
  readonly text: string;
  /** What findings of one cause have in common, as a headline; without it a finding stands alone. */
  readonly group?: string;
  /** What tells it from the others of its group, in a word: `value 13`. */
  readonly chip?: string;
  /** Ids of messages. */
  readonly messages?: readonly number[];
  /** Indices of invocations. */
  readonly operations?: readonly number[];
  /** JSON of the value that it is about, if there is one. */
  readonly value?: string;
}
