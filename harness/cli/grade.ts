/** `eddy grade`: many programs at one challenge, with the same seeds, each in a process of its own. */

import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { RUNTIMES, type Runtime } from '../../router/index.js';
import { UsageError } from '../errors/usage-error.js';
import { gradesFolder, repeatCommand, writeGrades } from '../grade/files.js';
import { type Grade, gradeOf } from '../grade/grade.js';
import { submissionsIn } from '../grade/submissions.js';
import { challengesNamed } from '../run/challenges.js';
import { parseSeeds } from '../sweep/grid.js';
import { Board } from '../terminal/board.js';
import { printable } from '../text/printable.js';
import { choice } from './choice.js';
import { ExitCode } from './exit-code.js';
import { onInterrupt } from './interrupt.js';
import { wholeNumber } from './whole-number.js';

const NOTES = `
Each entry of the folder is a submission: a program, or a folder with one file, or with node.* or main.*. A submission gets one
point for each seed whose run meets the challenge. Each run has a process of its own: what exceeds a limit, crashes or never
ends costs its own point only.

Without --runtime a program is simulated if it can be, else it runs in virtual time, else live. A simulated program runs inside
Eddy's own process: grade programs that may cheat with --runtime virtual or process, in a container.

Exit status: 0 graded, 2 stopped early, 254 wrong usage.

Examples:
  eddy grade submissions/ --challenge 3d --seeds 20 --out grades/
  eddy grade submissions/ --challenge 3b --runtime virtual --memory 512 --out grades/`;

interface GradeFlags {
  readonly challenge: string;
  readonly seeds: string;
  readonly out: string;
  readonly runtime?: Runtime;
  readonly runLimit: number;
  readonly memory: number;
  readonly maxOutput: number;
  readonly jobs?: number;
  readonly shrink: boolean;
}

export function gradeCommand(program: Command): void {
  program
    .command('grade')
    .description('grade a folder of programs by a challenge')
    .argument('<folder>', 'the folder of submissions')
    .requiredOption('--challenge <name>', 'the challenge, such as 3d')
    .requiredOption('--out <folder>', 'where grades are written; new or empty')
    .option('--seeds <number>', 'how many, or a range such as 5..24', '10')
    .addOption(choice('--runtime <name>', 'how nodes run; default: sim, virtual or process', RUNTIMES))
    .option('--run-limit <seconds>', 'wall-clock time of a run', wholeNumber('run-limit', 1, 999_999), 120)
    .option(
      '--memory <MiB>',
      'memory of a run, all its nodes included',
      wholeNumber('memory', 64, 999_999),
      2048,
    )
    .option('--max-output <KiB>', 'what a run may print', wholeNumber('max-output', 1, 999_999), 1024)
    .option(
      '--jobs <number>',
      'simulated runs side by side; default: one per processor',
      wholeNumber('jobs', 1, 9999),
    )
    .option('--no-shrink', 'keep the plans of failures as they were found')
    .addHelpText('after', NOTES)
    .action(async (folder: string, flags: GradeFlags) => {
      process.exitCode = await grade(folder, flags);
    });
}

async function grade(folder: string, flags: GradeFlags): Promise<ExitCode> {
  const [challenge, ...others] = challengesNamed([flags.challenge]).map(({ name }) => name);
  if (challenge === undefined || others.length > 0)
    throw new UsageError(`--challenge: expected one challenge, got ${flags.challenge}`);
  const seeds = parseSeeds(flags.seeds);
  const submissions = submissionsIn(folder);
  const out = gradesFolder(flags.out);
  const board = await Board.on(process.stderr);
  const stop = onInterrupt('stopping after this submission', 'stopped', board.interject);
  const grades: Grade[] = [];
  try {
    for (const [i, submission] of submissions.entries()) {
      if (stop.signal.aborted) break;
      board.show(() => [printable(`  ${i + 1}/${submissions.length} ${submission.name}`)]);
      const made = await gradeOf(submission, {
        challenge,
        seeds,
        runtime: flags.runtime,
        limits: { seconds: flags.runLimit, memoryMb: flags.memory, outputKb: flags.maxOutput },
        jobs: flags.jobs ?? availableParallelism(),
        shrinks: flags.shrink,
        signal: stop.signal,
      });
      // A part of its runs is no grade.
      if (stop.signal.aborted) break;
      grades.push(made);
    }
    board.show(undefined);
    writeGrades(out, challenge, grades);
    process.stdout.write(table(challenge, grades));
    process.stdout.write(`  grades       ${printable(path.relative(process.cwd(), out) || '.')}\n`);
    return grades.length < submissions.length ? ExitCode.unknown : ExitCode.valid;
  } finally {
    stop.release();
    board.close();
  }
}

function table(challenge: string, grades: readonly Grade[]): string {
  const width = Math.max(10, ...grades.map(({ name }) => printable(name).length));
  return grades
    .flatMap((each) => {
      const { name, runtime = '-', points, of, lost, failures } = each;
      const [first] = lost;
      const repeat = first === undefined ? undefined : repeatCommand(challenge, each, first);
      return [
        `  ${printable(name).padEnd(width)}  ${`${points}/${of}`.padStart(7)}  ${runtime}`,
        ...(first === undefined ? [] : [printable(`    seed ${first.seed}: ${first.reasons.join('; ')}`)]),
        ...(repeat === undefined ? [] : [printable(`    ${repeat}`)]),
        ...failures.map(({ fingerprint, size }) => printable(`    ${fingerprint}: ${size}`)),
      ];
    })
    .map((line) => `${line}\n`)
    .join('');
}
