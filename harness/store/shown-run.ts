/**
 * One run of the store as the list shows it, read from its folder.
 *
 * A run without results is under way, or was broken off. Nobody says which: what writes is under way, and what has not
 * written for longer than it can be silent is not.
 */

import path from 'node:path';
import { VERDICTS, runFigures, type RunFigures, type Verdict, verdictOf } from './run-figures.js';
import { startOf } from './run-name.js';
import { readStoredJson, type StoredJson } from './stored-json.js';
import { stampOf } from './stored-file.js';

export interface StoredRun extends RunFigures {
  readonly workload: string;
  /** The name of its folder. */
  readonly time: string;
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly verdict: Verdict;
  /** What is wrong with what is stored. */
  readonly problem: string | undefined;
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
  const figures = runFigures(valueOf(test), valueOf(results));
  const problem = problemOf(test) ?? problemOf(results);
  const verdict =
    results.kind === 'object'
      ? verdictOf(results.value['valid'])
      : results.kind === 'large'
        ? verdictOf(results.valid)
        : problem !== undefined
          ? 'damaged'
          : await withoutResults(folder, valueOf(test), now);
  return {
    ...place,
    ...figures,
    startedAt: startOf(time) ?? 0,
    verdict,
    problem: problem ?? (verdict === 'damaged' ? whyDamaged(results) : undefined),
  };
}

export function inWords({ verdict }: Pick<StoredRun, 'verdict'>): string {
  return VERDICTS[verdict];
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
