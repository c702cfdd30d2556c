/** What a thread waits for. */
export interface Wait {
  /** The name of the system call. */
  readonly call: string;
  /** Virtual nanoseconds; Infinity without. */
  readonly deadline: number;
  /** What the call comes to at its deadline, and what it leaves in memory. */
  readonly expire: () => number;
  /** The thread reads the node's input: a line releases it. */
  readonly input?: boolean;
  /** Whether the call would return at once now, undefined if that is not known; for calls that wait for files. */
  readonly ready?: () => boolean | undefined;
  /** Called if the wait ends in any way. */
  readonly over?: () => void;
}
