/** Finds fixture files: the paths given, and the files in folders, in the order of their names. */

import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { naturalOrder } from '../text/natural-order.js';
import { UsageError } from '../errors/usage-error.js';
import { pairs, partOf } from './case-pair.js';

const FORMATS = ['.case', '.cases.json', '.scenario.yaml'] as const;
type Format = (typeof FORMATS)[number] | 'pair';

export interface FixtureFile {
  readonly file: string;
  readonly format: Format;
  /** Of a pair, the file with the expected output; undefined if there is none. */
  readonly outputFile?: string | undefined;
}

const EXPECTED = `${FORMATS.map((each) => `*${each}`).join(', ')}, or pairs such as input-1.jsonl and expected-1.txt`;
/** 2 comes before 10. */

/**
 * Throws a UsageError if a path does not exist, or is a folder without fixtures. A file that is named is a fixture
 * whatever its name: JSON, YAML, or else a text with cases.
 */
export function findFixtures(paths: readonly string[]): FixtureFile[] {
  const files = paths.flatMap((given) => {
    if (!statOf(given).isDirectory()) return [named(given)];
    const found = [...filesIn(given)];
    if (found.length === 0) throw new UsageError(`there are no fixtures in ${given}: expected ${EXPECTED}`);
    return found;
  });
  // A file that is named twice, or by its folder too, is played once.
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

function named(file: string): FixtureFile {
  const name = path.basename(file);
  const format = formatOf(name);
  if (format !== undefined) return { file, format };
  if (partOf(name) !== undefined) {
    const folder = path.dirname(file);
    const names = readdirSync(folder).toSorted(naturalOrder);
    const pair = [...pairs(names)].find(
      ([input, output]) => output !== undefined && (input === name || output === name),
    );
    if (pair?.[1] !== undefined)
      return { file: path.join(folder, pair[0]), format: 'pair', outputFile: path.join(folder, pair[1]) };
  }
  if (/\.json$/i.test(name)) return { file, format: '.cases.json' };
  return { file, format: /\.ya?ml$/i.test(name) ? '.scenario.yaml' : '.case' };
}

function* filesIn(folder: string): Generator<FixtureFile> {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .toSorted((a, b) => naturalOrder(a.name, b.name));
  const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const inputs = pairs(names.filter((name) => formatOf(name) === undefined));
  // An input without an output is an error if other inputs have theirs.
  const hasPairs = [...inputs.values()].some((output) => output !== undefined);
  for (const entry of entries) {
    const { name } = entry;
    const file = path.join(folder, name);
    const format = formatOf(name);
    if (entry.isDirectory()) yield* filesIn(file);
    else if (!entry.isFile() && !entry.isSymbolicLink()) continue;
    else if (format !== undefined) yield { file, format };
    else if (hasPairs && inputs.has(name)) {
      const output = inputs.get(name);
      yield {
        file,
        format: 'pair',
        outputFile: output === undefined ? undefined : path.join(folder, output),
      };
    }
  }
}

function formatOf(name: string): Format | undefined {
  return FORMATS.find((each) => name.endsWith(each));
}
