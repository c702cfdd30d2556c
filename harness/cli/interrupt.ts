/**
 * Ctrl-C (or SIGTERM, or SIGHUP from a closed terminal): the first one ends the command in order, the second one at
 * once.
 */

import { ExitCode } from './exit-code.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupt {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal;
  /** Restores the default handling of the signals. */
  release(): void;
}

/** The message gets its own line, although the terminal has echoed `^C`. */
function toStderr(text: string): void {
  process.stderr.write(`\n${text}\n`);
}

/** `first` is printed at the first signal, `second` at the second, which ends this process and all its nodes. */
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
