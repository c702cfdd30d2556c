/** How a node ended, as data and in words. */

/** The end of a node: its status or signal, and the last lines that it printed. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines it printed, oldest first, at most 32 of each. */
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** Why it ended and how to mend it, a clause, if that is known. */
  readonly cause?: string | undefined;
}

/** An exit in words: `exit status 1`, `signal SIGKILL`. */
export function describeExit(exit: { readonly code: number | null; readonly signal: string | null }): string {
  return exit.signal === null ? `exit status ${exit.code ?? 'unknown'}` : `signal ${exit.signal}`;
}
