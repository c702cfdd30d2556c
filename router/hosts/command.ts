/** A command that a node runs: which file that is, why it does not start, why it ended. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandPath, loaderFlaw, suspicionOf } from '../diagnoses/executable.js';
import { knownCause } from '../diagnoses/start-causes.js';
import type { Exit } from './exit.js';

/** What to execute: `command` is a path or a name on PATH. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to Eddy's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Where a command without a slash is looked for. */
export function searchPath({ env }: Command): string {
  return env?.['PATH'] ?? process.env['PATH'] ?? '';
}

/** The file that will run; undefined for a command that is not found. */
export function fileOf(command: Command): string | undefined {
  const found = commandPath(command.command, searchPath(command));
  return found === undefined ? undefined : path.resolve(command.cwd ?? '', found);
}

/** Why a node ended. That it was no program for this system can be why only if it never said anything. */
export function causeOf(exit: Exit, file: string | undefined): string | undefined {
  const failedAtOnce = exit.code !== 0 && exit.stdout.length === 0;
  return (failedAtOnce && file !== undefined ? suspicionOf(file) : undefined) ?? knownCause(exit.stderr);
}

/** Why the system did not start a command: `error` is what it answered. */
export function explain(
  { command, cwd }: Command,
  error: Pick<NodeJS.ErrnoException, 'code' | 'message'>,
): string {
  const file = path.resolve(cwd ?? '', command);
  switch (error.code) {
    case 'ENOENT':
      if (cwd !== undefined && !existsSync(cwd)) return `its working directory ${cwd} does not exist`;
      if (!command.includes('/')) return `there is no command ${command} on PATH: install it`;
      if (!existsSync(file)) return `there is no ${command}`;
      return loaderFlaw(file) ?? `what ${command} needs to be loaded does not exist`;
    case 'EACCES':
      return `${command} is not executable; try chmod +x ${command}`;
    case 'ENOEXEC':
      return (
        suspicionOf(file) ??
        `the system does not know how to run ${command}; does it lack a first line such as #!/usr/bin/env node?`
      );
    default:
      return error.message;
  }
}
