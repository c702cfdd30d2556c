/** The commands of the pages print what the pages say. Each page is one session, in a folder with the programs of the course. */

import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { machineObstacle } from '../../router/index.js';
import { folder } from '../harness/folder.js';
import { isExpected, outputOf, stepsOf } from './console.js';
import { pageOf } from './markdown.js';
import { PAGES } from './pages.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAMS = path.join(ROOT, 'docs/learn/programs');

function courseFolder(): string {
  const place = folder();
  for (const name of readdirSync(PROGRAMS)) copyFileSync(path.join(PROGRAMS, name), path.join(place, name));
  copyFileSync(path.join(ROOT, 'templates/python/node.py'), path.join(place, 'node.py'));
  return place;
}

/** Why the commands of a page cannot run here; undefined if they can. */
function obstacleOf(commands: string): string | undefined {
  if (commands.includes('.py') && outputOf('command -v python3', folder()).out === '')
    return 'python3 is not installed';
  return commands.includes('--runtime virtual') ? machineObstacle() : undefined;
}

for (const page of PAGES) {
  const steps = stepsOf(pageOf(page));
  if (steps.length === 0) continue;
  const why = obstacleOf(steps.map(({ command }) => command).join('\n'));
  if (why !== undefined) {
    test.skip(`${page}: its commands are not run, ${why}`, () => {});
    continue;
  }
  test.serial(`${page}: its commands print what it says`, (t) => {
    t.timeout(1_200_000);
    const place = courseFolder();
    for (const { command, expected } of steps) {
      const { out, err } = outputOf(command, place);
      t.true(isExpected(out, expected), `$ ${command}\n${out}\nexpected:\n${expected}\nstderr:\n${err}`);
    }
  });
}

test('the programs of the course are those that its pages run', (t) => {
  const course = PAGES.filter((page) => page.startsWith('docs/learn/')).map(pageOf);
  const isRun = (name: string): boolean =>
    course.some((page) => stepsOf(page).some(({ command }) => command.includes(`--bin ./${name}`)));
  t.deepEqual(
    readdirSync(PROGRAMS).filter((name) => !isRun(name)),
    [],
  );
});
