/**
 * `--watch`: runs a command again when its program changes. Each run is a process of its own, since a module that was loaded
 * cannot be loaded anew. The output of the last run stays on the screen until the next one begins.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, type FSWatcher, watch as watchFiles } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { codeOf, messageOf } from '../errors/message-of.js';
import { optionError } from '../errors/usage-error.js';
import { RunOnChange } from '../terminal/run-on-change.js';
import { ExitCode } from './exit-code.js';
import { listOf } from './message-filter.js';

export interface WatchFlags {
  readonly watch?: true;
  readonly build?: string;
  readonly watchPath?: readonly string[];
}

export function addWatchFlags(command: Command): void {
  command
    .option('--watch', 'run again when the program changes, until Ctrl-C')
    .option('--build <command>', "with --watch: a shell command before each run, such as 'go build ./...'")
    .option(
      '--watch-path <path>',
      "with --watch: a file or folder to watch (repeatable); default: the program's folder",
      listOf((text) => text),
    );
}

/** `programs`: the files of the programs. Resolves with the status of the last run, when Ctrl-C has ended the watch. */
export async function watch(flags: WatchFlags, programs: readonly string[]): Promise<number> {
  const places = placesOf(flags, programs);
  const args = withoutWatch(process.argv.slice(2));
  const built = flags.build === undefined ? [] : programs.map((file) => path.resolve(file));
  let status: number = ExitCode.valid;
  let isBuilding = false;
  const run = async (): Promise<void> => {
    if (flags.build !== undefined) {
      isBuilding = true;
      const code = await ended(flags.build, [], true);
      isBuilding = false;
      if (code !== 0) {
        say(`--build failed with exit status ${code}; watching ${places.join(', ')}`);
        status = ExitCode.unknown;
        return;
      }
    }
    status = await ended(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...args], false);
    say(`exit status ${status}; watching ${places.join(', ')}; Ctrl-C ends`);
  };
  const again = new RunOnChange({ run, after });
  const watchers = places.map((place) =>
    watchPlace(place, (file) => {
      // A build writes its own output; so does whoever keeps compiled files.
      if (!isBuilding && !built.includes(file) && !isIgnored(file)) again.changed();
    }),
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
    again.start();
  });
  for (const watcher of watchers) watcher.close();
  await again.stop();
  return status;
}

function after(delayMs: number, callback: () => void): { cancel: () => void } {
  const timer = setTimeout(callback, delayMs);
  return { cancel: () => clearTimeout(timer) };
}

function say(text: string): void {
  process.stderr.write(`-- ${text}\n`);
}

/** Files and folders as they are to be watched. Throws a UsageError. */
function placesOf({ watchPath = [] }: WatchFlags, programs: readonly string[]): readonly string[] {
  const files = programs.filter((file) => existsSync(file)).map((file) => path.dirname(file));
  const places = [...new Set(watchPath.length > 0 ? watchPath : files)];
  const missing = places.find((place) => !existsSync(place));
  if (missing !== undefined)
    throw optionError('watch-path', `there is no ${missing}: expected a file or a folder`);
  if (places.length === 0)
    throw optionError(
      'watch',
      'there is nothing to watch: expected --bin with the path of a program, or --watch-path',
    );
  return places;
}

function watchPlace(place: string, changed: (file: string) => void): FSWatcher {
  try {
    return watchFiles(place, { recursive: true }, (_, name) => changed(path.resolve(place, name ?? '')));
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw optionError('watch', `${place} cannot be watched: ${messageOf(error)}`, error);
  }
}

/** What runs and tools write beside a program. */
const IGNORED = /(?:^|\/)(?:\.git|node_modules|__pycache__|store|target)(?:\/|$)|[~]$|\.sw[px]$/;

/** Whether a change of this file is no reason to run again. `file`: absolute. */
export function isIgnored(file: string): boolean {
  return IGNORED.test(path.relative('', file));
}

/** The arguments of the command that is run: those of this process without the flags of the watch. */
export function withoutWatch(args: readonly string[]): readonly string[] {
  const border = args.indexOf('--');
  const own = border === -1 ? args : args.slice(0, border);
  const kept = own.filter((word, i) => {
    if (word === '--watch' || /^--(?:build|watch-path)(?:=|$)/.test(word)) return false;
    return !/^--(?:build|watch-path)$/.test(own[i - 1] ?? '');
  });
  return [...kept, ...(border === -1 ? [] : args.slice(border))];
}

async function ended(command: string, args: readonly string[], shell: boolean): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', shell });
  try {
    const [code] = (await once(child, 'close')) as (number | null)[];
    return code ?? ExitCode.crash;
  } catch (error) {
    say(messageOf(error));
    return ExitCode.crash;
  }
}
