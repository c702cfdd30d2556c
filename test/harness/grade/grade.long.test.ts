/** Whole gradings: the same bytes twice, and a hostile program costs its own points only. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { gradesFolder, writeGrades } from '../../../harness/grade/files.js';
import { type Grade, gradeOf, type Grading } from '../../../harness/grade/grade.js';
import { submissionsIn } from '../../../harness/grade/submissions.js';
import { folder, write } from '../folder.js';

const LIBRARY = JSON.stringify(import.meta.resolve('../../../node/index.js'));

const echo = (body: string): string =>
  `import { shape } from ${LIBRARY};\nexport default (node) => {\n  node.handle('echo', { echo: shape.any }, ({ echo }) => { ${body} });\n};\n`;

const GRADING: Grading = {
  challenge: '1',
  seeds: [1, 2],
  limits: { seconds: 60, memoryMb: 1024, outputKb: 1024 },
  jobs: 1,
  shrinks: true,
  signal: new AbortController().signal,
};

async function graded(root: string, grading: Grading = GRADING): Promise<readonly Grade[]> {
  const grades: Grade[] = [];
  for (const submission of submissionsIn(root)) grades.push(await gradeOf(submission, grading));
  return grades;
}

test.serial('two gradings of simulated programs write the same bytes, hostile ones among them', async (t) => {
  const root = folder();
  write(path.join(root, 'exits.mjs'), echo('process.exit(3);'));
  write(path.join(root, 'good.mjs'), echo('return { echo };'));
  write(path.join(root, 'wrong.mjs'), echo(`return { echo: 'wrong' };`));
  const texts: string[] = [];
  for (let i = 0; i < 2; i++) {
    const grades = await graded(root);
    t.deepEqual(
      grades.map(({ name, points, runtime }) => [name, points, runtime]),
      [
        ['exits', 0, 'sim'],
        ['good', 2, 'sim'],
        ['wrong', 0, 'sim'],
      ],
    );
    t.deepEqual(grades[0]?.lost[0]?.reasons, ['its process ended early (exit status 3)']);
    t.is(grades[2]?.failures.length, 1);
    t.regex(grades[2]?.failures[0]?.size ?? '', /^1 operation/);
    const made = gradesFolder(path.join(folder(), 'grades'));
    writeGrades(made, '1', grades);
    texts.push(readFileSync(path.join(made, 'grades.json'), 'utf8'));
  }
  t.is(texts[0], texts[1]);
});

test.serial('a program that never ends is stopped when its time is over', async (t) => {
  const root = folder();
  write(path.join(root, 'loop.mjs'), echo('for (;;);'));
  const limits = { ...GRADING.limits, seconds: 20 };
  const [grade] = await graded(root, { ...GRADING, seeds: [1], limits, runtime: 'sim' });
  t.deepEqual(grade?.lost, [{ seed: 1, reasons: ['no result within 20 s'] }]);
});

test.serial('a program that takes all memory is stopped', async (t) => {
  const root = folder();
  write(path.join(root, 'hog.mjs'), echo('const all = []; for (;;) all.push(new Array(1e5).fill(1.5));'));
  const limits = { ...GRADING.limits, memoryMb: 256 };
  const [grade] = await graded(root, { ...GRADING, seeds: [1], limits, runtime: 'sim' });
  t.deepEqual(grade?.lost, [{ seed: 1, reasons: ['it needed more than 256 MiB of memory'] }]);
});
