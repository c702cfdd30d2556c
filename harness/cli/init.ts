/** `eddy init`: a new folder with a node in a language, which runs at once. */

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { firstRuns, type Language, languageOf, LANGUAGES } from '../init/languages.js';
import { writeProject } from '../init/project.js';

const COURSE = fileURLToPath(new URL('../../../docs/learn/README.md', import.meta.url));

const NOTES = `
Without a language it lists them. The folder must be new or empty; without one it is <language>-node. The node needs no
library; it answers the workloads echo, unique-ids and broadcast, and its broadcast is yours to improve.

Exit status: 0 the folder is written, 254 wrong usage.

Examples:
  eddy init python
  eddy init go my-node`;

export function initCommand(program: Command): void {
  program
    .command('init')
    .description('write a new folder with a small node in your language, ready to run')
    .argument('[language]', LANGUAGES.map(({ name }) => name).join(', '))
    .argument('[folder]', 'a new folder (default: <language>-node)')
    .addHelpText('after', NOTES)
    .action((typed: string | undefined, folder: string | undefined) => {
      process.stdout.write(typed === undefined ? list() : init(languageOf(typed), folder));
    });
}

/** The languages, each with its other names and what it takes. */
function list(): string {
  const width = Math.max(...LANGUAGES.map(({ name }) => name.length));
  const lines = LANGUAGES.map(({ name, aliases, needs }) => {
    const also = aliases.length === 0 ? '' : `, also called ${aliases.join(', ')}`;
    return `  ${name.padEnd(width)}  needs ${needs.join(' and ')}${also}`;
  });
  return `Languages of eddy init <language> [folder]:\n${lines.join('\n')}\n`;
}

function init(language: Language, given: string | undefined): string {
  const folder = given ?? `${language.name.replace('++', 'pp')}-node`;
  const files = writeProject(language, folder);
  const { valid, partitioned } = firstRuns(language);
  const isHere = path.resolve(folder) === process.cwd();
  const prepare = [
    ...(isHere ? [] : [`cd ${folder}`]),
    ...(language.build === undefined ? [] : [language.build]),
  ];
  const steps = [...(prepare.length === 0 ? [] : [prepare.join(' && ')]), valid, partitioned];
  return [
    `wrote ${folder}: ${files.join(', ')}`,
    'next:',
    ...steps.map((step) => `  ${step}`),
    `the first test is valid, the second one is not: ${language.main} is yours to improve`,
    `a course: ${path.relative(process.cwd(), COURSE)}`,
    '',
  ].join('\n');
}
