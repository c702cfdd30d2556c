/** A process and all that it started: killed together, as one group. */

/** Sends a signal, SIGKILL by default, to each process of a group. Does nothing if the group is gone. */
export function killGroup(group: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    // No such group: it is gone, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
