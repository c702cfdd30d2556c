/** The submissions in a folder: each entry is one, a program's file or a folder with the program in it. */

import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../errors/message-of.js';
import { UsageError } from '../errors/usage-error.js';

export interface Submission {
  /** The name of its entry, without the extension of a file. */
  readonly name: string;
  /** The path of its program; undefined if it has none. */
  readonly program: string | undefined;
}

/** The names that a program in a folder may have, without extension, if the folder has more than one file. */
const PROGRAM_NAMES: readonly string[] = ['node', 'main'];

/** In the order of their names; what begins with a dot is none. Throws a UsageError if there is none. */
export function submissionsIn(folder: string): readonly Submission[] {
  let names: readonly string[];
  try {
    names = entriesOf(folder);
  } catch (error) {
    throw new UsageError(
      `grade: expected a folder of submissions, got ${folder} (${messageOf(error)})`,
      error,
    );
  }
  if (names.length === 0) throw new UsageError(`grade: there is no submission in ${folder}`);
  return names.map((entry) => {
    const place = path.join(folder, entry);
    return isFolder(place)
      ? { name: entry, program: programIn(place) }
      : { name: path.parse(entry).name, program: place };
  });
}

function programIn(folder: string): string | undefined {
  const files = entriesOf(folder).filter((name) => !isFolder(path.join(folder, name)));
  const named = PROGRAM_NAMES.flatMap((wanted) => files.filter((file) => path.parse(file).name === wanted));
  const found = files.length === 1 ? files[0] : named[0];
  return found === undefined ? undefined : path.join(folder, found);
}

function entriesOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .toSorted();
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}
