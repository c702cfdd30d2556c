/**
 * What nobody else catches: a reader of stdout or stderr that has gone, a disk that is full, an exception out of a
 * timer. Node would end the process with 1, which here means that a run was invalid.
 */

import process from 'node:process';

/**
 * From now on a closed pipe (`| head -1`) ends nothing: a run that nobody watches goes on, is stored, and its verdict
 * is the exit status. Anything else ends this process with the status that `report` gives it.
 */
export function installLastResort(report: (error: unknown) => number): void {
  const end = (error: unknown): void => process.exit(report(error));
  for (const [name, stream] of [
    ['stdout', process.stdout],
    ['stderr', process.stderr],
  ] as const) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // EIO is how a terminal says that it was closed.
      if (error.code === 'EPIPE' || (error.code === 'EIO' && stream.isTTY)) return;
      end(new OutputError(`${name} cannot be written: ${error.message}`, { cause: error }));
    });
  }
  process.on('uncaughtException', end);
}

/** What Eddy says reaches nobody, and not because nobody wants it. */
class OutputError extends Error {
  override readonly name = 'OutputError';
}
