/** The error for a `--bin` that is not a file: what was searched, and what was probably meant. */

import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { binOption, quoted } from '../../router/index.js';

/** `file` is the path of `bin` in `folder`; `isCommand` tests whether a word is a file or a command on PATH. */
export function missingProgram(
  bin: string,
  places: { readonly file: string; readonly folder: string },
  args: readonly string[],
  isCommand: (word: string) => boolean,
): string {
  const { file, folder } = places;
  const words = bin.trim().split(/\s+/);
  const [command = ''] = words;
  if (words.length > 1 && (isCommand(command) || !existsSync(path.dirname(file))))
    return `--bin ${quoted(bin)}: there is no file of this name; arguments go behind --: ${binOption(words.map(plain), args.map(quoted))}`;
  if (bin.startsWith('~'))
    return `--bin ${bin}: there is no such file (looked for ${file}): the shell has not replaced ~, write $HOME instead`;
  const target = linkTarget(file);
  if (target !== undefined) return `--bin ${bin} is a link to ${target}, which does not exist`;
  const near = similar(file);
  const meant = near === undefined ? '' : `: did you mean ${path.join(path.dirname(bin), near)}?`;
  return bin.includes('/')
    ? `--bin ${bin}: there is no such file (looked for ${file})${meant}`
    : `--bin ${bin}: there is no such file in ${folder}, and no such command on PATH${meant}`;
}

/** A word of a command line that was quoted as a whole may have quotes of its own: they are kept. */
function plain(word: string): string {
  return /['"$\\]/.test(word) ? word : quoted(word);
}

function linkTarget(file: string): string | undefined {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true
    ? readlinkSync(file)
    : undefined;
}

/** A file beside it whose name differs only in its case, in `-` and `_`, or in an extension that was left out. */
function similar(file: string): string | undefined {
  const key = (name: string): string =>
    path
      .parse(name)
      .name.toLowerCase()
      .replaceAll(/[-_. ]/g, '');
  const { dir, base } = path.parse(file);
  try {
    const wanted = path.extname(base);
    return readdirSync(dir).find(
      (name) => key(name) === key(base) && (wanted === '' || path.extname(name) === wanted),
    );
  } catch {
    return undefined;
  }
}
