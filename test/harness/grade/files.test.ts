/** What a grading writes, for people and for Gradescope and Autolab. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { gradesFolder, writeGrades } from '../../../harness/grade/files.js';
import type { Grade } from '../../../harness/grade/grade.js';
import { folder } from '../folder.js';

const GRADES: readonly Grade[] = [
  {
    name: 'ann',
    program: 'subs/ann ab.js',
    runtime: 'sim',
    points: 1,
    of: 2,
    lost: [{ seed: 2, reasons: ['msgs-per-op: expected < 30, got 40'], fingerprint: 'broadcast/lost/any' }],
    failures: [{ fingerprint: 'broadcast/lost/any', plan: 'options: {}\n', size: '1 operation' }],
  },
  {
    name: 'bob',
    program: undefined,
    runtime: undefined,
    points: 0,
    of: 2,
    lost: [{ seed: 1, reasons: ['none, "at all"'] }],
    failures: [],
  },
];

const COMMAND = "eddy challenge 3d --bin 'subs/ann ab.js' --runtime sim --seed 2";

test('grades are written as CSV, JSON, plans, and for Gradescope and Autolab', (t) => {
  const made = gradesFolder(path.join(folder(), 'grades'));
  writeGrades(made, '3d', GRADES);
  const read = (name: string): string => readFileSync(path.join(made, name), 'utf8');
  t.is(
    read('grades.csv'),
    'submission,program,runtime,points,of,lost-seeds,first-reason\r\n' +
      'ann,subs/ann ab.js,sim,1,2,2,"msgs-per-op: expected < 30, got 40"\r\n' +
      'bob,,,0,2,1,"none, ""at all"""\r\n',
  );
  const { grades } = JSON.parse(read('grades.json')) as {
    readonly grades: readonly Record<string, unknown>[];
  };
  t.deepEqual(grades[0]?.['lost'], [{ ...GRADES[0]?.lost[0], repeat: COMMAND }]);
  t.deepEqual(grades[0]?.['failures'], [
    { fingerprint: 'broadcast/lost/any', size: '1 operation', plan: 'plans/ann-broadcast.lost.any.yaml' },
  ]);
  t.deepEqual(readdirSync(path.join(made, 'plans')), ['ann-broadcast.lost.any.yaml']);
  t.deepEqual(JSON.parse(read('gradescope/ann.json')), {
    score: 1,
    tests: [
      {
        name: 'challenge 3d',
        score: 1,
        max_score: 2,
        output: `met in 1 of 2 runs\nseed 2: msgs-per-op: expected < 30, got 40\n  ${COMMAND}`,
      },
    ],
  });
  t.is(read('autolab/ann.json'), '{"scores":{"3d":1}}\n');
});
