/**
 * What a sequential model is: the object as it would behave if operations came one after the other. A history is
 * linearizable where some such order explains it.
 */

/** One operation as the model sees it: an `ok` with what it saw, any other with what was asked. */
export interface Call {
  readonly f: string;
  readonly value: unknown;
}

/** What an operation does to a state: it leads to the next, or cannot happen there, for a reason in words. */
export type Step<State> = { readonly state: State } | { readonly refusal: string };

/**
 * All that a simple operation is: it can happen in the state that it requires (where absent: in any), and leaves the state
 * that it leaves (where absent: the one that was).
 */
export interface Outline<State> {
  readonly requires?: State;
  readonly leaves?: State;
}

/**
 * An object as a state machine: its first state, and what each operation does to a state. States are compared by
 * `key`.
 */
export interface Model<State> {
  readonly name: string;
  readonly initial: State;
  /** Must be pure, and must not throw whatever the call holds. */
  step(state: State, call: Call): Step<State>;
  /** The same text for the same state, another for any other. */
  key(state: State): string;
  /**
   * The call as an outline, where it has one: then `step` must do just that. The search needs none, but is faster by orders
   * of magnitude where it knows what an operation needs to find and what it leaves behind.
   */
  outline?(call: Call): Outline<State> | undefined;
}
