/** Folders for tests, away from everything, and gone afterwards. */

import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folders: string[] = [];
process.on('exit', () => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

/** A new empty folder. It is removed when the tests of this file are over. */
export function folder(): string {
  const made = realpathSync(mkdtempSync(path.join(tmpdir(), 'eddy-test-')));
  folders.push(made);
  return made;
}

/** A new folder with these files in it, by their paths. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const made = folder();
  for (const [name, text] of Object.entries(files)) write(path.join(made, name), text);
  return made;
}

/** Writes a file, folders and all, and returns its path. */
export function write(file: string, text: string, mode = 0o644): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}
