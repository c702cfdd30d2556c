/** The example for Gradescope turns the JSON of eddy challenge into points. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { folder, write } from '../harness/folder.js';

const GRADE = fileURLToPath(new URL('../../../docs/examples/gradescope/grade.mjs', import.meta.url));

interface Graded {
  readonly tests: readonly { readonly name: string; readonly score: number; readonly output: string }[];
}

function graded(challenges: string): Graded {
  const file = write(path.join(folder(), 'challenges.json'), challenges);
  const { stdout } = spawnSync(process.execPath, [GRADE, file], { encoding: 'utf8' });
  return JSON.parse(stdout) as Graded;
}

test('points are the share of seeds that met a challenge, with the reason of the others', (t) => {
  const rates = [
    { challenge: '1', met: 5, of: 5 },
    { challenge: '2', met: 2, of: 5 },
  ];
  const runs = [
    { challenge: '2', verdict: 'not met', decisive: 'the id 7 was given twice', repeat: 'eddy test' },
  ];
  const { tests } = graded(JSON.stringify({ rates, runs }));
  t.deepEqual(
    tests.map(({ score }) => score),
    [10, 8, 0, 0, 0],
  );
  t.regex(
    tests[1]?.output ?? '',
    /^Met in 2 of 5 runs\.\nthe id 7 was given twice\nTo repeat it: eddy test$/,
  );
});

test('a submission that could not be started has no points', (t) => {
  t.true(graded('').tests.every(({ score }) => score === 0));
});
