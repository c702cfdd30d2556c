/** Ctrl-C (or SIGTERM, or SIGHUP from a terminal that was closed) once: come to an end. Twice: now. */

import { ExitCode } from './exit-code.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupt {
  /** Aborts at the first. */
  readonly signal: AbortSignal;
  /** Gives the signals back. */
  release(): void;
}

/** What is said stands on a line of its own, although a terminal has echoed `^C`. */
function toStderr(text: string): void {
  process.stderr.write(`\n${text}\n`);
}

/** `first` is said at the first, `second` at the second, which ends this process; no node outlives that. */
export function onInterrupt(
  first: string,
  second: string,
  say: (text: string) => void = toStderr,
): Interrupt {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      say(`eddy: ${second}`);
      process.exit(ExitCode.crash);
    }
    say(`eddy: ${first}. Ctrl-C again to stop at once`);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
