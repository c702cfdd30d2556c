/** What the first bytes of a file say about whether the system can run it. */

import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { binaryKind, textFlaw } from './file-kinds.js';
import { sourceFile } from './source-languages.js';

const READ = 4096;

/**
 * Why the system cannot run this file, whatever is tried; undefined if it may. Reads the file, and looks for the
 * interpreter that it names on `searchPath`, in the form of PATH.
 */
export function obstacleOf(file: string, searchPath: string): string | undefined {
  const start = startOf(file);
  if (start === undefined) return undefined;
  if (start.length === 0) return `${file} is empty: expected a program`;
  const shebang = /^#!([^\n]*)/.exec(start)?.[1];
  if (shebang === undefined) return undefined;
  const carriageReturn = shebang.indexOf('\r');
  // With -S env cuts its line into words itself, and takes a CR for white space.
  if (carriageReturn !== -1 && !/^\s*\S*\/env\s+-S/.test(shebang)) {
    const end = carriageReturn === shebang.length - 1 ? 'a Windows line end (CR LF)' : 'a CR alone';
    return (
      `the first line of ${file} ends with ${end}: convert the file (dos2unix ${file}), ` +
      'or save it with LF line ends'
    );
  }
  return interpreterFlaw(file, shebang.trim(), searchPath);
}

/** Why a program that ended before it said anything may not be what it was taken for; undefined if nothing speaks for it. */
export function suspicionOf(file: string): string | undefined {
  const start = startOf(file);
  if (start === undefined || start.startsWith('#!')) return undefined;
  const binary = binaryKind(start);
  if (binary !== undefined) return binary === '' ? undefined : `${file} ${binary}`;
  const flaw = textFlaw(start);
  if (flaw !== undefined) return `${file} ${flaw}`;
  const source = sourceFile(file);
  const without = `${file} has no #! line, so it was run by sh`;
  return source === undefined
    ? `${without}: if it is not a shell script, its first line must name its interpreter, such as #!/usr/bin/env python3`
    : `${without}, but it ${source.is}: ${source.cure}`;
}

/** Why a file that exists was "not found": what is to load it is missing. */
export function loaderFlaw(file: string): string | undefined {
  const start = startOf(file);
  if (start?.startsWith('\u007fELF') !== true) return undefined;
  const loader = /\/[\w./+-]*ld[\w.+-]*\.so[\w.]*/.exec(start)?.[0];
  if (loader === undefined || exists(loader)) return undefined;
  return `${file} needs the loader ${loader}, which does not exist here: build it for this system, or link it statically`;
}

/** The path of a command: itself if it has a slash, or else where it is found on a path like PATH. */
export function commandPath(command: string, searchPath: string): string | undefined {
  if (command.includes('/')) return command;
  return searchPath
    .split(path.delimiter)
    .map((folder) => path.join(folder, command))
    .find(isExecutable);
}

function interpreterFlaw(file: string, shebang: string, searchPath: string): string | undefined {
  const [interpreter = '', ...words] = shebang.split(/\s+/);
  const says = `the first line of ${file} names`;
  if (interpreter === '') return `${says} no interpreter: expected such as #!/usr/bin/env python3`;
  const tried = `try #!/usr/bin/env ${path.basename(interpreter)}`;
  if (!exists(interpreter)) return `${says} the interpreter ${interpreter}, which does not exist: ${tried}`;
  if (!isExecutable(interpreter)) return `${says} ${interpreter}, which is not an executable file: ${tried}`;
  const [command = ''] = words;
  if (path.basename(interpreter) !== 'env' || command.startsWith('-') || command.includes('='))
    return undefined;
  if (command === '')
    return `the first line of ${file} gives env no command: expected such as #!/usr/bin/env python3`;
  if (commandPath(command, searchPath) === undefined)
    return `the first line of ${file} asks for ${command}, and there is no such command on PATH: install it, or name another interpreter`;
  if (words.length > 1 && process.platform === 'linux')
    return `the first line of ${file} gives env the one name ${JSON.stringify(words.join(' '))}: write #!${interpreter} -S ${words.join(' ')}`;
  return undefined;
}

/** The first bytes of a regular file, a character each; undefined if they cannot be read. */
function startOf(file: string): string | undefined {
  const bytes = Buffer.alloc(READ);
  try {
    if (!statSync(file).isFile()) return undefined;
    const descriptor = openSync(file, 'r');
    try {
      return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, READ, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Whether it is a regular file that this user may run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
