/** Plays one case in one runtime, and describes the mismatches. */

import { UsageError } from '../errors/usage-error.js';
import { describeExit, excerpt, type NodeSource, type Runtime } from '../../router/index.js';
import { resolveProgram } from '../cluster/program.js';
import type { Case } from './case.js';
import type { Difference } from './compare.js';
import { parseActualLine, parseExpectedLine } from './expected-line.js';
import { match, type Mismatch } from './match.js';
import { type Ending, type NodeRun, OUTPUT_LIMIT } from './runtimes/node-run.js';
import { runProcess } from './runtimes/process.js';
import { runSimulated } from './runtimes/sim.js';
import { runWorker } from './runtimes/worker.js';

export interface CaseRequest {
  readonly case: Case;
  readonly runtime: Runtime;
  /** The user's program; without it the case's own. */
  readonly bin?: string | undefined;
  readonly args: readonly string[];
}

export interface CaseResult {
  readonly passed: boolean;
  /** The mismatches, for a person. */
  readonly problem?: string;
  /** What the node printed. */
  readonly actual: readonly string[];
  /** The node ended normally: its output may serve as the new expectation. */
  readonly updatable: boolean;
}

/** Rejects with a UsageError if there is no such program, or if this runtime cannot run it. */
export async function runCase(request: CaseRequest): Promise<CaseResult> {
  const { case: fixture, runtime, bin, args } = request;
  const source = await resolveProgram({ runtime, bin, args, own: fixture.program });
  const run = await runNode(source, fixture);
  const expected = fixture.output.map((line) => parseExpectedLine(line.text));
  const actual = run.lines.map(parseActualLine);
  const mismatches = match(expected, actual, { mode: fixture.match, ignore: fixture.ignore });
  const ending = describeEnding(run.ending, fixture);
  const passed = mismatches.length === 0 && ending === undefined;
  const updatable = ending === undefined;
  if (passed) return { passed, actual: run.lines, updatable };
  const problem = [
    ...(ending === undefined ? [] : [ending]),
    ...mismatches.slice(0, shown(fixture)).map((mismatch) => describeMismatch(mismatch, fixture, run.lines)),
    ...(run.stderr.length === 0 ? [] : [`its stderr ends with:\n  ${run.stderr.join('\n  ')}`]),
  ].join('\n');
  return { passed, problem, actual: run.lines, updatable };
}

function runNode(source: NodeSource, { input, finalNewline, timeoutMs }: Case): Promise<NodeRun> {
  const lines = input.map((line) => line.text);
  const text = `${lines.join('\n')}${finalNewline ? '\n' : ''}`;
  switch (source.runtime) {
    case 'process':
      return runProcess(source.command, text, timeoutMs);
    case 'worker':
      return runWorker(source.script, text, timeoutMs);
    case 'sim':
      return runSimulated(source.program, lines, timeoutMs);
    case 'virtual':
      throw new UsageError('a case has no time of its own: --runtime virtual is for scenarios, use process');
  }
}

/** If lines are matched by position, all lines after the first mismatch fail for the same reason. */
function shown({ match }: Case): number {
  return match === 'exact' || match === 'prefix' ? 1 : 3;
}

/** The problem with the end of the node; undefined if it exited with 0. */
function describeEnding(ending: Ending, { timeoutMs }: Case): string | undefined {
  switch (ending.kind) {
    case 'exit':
      if (ending.code === 0 && ending.signal === null) return undefined;
      return `the node ended with ${describeExit(ending)}: expected exit status 0 after the end of its input`;
    case 'timeout':
      return (
        `the node did not end within ${timeoutMs} ms after the end of its input, and was killed: ` +
        'expected it to answer what it has read and to exit with 0; does a timer keep it alive?'
      );
    case 'flood':
      return `the node printed more than ${OUTPUT_LIMIT >> 20} MiB, and was killed`;
    case 'not-started':
      return `the node could not be started: ${ending.why}`;
  }
}

function describeMismatch(
  mismatch: Mismatch,
  { file, outputFile = file, output, match }: Case,
  actual: readonly string[],
): string {
  const place = (i: number): string => `expected line ${i + 1} (${outputFile}:${output[i]?.line ?? '?'})`;
  const wanted = (i: number): string => `  expected  ${excerpt(output[i]?.text ?? '', 1000)}`;
  const came = (j: number): string => `  actual    ${excerpt(actual[j] ?? '', 1000)}`;
  switch (mismatch.kind) {
    case 'missing': {
      const printed = actual.length === 1 ? '1 line' : `${actual.length} lines`;
      return `${place(mismatch.expected)} is missing: the node printed ${printed}\n${wanted(mismatch.expected)}`;
    }
    case 'extra':
      return (
        `expected nothing behind line ${mismatch.actual}, got ${actual.length - mismatch.actual} more ` +
        `(match: exact)\n${came(mismatch.actual)}`
      );
    case 'differs': {
      const { expected: i, actual: j, differences } = mismatch;
      const inPlace = match === 'exact' || match === 'prefix';
      const head = inPlace
        ? `${place(i)} is not what the node printed in line ${j + 1}`
        : `${place(i)} is nowhere in the output; line ${j + 1} comes closest`;
      // Under subset a line that fits may stand too early.
      const why =
        differences.length === 0
          ? ['  it stands before the lines that are expected before it']
          : describeAll(differences);
      return [head, ...why, wanted(i), came(j)].join('\n');
    }
  }
}

const DIFFERENCES_SHOWN = 5;

function describeAll(differences: readonly Difference[]): string[] {
  const lines = differences
    .slice(0, DIFFERENCES_SHOWN)
    .map(
      ({ path, expected, got }) => `  ${path === '' ? 'the line' : path}: expected ${expected}, got ${got}`,
    );
  const more = differences.length - lines.length;
  return more > 0 ? [...lines, `  and ${more} more`] : lines;
}
