/**
 * Handles the errors that are caught nowhere else: stdout or stderr closed by its reader, a full disk, an exception
 * out of a timer. Node would end the process with 1, which here means that a run was invalid.
 */

import process from 'node:process';

/**
 * From now on a closed pipe (`| head -1`) ends nothing: the run goes on unwatched, is stored, and its verdict is the
 * exit status. Any other error ends this process with the status that `report` gives it.
 */
export function installLastResort(report: (error: unknown) => number): void {
  const end = (error: unknown): void => process.exit(report(error));
  for (const [name, stream] of [
    ['stdout', process.stdout],
    ['stderr', process.stderr],
  ] as const) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // EIO is the error of a closed terminal.
      if (error.code === 'EPIPE' || (error.code === 'EIO' && stream.isTTY)) return;
      end(new OutputError(`${name} cannot be written: ${error.message}`, { cause: error }));
    });
  }
  process.on('uncaughtException', end);
}

/** Output fails, but not because its reader has closed it. */
class OutputError extends Error {
  override readonly name = 'OutputError';
}
