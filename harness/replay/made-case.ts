/**
 * A case made from a stored run: the messages delivered to one node become its input, its replies are expected.
 *
 * In a replay all input comes at once and time does not pass, so messages that depend on a timer may differ there.
 * Therefore only replies to clients are expected unless all messages are asked for, `msg_id` is not compared, since
 * it counts the timers' messages too, and the case is replayed at once: lines that come out differently are left out,
 * and reported.
 */

import { printable } from '../text/printable.js';
import type { Case } from './case.js';
import { soundCases } from './case-file.js';
import type { CaseProgram } from './case-program.js';
import { caseText, IGNORED, type Origin } from './case-text.js';
import { parseActualLine, parseExpectedLine } from './expected-line.js';
import { align, type MatchMode } from './match.js';
import type { Recording } from './recording.js';
import { type Renumbered, renumbered } from './renumbered.js';
import { runCase } from './run-case.js';
import { updatedOutput } from './update.js';

export interface MadeCase {
  readonly text: string;
  readonly match: MatchMode;
  readonly input: number;
  /** Lines that are expected. */
  readonly output: number;
  /** Lines that came out differently in a replay: left out, unless all messages were asked for. */
  readonly different: number;
  /** Whether the case passes as it is; undefined if it could not be replayed. */
  readonly passes: boolean | undefined;
  /** Why it does not pass, or could not be replayed. */
  readonly problem?: string;
}

/** The number of replays: a chance result, such as the order of two timers, seldom repeats. */
const REPLAYS = 2;

export async function makeCase(recorded: Recording, program: CaseProgram, origin: Origin): Promise<MadeCase> {
  const lines = recorded.output.flatMap(expectedLine);
  const { input, changed } =
    program.missing === undefined ? await inputFor(recorded, program, origin) : { ...recorded, changed: 0 };
  const recording = { ...recorded, input };
  const draft = { recording, program, origin, renumbered: changed };
  const write = (output: readonly string[], match: MatchMode, different: number): MadeCase => ({
    text: caseText(draft, output, match, different),
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

/** The recording's input, with the numbers that its program gives to its requests in a replay. */
function inputFor(recording: Recording, program: CaseProgram, origin: Origin): Promise<Renumbered> {
  const { bin, args } = program;
  return renumbered(recording.input, recording.requests, async (input) => {
    const text = caseText(
      { recording: { ...recording, input }, program, origin, renumbered: 0 },
      [],
      'subset',
      0,
    );
    const [fixture] = soundCases(text, 'made.case');
    if (fixture === undefined) return [];
    return (await runCase({ case: fixture, runtime: 'process', bin, args })).actual;
  });
}

interface Replay {
  readonly actual: readonly string[];
  /** For each expected line whether it came. */
  readonly held: readonly boolean[];
  /** The problem with the end of the node. */
  readonly ending: string | undefined;
}

async function replaysOf(text: string, { bin, args }: CaseProgram): Promise<readonly Replay[]> {
  const replays: Replay[] = [];
  for (const fixture of soundCases(text, 'made.case')) {
    for (let i = 0; i < REPLAYS; i++) replays.push(await replayOf(fixture, bin, args));
  }
  return replays;
}

async function replayOf(fixture: Case, bin: string | undefined, args: readonly string[]): Promise<Replay> {
  // Without expectations, so that only the end of the node can fail.
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

/** The node's output as an expectation that matches only itself: a text in it may look like a placeholder. */
function expectedLine(said: string): readonly string[] {
  return updatedOutput({ output: [], match: 'exact', ignore: [] }, [said]).map(printable);
}
