/**
 * Opens regular files of the store only: symbolic links are not followed, and no other kind of file is opened. A pipe
 * would block its reader for ever, and a link may lead to any file that the user can read.
 */

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import path from 'node:path';

const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
}

/** `folder` must be in the store; `names` are relative to it. Undefined if there is no such file. */
export async function openStored(folder: string, ...names: readonly string[]): Promise<OpenFile | undefined> {
  let parent = folder;
  for (const name of names.slice(0, -1)) {
    parent = path.join(parent, name);
    if (!(await isFolder(parent))) return undefined;
  }
  const handle = await open(path.join(parent, names.at(-1) ?? ''), FLAGS).catch(() => undefined);
  if (handle === undefined) return undefined;
  const stats = await handle.stat();
  if (stats.isFile()) return { handle, size: stats.size };
  await handle.close();
  return undefined;
}

/** A key that changes with the contents of a file; undefined if there is no file. */
export async function stampOf(
  file: string,
): Promise<{ readonly mtimeMs: number; readonly size: number } | undefined> {
  const stats = await lstat(file).catch(() => undefined);
  return stats?.isFile() === true ? { mtimeMs: stats.mtimeMs, size: stats.size } : undefined;
}

/**
 * The text of a file, or its first `limit` bytes. Synchronous: a list reads thousands of small files, and four
 * asynchronous calls for each take several times as long as reading them.
 */
export function readStart(
  limit: number,
  folder: string,
  name: string,
): { readonly text: string; readonly whole: boolean } | undefined {
  const descriptor = openSyncIfThere(path.join(folder, name));
  if (descriptor === undefined) return undefined;
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return undefined;
    const buffer = Buffer.allocUnsafe(Math.min(limit, stats.size));
    let filled = 0;
    while (filled < buffer.length) {
      const bytesRead = readSync(descriptor, buffer, filled, buffer.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return { text: buffer.toString('utf8', 0, filled), whole: stats.size <= limit };
  } finally {
    closeSync(descriptor);
  }
}

function openSyncIfThere(file: string): number | undefined {
  try {
    return openSync(file, FLAGS);
  } catch {
    return undefined;
  }
}

async function isFolder(place: string): Promise<boolean> {
  const stats = await lstat(place).catch(() => undefined);
  return stats?.isDirectory() === true;
}
