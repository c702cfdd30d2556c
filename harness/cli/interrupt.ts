/** Ctrl-C (or SIGTERM) once: come to an end. Twice: now. */

import { ExitCode } from './exit-code.js';

export interface Interrupt {
  /** Aborts at the first. */
  readonly signal: AbortSignal;
  /** Gives the signals back. */
  release(): void;
}

/** `first` is said at the first, `second` at the second, which ends this process; no node outlives that. */
export function onInterrupt(first: string, second: string): Interrupt {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      process.stderr.write(`\neddy: ${second}\n`);
      process.exit(ExitCode.crash);
    }
    process.stderr.write(`\neddy: ${first}. Ctrl-C again to stop at once\n`);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
