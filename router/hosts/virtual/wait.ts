/** What a thread waits for. */
export interface Wait {
  /** The name of the system call. */
  readonly call: string;
  /** Virtual nanoseconds by the node's monotonic clock; Infinity without. */
  deadline: number;
  /** It waits for a time of the wall clock: if that jumps, the deadline is another one. */
  readonly wall?: boolean;
  /** What the call comes to at its deadline, and what it leaves in memory. */
  readonly expire: () => number;
  /** The thread reads the node's input: a line releases it. */
  readonly input?: boolean;
  /** Whether the call would return at once now, undefined if that is not known; for calls that wait for files. */
  readonly ready?: () => boolean | undefined;
  /** What the program is shown instead of what the kernel returned. */
  readonly result?: (result: number) => number;
  /** Called if the wait ends in any way. */
  readonly over?: () => void;
}
