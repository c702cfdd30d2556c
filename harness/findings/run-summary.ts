/**
 * What a run comes to, as data: made once from its options and results, and put into words by all that show it, the
 * terminal, the pages, CI servers and programs that use the library.
 */

import type { Validity } from '../checkers/index.js';
import { crashedNodes, type Diagnosis, diagnosesOf, failsRun } from '../diagnosis/index.js';
import type { ValueExplanation } from '../explanations/index.js';
import type { ReportedFault } from '../faults/faults.js';
import { repeatCommand } from '../options/repeat-command.js';
import type { TestOptions } from '../options/schema.js';
import type { Judged } from '../options/thresholds.js';
import type { StoredResults } from '../verdict/stored-results.js';
import { type CheckerFinding, checkerFindings } from './checker-findings.js';
import { documentationOf } from './documentation.js';
import { type RunFigures, runFigures } from './run-figures.js';
import { type Verdict, verdictOf } from './verdict-word.js';

/** The parts of a verdict that every run has. */
const PARTS = ['workload', 'stats', 'availability', 'exceptions', 'net', 'coverage'] as const;

export interface VerdictPart {
  readonly name: (typeof PARTS)[number];
  readonly valid: Validity;
  /** Why it has no verdict. */
  readonly error: string | undefined;
}

/** A diagnosis, and whether the run has failed for it. */
export type SummaryDiagnosis = Diagnosis & { readonly isFailure: boolean };

/** What a run comes to. Times are seconds since the run's zero, latencies milliseconds; what is not known is undefined or empty. */
export interface RunSummary {
  readonly workload: string | undefined;
  readonly nodes: readonly string[];
  readonly runtime: string | undefined;
  readonly seed: number | undefined;
  /** What the results say: of a run without results that it is not finished. */
  readonly verdict: Verdict;
  readonly valid: Validity | undefined;
  /** Nodes that ended by themselves: the run has failed then, whatever its verdict. */
  readonly crashed: readonly string[];
  /** The share of operations that was demanded. */
  readonly demandedAvailability: TestOptions['availability'];
  /** Why the run ended before there was anything to judge. */
  readonly error: string | undefined;
  /** In what the run was not what was asked for. */
  readonly reasons: readonly string[];
  /** The load was ended before its time. */
  readonly isInterrupted: boolean;
  readonly notes: readonly string[];
  readonly parts: readonly VerdictPart[];
  readonly thresholds: readonly Judged[];
  readonly figures: RunFigures;
  readonly findings: readonly CheckerFinding[];
  /** What nodes did wrong, causes first. */
  readonly diagnoses: readonly SummaryDiagnosis[];
  /** Why values were lost or late. */
  readonly explanations: readonly ValueExplanation[];
  readonly faults: readonly ReportedFault[];
  /** Headings of pages in docs/ that say what was expected of what was found: `docs/protocol.md#messages`. */
  readonly documentation: readonly string[];
  /** The command that makes the run again; undefined if its options are none of this version's. */
  readonly repeat: string | undefined;
}

/** What a summary is made of. */
export interface RunSource {
  /** The options of the run and its seed, as `test.json` has them. */
  readonly test: Readonly<Record<string, unknown>>;
  /** Undefined for a run without results. */
  readonly results: StoredResults | undefined;
}

/** The summary of a run that was made, or of one that is stored (`readResults` reads its results). It never throws. */
export function runSummary({ test, results = {} }: RunSource): RunSummary {
  const { valid, error, reasons = [], notes = [], thresholds = [], faults = [], diagnostics = [] } = results;
  const { nodes } = test;
  const workload = string(test['workload']);
  const findings = checkerFindings(results);
  const diagnoses = diagnosesOf(results).map((each) => ({
    ...each,
    isFailure: failsRun(each, test['strict'] === true),
  }));
  return {
    workload,
    nodes: Array.isArray(nodes) ? nodes.filter((node) => typeof node === 'string') : [],
    runtime: results.runtime ?? string(test['runtime']),
    seed: results.seed ?? number(test['seed']),
    verdict: verdictOf(valid),
    valid,
    crashed: crashedNodes(diagnostics),
    demandedAvailability: availabilityIn(test),
    error,
    reasons,
    isInterrupted: results.interrupted === true,
    notes,
    parts: partsOf(results),
    thresholds,
    figures: runFigures(results),
    findings,
    diagnoses,
    explanations: results.explanations ?? [],
    faults,
    documentation: documentationOf({ workload, diagnoses, findings }),
    repeat: repeatCommand(test),
  };
}

function partsOf(results: StoredResults): readonly VerdictPart[] {
  return PARTS.flatMap((name) => {
    const part = results[name];
    return part === undefined ? [] : [{ name, valid: part.valid, error: part.error }];
  });
}

function availabilityIn({ availability }: RunSource['test']): TestOptions['availability'] {
  return availability === 'total' || typeof availability === 'number' ? availability : undefined;
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
