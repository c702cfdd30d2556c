/**
 * A case made from a stored run: what one node saw becomes its input, what it answered is expected.
 *
 * In a replay all input comes at once and time does not pass, so what a node sends by a timer, and whatever follows from
 * that, may be different there. So only replies to clients are expected unless all is asked for, `msg_id` is not compared,
 * since it counts what timers send too, and the case is replayed at once: what comes differently is left out, and told.
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
  /** Lines that came differently in a replay: left out, unless all was asked for. */
  readonly different: number;
  /** Whether the case as it is passes; undefined where it could not be replayed. */
  readonly passes: boolean | undefined;
  /** Why it does not, or could not be. */
  readonly problem?: string;
}

/** What holds once by chance, such as the order of two timers, seldom holds twice. */
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
  /** What was wrong with how the node ended. */
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
