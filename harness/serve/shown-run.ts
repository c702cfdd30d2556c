/**
 * One run of the store as the list shows it, read from its folder.
 *
 * A run without results is under way, or was broken off. No file records which: a run that has written lately is
 * under way, and one that has been silent for longer than a run can be is not.
 */

import path from 'node:path';
import type { Validity } from '../checkers/index.js';
import { reasonOf } from '../findings/reason.js';
import { type RunSummary, runSummary } from '../findings/run-summary.js';
import { type Verdict, verdictOf, verdictWord } from '../findings/verdict-word.js';
import { startOf } from '../store/run-name.js';
import { stampOf } from '../store/stored-file.js';
import { readStoredJson, type StoredJson } from '../store/stored-json.js';
import { clipped } from '../text/clipped.js';
import { readResults } from '../verdict/stored-results.js';
import { testKey } from './test-key.js';

/** What the list shows of a summary: there may be thousands of runs. */
type Shown = Pick<RunSummary, 'nodes' | 'runtime' | 'seed' | 'figures' | 'faults' | 'repeat'>;

export interface StoredRun extends Shown {
  readonly workload: string;
  /** The name of its folder. */
  readonly time: string;
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly verdict: Verdict;
  /** The error in the stored files. */
  readonly problem: string | undefined;
  /** Why it is not valid, in one line: what the files say, or what is wrong with them. */
  readonly reason: string | undefined;
  /** Nodes ended by themselves. */
  readonly hasCrashed: boolean;
  readonly program: ShownProgram;
  /** Equal for runs that differ in their seed alone; empty if the options are not known. */
  readonly testKey: string;
}

/** The program that its nodes ran. */
interface ShownProgram {
  /** The name of its file; undefined for Eddy's own. */
  readonly name: string | undefined;
  /** The whole command. */
  readonly command: string;
}

const SILENCE_MS = 30_000;
const CHECK_LIMIT_S = 60;

export interface Place {
  readonly workload: string;
  readonly time: string;
  readonly folder: string;
}

/** Never rejects: a run that cannot be read is a damaged one. */
export async function readRun(place: Place, now: number): Promise<StoredRun> {
  const { folder, time } = place;
  const test = readStoredJson(folder, 'test.json');
  const results = readStoredJson(folder, 'results.json');
  const options = valueOf(test);
  const summary = runSummary({ test: options, results: readResults(valueOf(results)) });
  const { nodes, runtime, seed, figures, faults, repeat, valid, crashed } = summary;
  const found = problemOf(test) ?? problemOf(results);
  const verdict = await verdictIn(results, { valid, problem: found, folder, test: options, now });
  const problem = found ?? (verdict === 'damaged' ? whyDamaged(results) : undefined);
  return {
    ...place,
    nodes,
    runtime,
    seed,
    figures,
    faults,
    repeat,
    startedAt: startOf(time) ?? 0,
    verdict,
    problem,
    reason: problem ?? clipReason(reasonOf(summary)),
    hasCrashed: crashed.length > 0,
    program: programOf(options),
    testKey: test.kind === 'object' ? testKey(options) : '',
  };
}

/** A finding may quote all that a node said, and a list keeps thousands of them. */
const LONGEST_REASON = 300;

function clipReason(reason: string | undefined): string | undefined {
  return reason === undefined ? undefined : clipped(reason, LONGEST_REASON);
}

function programOf({ bin, args }: Readonly<Record<string, unknown>>): ShownProgram {
  if (typeof bin !== 'string') return { name: undefined, command: "Eddy's own program" };
  const words = [bin, ...(Array.isArray(args) ? args.filter((each) => typeof each === 'string') : [])];
  return { name: path.basename(bin), command: clipped(words.join(' '), LONGEST_REASON) };
}

async function verdictIn(
  results: StoredJson,
  run: {
    readonly valid: Validity | undefined;
    readonly problem: string | undefined;
    readonly folder: string;
    readonly test: Readonly<Record<string, unknown>>;
    readonly now: number;
  },
): Promise<Verdict> {
  const valid = results.kind === 'large' ? results.valid : run.valid;
  if (results.kind === 'object' || results.kind === 'large')
    return valid === undefined ? 'damaged' : verdictOf(valid);
  return run.problem === undefined ? withoutResults(run.folder, run.test, run.now) : 'damaged';
}

export function inWords({ verdict }: Pick<StoredRun, 'verdict'>): string {
  return verdictWord(verdict);
}

async function withoutResults(
  folder: string,
  test: Readonly<Record<string, unknown>>,
  now: number,
): Promise<Verdict> {
  const stamps = await Promise.all(
    ['test.json', 'journal.ndjson', 'history.ndjson', 'history.edn'].map((name) =>
      stampOf(path.join(folder, name)),
    ),
  );
  const written = stamps.map((stamp) => stamp?.mtimeMs ?? -Infinity);
  const last = Math.max(...written);
  if (last === -Infinity) return 'damaged';
  const limit = test['check-limit'];
  // The history in EDN is written when the run has ended and the checks begin, which write nothing.
  const checking = stamps[3] === undefined ? 0 : (typeof limit === 'number' ? limit : CHECK_LIMIT_S) * 1000;
  return now - last <= SILENCE_MS + checking ? 'running' : 'broken off';
}

function valueOf(json: StoredJson): Readonly<Record<string, unknown>> {
  return json.kind === 'object' ? json.value : {};
}

function problemOf(json: StoredJson): string | undefined {
  return json.kind === 'bad' ? json.problem : undefined;
}

function whyDamaged({ kind }: StoredJson): string {
  if (kind === 'missing') return 'nothing of a run is stored here';
  return kind === 'large'
    ? 'results.json is large, and does not begin with a verdict'
    : 'results.json has no verdict';
}

/** `2 × partition, 1 × kill`. */
export function countFaults(faults: StoredRun['faults']): string {
  const counts = new Map<string, number>();
  for (const { fault } of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts].map(([fault, count]) => `${count} × ${fault}`).join(', ');
}
