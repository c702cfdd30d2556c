/** The files of a run that are served as they are, by their names. */

import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { naturalOrder } from '../text/natural-order.js';
import { type OpenFile, openStored } from '../store/stored-file.js';
import type { StoredRun } from './shown-run.js';

const FILES = ['results.json', 'test.json', 'history.ndjson', 'journal.ndjson', 'history.edn', 'results.edn'];
const LOGS = 'node-logs';

/** `names` are relative to the run's folder. Undefined if it is not one of the run's files. */
export async function openFileOf(
  { folder }: StoredRun,
  names: readonly string[],
): Promise<OpenFile | undefined> {
  const [first = '', second, ...more] = names;
  if (second === undefined) return FILES.includes(first) ? openStored(folder, first) : undefined;
  if (first !== LOGS || more.length > 0 || !(await logsOf(folder)).includes(second)) return undefined;
  return openStored(folder, LOGS, second);
}

/** The existing files, as paths of names. */
export async function filesOf({ folder }: StoredRun): Promise<readonly (readonly string[])[]> {
  const there = await readdir(folder).catch((): string[] => []);
  const logs = (await logsOf(folder)).toSorted(naturalOrder);
  return [
    ...FILES.filter((name) => there.includes(name)).map((name) => [name]),
    ...logs.map((name) => [LOGS, name]),
  ];
}

async function logsOf(folder: string): Promise<readonly string[]> {
  const place = path.join(folder, LOGS);
  const stats = await lstat(place).catch(() => undefined);
  if (stats?.isDirectory() !== true) return [];
  const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.log')).map(({ name }) => name);
}
