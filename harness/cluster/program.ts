/**
 * Resolves the program of the nodes: `--bin` and its arguments, or Eddy's own program of a name.
 *
 * Accepts what Maelstrom accepts (any executable file), and also a command found on PATH, and a script whose
 * interpreter follows from its extension. Paths are relative to the caller's working directory, and symbolic links
 * are not resolved, so that a program may use the name it was called by.
 */

import { createHash } from 'node:crypto';
import { existsSync, openSync, closeSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { memberOf } from '../text/value-at.js';
import type { Program } from '../../node/index.js';
import {
  isExecutable,
  knownCause,
  machineObstacle,
  type NodeSource,
  programObstacle,
  type Runtime,
  sourceFile,
} from '../../router/index.js';
import { didYouMean } from '../text/closest.js';
import { missingProgram } from './missing-program.js';
import { UsageError } from '../errors/usage-error.js';

const PROGRAMS = fileURLToPath(new URL('../../node/programs/', import.meta.url));

const INTERPRETERS: Readonly<Record<string, string>> = {
  '.js': process.execPath,
  '.mjs': process.execPath,
  '.cjs': process.execPath,
  '.ts': process.execPath,
  '.mts': process.execPath,
  '.py': 'python3',
  '.rb': 'ruby',
};

/** The names of Eddy's own programs. */
export function programNames(): readonly string[] {
  return readdirSync(PROGRAMS)
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.slice(0, -3))
    .toSorted();
}

/** The file of Eddy's own program of that name. Throws a UsageError if there is none. */
export function programFile(name: string): string {
  if (!programNames().includes(name)) {
    throw new UsageError(
      `there is no program ${JSON.stringify(name)}: expected one of ${programNames().join(', ')}${didYouMean(name, programNames())}`,
    );
  }
  return path.join(PROGRAMS, `${name}.js`);
}

export interface ProgramOptions {
  readonly runtime: Runtime;
  /** The user's program; undefined for Eddy's own. */
  readonly bin: string | undefined;
  /** Arguments for the program. */
  readonly args: readonly string[];
  /** The name of Eddy's own program that runs without `bin`. */
  readonly own: string;
  /** Environment variables of nodes in processes and workers, in addition to Eddy's own. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The base of relative paths; this process's working directory by default. */
  readonly folder?: string;
}

/** The command of each node. Throws a UsageError that says what is wrong with the program and what to do. */
export async function resolveProgram(options: ProgramOptions): Promise<NodeSource> {
  const { runtime, bin, args, own, env } = options;
  const file = bin === undefined ? programFile(own) : programPath(bin, options.folder, args);
  switch (runtime) {
    case 'process':
      return { runtime, command: { ...commandOf(file, args), ...(env !== undefined && { env }) } };
    case 'virtual': {
      const command = commandOf(file, args);
      const obstacle = machineObstacle() ?? programObstacle(command.command);
      if (obstacle !== undefined) throw new UsageError(obstacle);
      return { runtime, command: { ...command, ...(env !== undefined && { env }) } };
    }
    case 'worker':
      requireJavaScript(file, runtime);
      return { runtime, script: { file, args, ...(env !== undefined && { env }) } };
    case 'sim':
      requireJavaScript(file, runtime);
      return { runtime, program: await loadProgram(file) };
  }
}

/** The source of nodes that run a function of the caller's. Throws a UsageError if the options want anything else. */
export function programInHand(
  program: Program,
  { runtime, bin }: { readonly runtime: Runtime; readonly bin?: string | undefined },
): NodeSource {
  if (bin !== undefined) throw new UsageError(`bin: expected either a function or a file, got both, ${bin}`);
  if (runtime === 'sim') return { runtime, program };
  throw new UsageError(
    `runtime: a function runs in this thread, with runtime sim, got ${runtime}: give the file of the program as bin`,
  );
}

/** The SHA-256 of a program's file, in hexadecimal digits. Throws a UsageError if there is no such program. */
export function programHash(bin: string): string {
  return createHash('sha256')
    .update(readFileSync(programPath(bin)))
    .digest('hex');
}

/**
 * The path of a program: a file, or else a command on PATH. Throws a UsageError if there is neither. `args` are its
 * arguments: an error names the whole command.
 */
export function programPath(
  bin: string,
  folder: string = process.cwd(),
  args: readonly string[] = [],
): string {
  const file = path.resolve(folder, bin);
  const status = statSync(file, { throwIfNoEntry: false });
  if (status !== undefined && (status.isFile() || bin.includes('/'))) {
    if (status.isDirectory()) throw new UsageError(`--bin ${bin} is a directory: expected a program`);
    if (!status.isFile()) throw new UsageError(`--bin ${bin} is no regular file: expected a program`);
    return file;
  }
  const found = bin.includes('/') ? undefined : onPath(bin);
  if (found !== undefined) return found;
  if (status !== undefined) throw new UsageError(`--bin ${bin} is a directory: expected a program`);
  const isCommand = (word: string): boolean =>
    existsSync(path.resolve(folder, word)) || (!word.includes('/') && onPath(word) !== undefined);
  throw new UsageError(missingProgram(bin, { file, folder }, args, isCommand));
}

function onPath(command: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((place) => (place === '' ? '' : path.join(place, command)))
    .find((candidate) => candidate !== '' && isExecutable(candidate));
}

function commandOf(file: string, args: readonly string[]): { command: string; args: readonly string[] } {
  const interpreter = INTERPRETERS[path.extname(file)];
  // A first line that names an interpreter is explicit; an extension is a guess.
  if (isExecutable(file) && (interpreter === undefined || startsWithShebang(file)))
    return { command: file, args };
  if (interpreter !== undefined) {
    requireTypeStripping(file);
    return { command: interpreter, args: [file, ...args] };
  }
  const source = startsWithShebang(file) ? undefined : sourceFile(shown(file), args);
  if (source !== undefined) throw new UsageError(`--bin ${shown(file)} ${source.is}: ${source.cure}`);
  throw new UsageError(
    `--bin ${file} is not executable, and its extension says nothing about an interpreter: ` +
      `try chmod +x ${file}, or one of ${Object.keys(INTERPRETERS).join(' ')}`,
  );
}

/** A path as a person would type it: relative if it lies below the working directory. */
function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}

async function loadProgram(file: string): Promise<Program> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    const cause = knownCause([String(error)]);
    const why = cause === undefined ? '' : `: ${cause}`;
    throw new UsageError(`--bin ${file} could not be loaded: ${String(error)}${why}`, error);
  }
  const program = memberOf(module, 'default');
  if (typeof program !== 'function') {
    throw new UsageError(
      `--bin ${file} cannot be simulated: expected a module whose default export is a function of a Node, ` +
        `got ${program === undefined ? 'no default export' : typeof program}. ` +
        'Any other program runs with --runtime virtual (on Linux) or process',
    );
  }
  return program as Program;
}

function requireJavaScript(file: string, runtime: Runtime): void {
  const extension = path.extname(file);
  if (INTERPRETERS[extension] !== process.execPath) {
    throw new UsageError(
      `--runtime ${runtime} runs JavaScript only (.js .mjs .cjs .ts), got ${file}: use --runtime virtual (on Linux) or process`,
    );
  }
  requireTypeStripping(file);
}

function requireTypeStripping(file: string): void {
  if (!/\.m?ts$/.test(file)) return;
  if (memberOf(process.features, 'typescript')) return;
  throw new UsageError(
    `${file} is TypeScript, and this Node (${process.version}) cannot strip types: ` +
      'Node 22.18, 23.6 and later can. Compile it, or run Eddy with such a Node',
  );
}

function startsWithShebang(file: string): boolean {
  const start = Buffer.alloc(2);
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    // It may be executable all the same.
    return false;
  }
  try {
    readSync(descriptor, start, 0, 2, 0);
  } finally {
    closeSync(descriptor);
  }
  return start.toString('latin1') === '#!';
}
