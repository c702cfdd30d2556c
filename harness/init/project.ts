/** Writes a new folder with a node in a language: the files of its template, and a README with the commands of the first runs. */

import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../errors/message-of.js';
import { UsageError } from '../errors/usage-error.js';
import { firstRuns, type Language, testCommand } from './languages.js';

const TEMPLATES = fileURLToPath(new URL('../../../templates/', import.meta.url));

/** The names of the files of a template. */
export function templateFiles({ name }: Language): readonly string[] {
  return readdirSync(path.join(TEMPLATES, name)).toSorted();
}

/** Writes the files into the folder, which is made if it does not exist, and returns their names. Throws a UsageError if it cannot. */
export function writeProject(language: Language, folder: string): readonly string[] {
  refuseUnlessEmpty(language, folder);
  const files = templateFiles(language);
  try {
    mkdirSync(folder, { recursive: true });
    for (const name of files)
      copyFileSync(path.join(TEMPLATES, language.name, name), path.join(folder, name));
    // npm drops the mode of packed files.
    if (language.bin === `./${language.main}`) chmodSync(path.join(folder, language.main), 0o755);
    writeFileSync(path.join(folder, 'README.md'), readme(language));
  } catch (error) {
    throw new UsageError(`init: ${folder} cannot be written: ${messageOf(error)}`, error);
  }
  return ['README.md', ...files];
}

/** A repository without any files counts as empty. */
function refuseUnlessEmpty(language: Language, folder: string): void {
  if (!existsSync(folder)) return;
  const instead = `name a new folder, such as eddy init ${language.name} my-node`;
  if (!statSync(folder).isDirectory())
    throw new UsageError(`init: expected a folder, got the file ${folder}: ${instead}`);
  const [first, ...others] = readdirSync(folder).filter((name) => name !== '.git');
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  throw new UsageError(`init: expected an empty folder, but ${folder} holds ${first}${more}: ${instead}`);
}

/** The README of a new folder: how to build it, run it, and what to do next. */
export function readme(language: Language): string {
  const { title, main, protocol, build, note } = language;
  const { valid, partitioned } = firstRuns(language);
  const spoken = protocol.map((name) => `\`${name}\``).join(' and ');
  const commands = [...(build === undefined ? [] : [build]), valid, partitioned];
  return [
    `# A node in ${title}`,
    `\`${main}\` is yours: it answers the workloads echo, unique-ids and broadcast. ${spoken} ${protocol.length === 1 ? 'speaks' : 'speak'} the protocol.`,
    ['```', ...commands, '```'].join('\n'),
    `The first test is valid. The second one is not: \`spread\` in \`${main}\` sends each value once, and a partition drops it. The ` +
      'report of the run shows where. Improve `spread` until the second test is valid.',
    `Also: \`${testCommand(language, 'echo', '--time-limit 5')}\`, and \`-w unique-ids\`. Then write the next workload.`,
    ...(note === undefined ? [] : [note]),
    "In Eddy's folder: `docs/learn` is a course, `docs/protocol.md` says what nodes read and print, `docs/workloads.md` what each workload asks.",
  ]
    .map((paragraph) => `${paragraph}\n`)
    .join('\n');
}
