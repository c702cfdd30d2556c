/**
 * A case made from a stored run: what one node saw becomes its input, what it answered is expected.
 *
 * In a replay all input comes at once and time does not pass, so what a node sends by a timer, and whatever follows from
 * that, may be different there. So only replies to clients are expected unless all is asked for, `msg_id` is not compared,
 * since it counts what timers send too, and the case is replayed at once: what comes differently is left out, and told.
 */

import { SECOND } from '../../node/index.js';
import { printable } from '../printable.js';
import type { Case } from './case.js';
import { parseCaseFile } from './case-file.js';
import type { CaseProgram } from './case-program.js';
import { parseActualLine, parseExpectedLine } from './expected-line.js';
import { align, type MatchMode } from './match.js';
import type { Recording } from './recording.js';
import { runCase } from './run-case.js';
import { updatedOutput } from './update.js';

/** What the file says of where it comes from. */
export interface Origin {
  readonly node: string;
  readonly all: boolean;
  /** The run's `test.json`. */
  readonly test: Readonly<Record<string, unknown>>;
}

export interface MadeCase {
  readonly text: string;
  readonly match: MatchMode;
  readonly input: number;
  /** Lines that are expected. */
  readonly output: number;
  /** Lines that came differently in a replay: left out, unless all was asked for. */
  readonly different: number;
  /** Whether the case as it is passes; undefined where it could not be replayed. */
  readonly passes: boolean | undefined;
  /** Why it does not, or could not be. */
  readonly problem?: string;
}

const IGNORED = 'msg_id';
/** What holds once by chance, such as the order of two timers, seldom holds twice. */
const REPLAYS = 2;

export async function makeCase(
  recording: Recording,
  program: CaseProgram,
  origin: Origin,
): Promise<MadeCase> {
  const lines = recording.output.flatMap(expectedLine);
  const draft = { recording, program, origin };
  const write = (output: readonly string[], match: MatchMode, different: number): MadeCase => ({
    text: textOf(draft, output, match, different),
    match,
    input: recording.input.length,
    output: output.length,
    different,
    passes: undefined,
  });
  if (program.missing !== undefined)
    return { ...write(lines, 'unordered', 0), problem: `it was not replayed: ${program.missing}` };

  const replays = await replaysOf(write(lines, 'unordered', 0).text, program);
  const failed = replays.find(({ ending }) => ending !== undefined)?.ending;
  const kept = lines.filter((_, i) => replays.every(({ held }) => held[i] === true));
  const different = lines.length - kept.length;
  const output = origin.all ? lines : kept;
  const inOrder = replays.every(({ actual }) => holds(output, actual, 'subset').every(Boolean));
  const made = write(output, inOrder ? 'subset' : 'unordered', different);
  const passes = failed === undefined && output.length === kept.length;
  return { ...made, passes, ...(failed !== undefined && { problem: failed }) };
}

interface Replay {
  readonly actual: readonly string[];
  /** For each expected line whether it came. */
  readonly held: readonly boolean[];
  /** What was wrong with how the node ended. */
  readonly ending: string | undefined;
}

async function replaysOf(text: string, { bin, args }: CaseProgram): Promise<readonly Replay[]> {
  const replays: Replay[] = [];
  for (const fixture of parseCaseFile(text, 'made.case')) {
    for (let i = 0; i < REPLAYS; i++) replays.push(await replayOf(fixture, bin, args));
  }
  return replays;
}

async function replayOf(fixture: Case, bin: string | undefined, args: readonly string[]): Promise<Replay> {
  // Without expectations, so that what is wrong can only be how it ended.
  const bare = { ...fixture, output: [] };
  const { actual, problem } = await runCase({ case: bare, runtime: 'process', bin, args });
  const expected = fixture.output.map(({ text }) => text);
  return { actual, held: holds(expected, actual, 'unordered'), ending: problem };
}

function holds(expected: readonly string[], actual: readonly string[], mode: MatchMode): readonly boolean[] {
  const partners = align(expected.map(parseExpectedLine), actual.map(parseActualLine), {
    mode,
    ignore: [IGNORED],
  });
  return partners.map((partner) => partner !== undefined);
}

/** What the node said, so that it means itself alone: a text in it may look like a placeholder. */
function expectedLine(said: string): readonly string[] {
  return updatedOutput({ output: [], match: 'exact', ignore: [] }, [said]).map(printable);
}

interface Draft {
  readonly recording: Recording;
  readonly program: CaseProgram;
  readonly origin: Origin;
}

function textOf(
  { recording, program, origin }: Draft,
  output: readonly string[],
  match: MatchMode,
  different: number,
): string {
  const { node, test } = origin;
  const workload = word(test['workload']);
  const seed = word(test['seed']);
  return [
    ...comments(recording, program, origin, different).map((line) => `# ${printable(line)}`),
    `case ${printable(`${node} in a run${workload === undefined ? '' : ` of ${workload}`}${seed === undefined ? '' : `, seed ${seed}`}`)}`,
    ...(program.program === undefined ? [] : [`program: ${program.program}`]),
    `match: ${match}`,
    `ignore: ${IGNORED}`,
    ...recording.input.map((line) => `in  ${line}`),
    ...output.map((line) => `out ${line}`),
    '',
  ].join('\n');
}

function comments(
  { input, before, behind, tooDeep, unheard, restartedAt }: Recording,
  { bin, args }: CaseProgram,
  { node, all, test }: Origin,
  different: number,
): readonly string[] {
  const made = ['workload', 'runtime', 'seed'].flatMap((name) => {
    const value = word(test[name]);
    return value === undefined ? [] : [`${name} ${value}`];
  });
  const called = bin === undefined ? undefined : [bin, ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  return [
    `Made by eddy fixture from a run: ${['node ' + node, ...made].join(', ')}.`,
    ...(called === undefined
      ? []
      : [`The node was a program of its own: eddy replay <this file> --bin ${called}`]),
    `In: ${count(input.length, 'message')} that came to ${node}, in the order of delivery.`,
    ...(before > 0 ? [`Left out: ${count(before, 'message')} that came earlier.`] : []),
    ...(behind > 0 ? [`Left out: ${count(behind, 'message')} that came later.`] : []),
    ...(restartedAt === undefined
      ? []
      : [`${node} was started anew at ${(restartedAt / SECOND).toFixed(3)} s; a case starts it once.`]),
    ...(tooDeep > 0 ? [`Left out: ${count(tooDeep, 'message')}, nested too deeply.`] : []),
    all ? `Out: all that ${node} sent meanwhile.` : `Out: its replies to clients.`,
    ...(!all && unheard > 0
      ? [
          `Left out: ${count(unheard, 'other message')} of its own: they depend on time, which a replay has none of.`,
        ]
      : []),
    ...(different > 0 ? [differentText(different, all)] : []),
    `Not compared: ${IGNORED}, which counts what timers send too.`,
  ];
}

function differentText(different: number, all: boolean): string {
  return all
    ? `${count(different, 'line')} came differently when the case was replayed.`
    : `Left out: ${count(different, 'reply')} that came differently when the case was replayed.`;
}

/** `3 replies` */
export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

/** What a file says, where it is a name or a number. */
function word(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
