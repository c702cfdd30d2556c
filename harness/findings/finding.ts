/** Something that went wrong, with what it is about. */

export interface Finding {
  readonly kind: string;
  /** The first line is the headline. */
  readonly text: string;
  /** Ids of messages. */
  readonly messages?: readonly number[];
  /** Indices of invocations. */
  readonly operations?: readonly number[];
  /** JSON of the value that it is about, if there is one. */
  readonly value?: string;
}
