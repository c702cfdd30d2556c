/**
 * What a grading writes:
 *
 *     grades.csv              a row for each submission
 *     grades.json             all of it, with each lost point and the command that shows it again
 *     plans/NAME-KIND.yaml    the smallest plan of each kind of failure, for eddy test --plan
 *     gradescope/NAME.json    results.json of Gradescope's autograders
 *     autolab/NAME.json       the line with the scores that ends the output of Autolab's autograders
 *
 * There are no times in them: gradings with the same result are the same bytes.
 */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { quoted } from '../../router/index.js';
import { newFolder, writeWhole } from '../store/store.js';
import { csvRow } from '../text/csv-row.js';
import type { Grade, LostPoint } from './grade.js';

/** `folder` is new or empty. Throws a UsageError. */
export function gradesFolder(folder: string): string {
  const made = newFolder(folder);
  for (const name of ['plans', 'gradescope', 'autolab']) mkdirSync(path.join(made, name));
  return made;
}

/** `folder` was made by `gradesFolder`. */
export function writeGrades(folder: string, challenge: string, grades: readonly Grade[]): void {
  const write = (name: string, text: string): void => writeWhole(path.join(folder, name), text);
  const header = ['submission', 'program', 'runtime', 'points', 'of', 'lost-seeds', 'first-reason'];
  const rows = grades.map(({ name, program, runtime, points, of, lost }) => [
    name,
    program,
    runtime,
    points,
    of,
    lost.map(({ seed }) => seed).join(' '),
    lost[0]?.reasons[0],
  ]);
  write('grades.csv', [header, ...rows].map(csvRow).join(''));
  write('grades.json', json({ challenge, grades: grades.map((grade) => gradeData(challenge, grade)) }));
  for (const grade of grades) {
    for (const { fingerprint, plan } of grade.failures) write(planFile(grade, fingerprint), plan);
    write(`gradescope/${grade.name}.json`, json(gradescope(challenge, grade)));
    write(`autolab/${grade.name}.json`, `${JSON.stringify({ scores: { [challenge]: grade.points } })}\n`);
  }
}

/** The command that makes the run of a lost point again. Undefined if there was no run. */
export function repeatCommand(
  challenge: string,
  { program, runtime }: Grade,
  { seed }: LostPoint,
): string | undefined {
  if (program === undefined || runtime === undefined) return undefined;
  return `eddy challenge ${challenge} --bin ${quoted(program)} --runtime ${runtime} --seed ${seed}`;
}

function planFile({ name }: Grade, fingerprint: string): string {
  return `plans/${name}-${fingerprint.replaceAll('/', '.')}.yaml`;
}

function gradeData(challenge: string, grade: Grade): unknown {
  return {
    ...grade,
    lost: grade.lost.map((point) => ({ ...point, repeat: repeatCommand(challenge, grade, point) })),
    failures: grade.failures.map(({ fingerprint, size }) => ({
      fingerprint,
      size,
      plan: planFile(grade, fingerprint),
    })),
  };
}

/** https://gradescope-autograders.readthedocs.io/en/latest/specs/ */
function gradescope(challenge: string, grade: Grade): unknown {
  const { points, of, lost } = grade;
  const lines = lost.flatMap((point) => {
    const repeat = repeatCommand(challenge, grade, point);
    return [
      `seed ${point.seed}: ${point.reasons.join('; ')}`,
      ...(repeat === undefined ? [] : [`  ${repeat}`]),
    ];
  });
  return {
    score: points,
    tests: [
      {
        name: `challenge ${challenge}`,
        score: points,
        max_score: of,
        output: [`met in ${points} of ${of} runs`, ...lines].join('\n'),
      },
    ],
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
