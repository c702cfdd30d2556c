/** Finds fixture files: the paths given, and what is in folders, in the order of their names. */

import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../usage-error.js';

export const FORMATS = ['.case', '.cases.json', '.scenario.yaml'] as const;
export type Format = (typeof FORMATS)[number];

export interface FixtureFile {
  readonly file: string;
  readonly format: Format;
}

/** Throws a UsageError where a path does not exist, is no fixture, or holds none. */
export function findFixtures(paths: readonly string[]): FixtureFile[] {
  const files = paths.flatMap((given) => {
    const stats = statOf(given);
    if (!stats.isDirectory()) {
      const format = formatOf(given);
      if (format === undefined)
        throw new UsageError(
          `${given} is no fixture: expected ${FORMATS.map((each) => `*${each}`).join(', ')}`,
        );
      return [{ file: given, format }];
    }
    const found = [...filesIn(given)];
    if (found.length === 0) {
      throw new UsageError(
        `there are no fixtures in ${given}: expected ${FORMATS.map((each) => `*${each}`).join(', ')}`,
      );
    }
    return found;
  });
  // A file that is named twice, or once by its folder, is played once.
  const seen = new Set<string>();
  return files.filter(({ file }) => !seen.has(path.resolve(file)) && seen.add(path.resolve(file)));
}

function statOf(given: string): Stats {
  try {
    return statSync(given);
  } catch (error) {
    throw new UsageError(
      `there is no ${given} in ${process.cwd()}: expected a fixture file or a folder of them`,
      error,
    );
  }
}

function* filesIn(folder: string): Generator<FixtureFile> {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const { name } = entry;
    const file = path.join(folder, name);
    if (name.startsWith('.') || name === 'node_modules') continue;
    const format = formatOf(name);
    if (entry.isDirectory()) yield* filesIn(file);
    else if (format !== undefined && (entry.isFile() || entry.isSymbolicLink())) yield { file, format };
  }
}

function formatOf(name: string): Format | undefined {
  return FORMATS.find((each) => name.endsWith(each));
}
