/**
 * Replays fixtures: finds the files, plays each case and each scenario in the pool, and reports to a reporter. A file
 * that cannot be read is one failed entry; the others are played all the same.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { existing } from '../errors/existing.js';
import { messageOf } from '../errors/message-of.js';
import { type Runtime, RUNTIMES } from '../../router/index.js';
import { resolveProgram } from '../cluster/program.js';
import { optionError, UsageError } from '../errors/usage-error.js';
import { type Case, isBroken, type ReadCase } from './case.js';
import { parseCaseFile } from './case-file.js';
import { rewriteCaseFile } from './case-rewrite.js';
import { parseCaseJson, rewriteCaseJson } from './case-json.js';
import { parseCasePair } from './case-pair.js';
import { findFixtures, type FixtureFile } from './find-fixtures.js';
import { FixtureError } from '../errors/fixture-error.js';
import { DEFAULT_JOBS, GRACE_MS, runTasks } from './pool.js';
import { isJson } from './message-text.js';
import type { ReportEntry, Reporter, ReplaySummary } from './reporters/reporter.js';
import { parseScenario } from './scenario-file.js';
import type { Task, TaskResult } from './task.js';
import { updatedOutput } from './update.js';

/** Which fixtures are replayed, against what, and how many side by side. */
export interface ReplayOptions {
  /** Files or folders; `fixtures` by default. */
  readonly paths?: readonly string[];
  /** A program for all cases and scenarios, in place of their own. */
  readonly bin?: string | undefined;
  readonly args?: readonly string[];
  /** Cases run as a process by default, scenarios in the runtime that they name. `all`: each case in all three. */
  readonly runtime?: Runtime | 'all' | undefined;
  /** Rewrite the expectations of cases that fail. */
  readonly update?: boolean;
  /** Only fixtures whose name contains this text, or matches this `/pattern/`. */
  readonly only?: string | undefined;
  /** How many run side by side; one per processor by default. */
  readonly jobs?: number;
  /**
   * Milliseconds that a case may take beyond its timeout: starting its thread, loading the program, ending what it
   * started.
   */
  readonly graceMs?: number;
  /** Stops: fixtures under way are finished, the others are not played. */
  readonly signal?: AbortSignal;
}

const SILENT: Reporter = { begin() {}, entry() {}, end() {} };

/** One line of the report: a task, or the error of a file. */
interface Plan {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly task?: Task;
  readonly error?: FixtureError;
}

/** Rejects with a UsageError if the options are invalid. Failed fixtures are in the summary. */
export async function replay(options: ReplayOptions, reporter: Reporter = SILENT): Promise<ReplaySummary> {
  const start = performance.now();
  await checkOptions(options);
  const { paths = ['fixtures'], jobs = DEFAULT_JOBS, graceMs = GRACE_MS, update = false, signal } = options;
  const plans = findFixtures(paths.length === 0 ? ['fixtures'] : paths).flatMap((file) =>
    plan(file, options),
  );
  if (plans.length === 0) throw new UsageError(`no fixture has a name with ${JSON.stringify(options.only)}`);

  const counts = { passed: 0, failed: 0, updated: 0 };
  const updates = new Updates();
  const tell = (entry: ReportEntry): void => {
    counts[entry.status === 'failed' ? 'failed' : 'passed']++;
    if (entry.status === 'updated') counts.updated++;
    reporter.entry(entry);
  };
  reporter.begin(plans.length);
  const tasks = plans.flatMap((each) => (each.task === undefined ? [] : [each.task]));
  let told = 0;
  // Files that cannot be read have no task: they are reported when it is their turn.
  const tellErrors = (): void => {
    for (let next = plans[told]; next !== undefined && next.task === undefined; next = plans[++told]) {
      const { error, ...place } = next;
      tell({ ...place, status: 'failed', durationMs: 0, problem: error?.message ?? '' });
    }
  };
  tellErrors();
  await runTasks(tasks, { jobs, graceMs, signal }, (result) => {
    const { task, file, line, title } = existing(plans[told++]);
    const updated = update && !result.passed && task?.kind === 'case' && updates.add(task.case, result);
    const { durationMs, problem } = result;
    const status = result.passed ? 'passed' : updated ? 'updated' : 'failed';
    tell({ file, line, title, status, durationMs, ...(problem !== undefined && { problem }) });
    tellErrors();
  });
  updates.write();
  const left = plans.length - told;
  const summary = { ...counts, ...(left > 0 && { left }), durationMs: performance.now() - start };
  reporter.end(summary);
  return summary;
}

async function checkOptions({ bin, args = [], runtime, jobs = 1, only }: ReplayOptions): Promise<void> {
  if (!Number.isInteger(jobs) || jobs < 1)
    throw optionError('jobs', `expected a whole number above 0, got ${jobs}`);
  filter(only);
  if (bin === undefined) return;
  // Checked once before anything starts, since each fixture would fail for the same reason. Only a thread of the pool
  // loads a program to simulate: one that was not written for it may keep its thread busy for ever.
  const others =
    runtime === 'worker' || runtime === 'all' ? (['process', 'worker'] as const) : (['process'] as const);
  for (const each of others) await resolveProgram({ runtime: each, bin, args, own: '' });
}

function plan(fixture: FixtureFile, options: ReplayOptions): Plan[] {
  const { file, format } = fixture;
  const { bin, args = [], runtime, only } = options;
  const wanted = filter(only);
  try {
    const text = readFileSync(file, 'utf8');
    if (format === '.scenario.yaml') {
      const scenario = parseScenario(text, file);
      const { name, seeds } = scenario;
      if (!wanted(name)) return [];
      const override = runtime === 'all' ? undefined : runtime;
      return seeds.map((seed) => ({
        file,
        line: 1,
        title: seeds.length === 1 ? name : `${name} [seed ${seed}]`,
        task: { kind: 'scenario', scenario, seed, runtime: override, bin, args },
      }));
    }
    return casesOf(text, fixture)
      .filter(({ name }) => wanted(name))
      .flatMap((each) => plansOf(each, options));
  } catch (error) {
    const known =
      error instanceof FixtureError
        ? error
        : new FixtureError({ file, line: 1 }, `could not be read: ${messageOf(error)}`, error);
    return [{ file, line: known.line, title: 'cannot be read', error: known }];
  }
}

function casesOf(text: string, { file, format, outputFile }: FixtureFile): readonly ReadCase[] {
  if (format === 'pair') {
    const name = path.basename(file);
    if (outputFile === undefined)
      throw new FixtureError(
        { file, line: 1 },
        'expected a file beside it with its expected output, named alike, such as expected-1.txt for input-1.jsonl; got none',
      );
    return [parseCasePair({ name, file, text, outputFile, outputText: readFileSync(outputFile, 'utf8') })];
  }
  return format === '.cases.json' || looksLikeJson(text)
    ? parseCaseJson(text, file)
    : parseCaseFile(text, file);
}

/** Whether a text is JSON as a whole, whatever the name of its file. */
function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && isJson(text);
}

/** A case is one node and its input, without a clock that could be virtual. */
const CASE_RUNTIMES = RUNTIMES.filter((each) => each !== 'virtual');

/** A case with an error in it is one failure, whatever the runtimes. */
function plansOf(read: ReadCase, { bin, args = [], runtime }: ReplayOptions): Plan[] {
  const { file, name } = read;
  if (isBroken(read))
    return [{ file: read.error.file, line: read.error.line, title: name, error: read.error }];
  const runtimes = runtime === 'all' ? CASE_RUNTIMES : [runtime ?? 'process'];
  return runtimes.map((one) => ({
    file,
    line: read.line,
    title: runtimes.length === 1 ? name : `${name} [${one}]`,
    task: { kind: 'case', case: read, runtime: one, bin, args },
  }));
}

/** Throws a UsageError on a broken pattern. */
function filter(only: string | undefined): (name: string) => boolean {
  if (only === undefined) return () => true;
  const [, pattern, flags] = /^\/(.+)\/([a-z]*)$/s.exec(only) ?? [];
  if (pattern === undefined) return (name) => name.includes(only);
  try {
    const regex = new RegExp(pattern, flags);
    // A pattern with the flag g has state and would skip every second match.
    return (name) => name.search(regex) !== -1;
  } catch (error) {
    throw optionError('only', messageOf(error), error);
  }
}

/** New expectations, collected while the cases run and written when all have ended. */
class Updates {
  readonly #files = new Map<string, Map<number, readonly string[]>>();
  /** Files that hold only the output of one case. */
  readonly #outputFiles = new Map<string, readonly string[]>();

  /** False if the node's output cannot be an expectation, because the node did not end normally. */
  add(fixture: Case, { actual }: TaskResult): boolean {
    if (actual === undefined) return false;
    if (fixture.outputFile !== undefined) {
      if (!this.#outputFiles.has(fixture.outputFile))
        this.#outputFiles.set(fixture.outputFile, updatedOutput(fixture, actual));
      return true;
    }
    const updates = this.#files.get(fixture.file) ?? new Map<number, readonly string[]>();
    this.#files.set(fixture.file, updates);
    // With several runtimes the first one counts; if they disagree, the next replay reports it.
    if (!updates.has(fixture.index)) updates.set(fixture.index, updatedOutput(fixture, actual));
    return true;
  }

  write(): void {
    for (const [file, updates] of this.#files) {
      const text = readFileSync(file, 'utf8');
      const rewrite = looksLikeJson(text) ? rewriteCaseJson : rewriteCaseFile;
      writeFileSync(file, rewrite(text, file, updates));
    }
    for (const [file, lines] of this.#outputFiles)
      writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  }
}
