/** A project of `eddy init` in a folder of its own, built with the command of its README. */

import { execFileSync, spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstRuns, type Language } from '../../../harness/init/languages.js';
import { writeProject } from '../../../harness/init/project.js';
import { folder } from '../folder.js';

const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

/** Why a language cannot be tested here; undefined if it can. */
export function missingTool({ needs }: Language): string | undefined {
  const absent = needs.find((command) => spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0);
  return absent === undefined ? undefined : `${absent} is not installed`;
}

const built = new Map<string, string>();

/** Writes and builds it, once, and returns its folder. Throws if the build fails or warns. */
export function builtProject(language: Language): string {
  const place = built.get(language.name) ?? makeProject(language);
  built.set(language.name, place);
  return place;
}

function makeProject(language: Language): string {
  const place = folder();
  writeProject(language, place);
  if (language.build === undefined) return place;
  // What `npm install` would bring is here already.
  if (language.name === 'typescript') symlinkSync(MODULES, path.join(place, 'node_modules'));
  const build = language.build.replace('npm install && ', '');
  const env = { ...process.env, GOCACHE: path.join(folder(), 'cache'), GOFLAGS: '-buildvcs=false' };
  const { status, stderr } = spawnSync('sh', ['-c', build], { cwd: place, env, encoding: 'utf8' });
  if (status !== 0 || /warning/i.test(stderr)) throw new Error(`${build}: status ${status}\n${stderr}`);
  return place;
}

/** The words behind `eddy` of one of its first runs, with more options before `--`. */
export function wordsOf(
  language: Language,
  run: keyof ReturnType<typeof firstRuns>,
  more: readonly string[],
) {
  const words = firstRuns(language)[run].split(' ').slice(1);
  const border = words.indexOf('--');
  return border === -1 ? [...words, ...more] : [...words.slice(0, border), ...more, ...words.slice(border)];
}

/** What the program prints if it reads these lines. */
export function printed(
  { bin, args = [] }: Language,
  place: string,
  lines: readonly string[],
): readonly string[] {
  const file = bin.startsWith('./') ? path.join(place, bin) : bin;
  const [command, words] = file.endsWith('.js') ? [process.execPath, [file, ...args]] : [file, args];
  const out = execFileSync(command, words, { cwd: place, input: `${lines.join('\n')}\n`, encoding: 'utf8' });
  return out.trimEnd().split('\n');
}
