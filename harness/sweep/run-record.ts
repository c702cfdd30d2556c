/** What a sweep keeps of a run: a line of `runs.ndjson`. */

import { z } from 'zod';
import { FIGURES, type Figure, figuresOf } from '../options/thresholds.js';
import type { TestRun } from '../run/run-test.js';
import type { PlannedRun, Point } from './grid.js';

export type Figures = Readonly<Partial<Record<Figure, number>>>;

/** How a run ended, without what was planned of it. */
export interface Outcome {
  readonly valid: boolean | 'unknown';
  /** Nothing was lost, and in the end all nodes showed the same. */
  readonly delivered: boolean;
  readonly figures: Figures;
  /** Why it failed, in a line: the run ended without a verdict, a node died, or the verdict was no good. */
  readonly problem?: string;
  /** Where it is stored. */
  readonly folder?: string;
}

export interface RunRecord extends Outcome {
  readonly settings: Point['settings'];
  readonly seed: number;
}

/** A run is good when it was valid and delivered everything, and nothing else went wrong. */
export function isGood({ valid, delivered, problem }: Outcome): boolean {
  return valid === true && delivered && problem === undefined;
}

export function outcomeOf({ results, crashed, folder }: TestRun): Outcome {
  const figures = figuresOf(results);
  const lost = figures['lost-count'] ?? 0;
  const agreed = results.recovery?.agreed !== false;
  const demand = results.thresholds.find(({ valid }) => !valid);
  const checker = results.workload['error'];
  const flaws = [
    ...(crashed.length === 0 ? [] : [`${crashed.join(', ')} crashed`]),
    ...(lost === 0 ? [] : [`${lost} values lost`]),
    ...(agreed ? [] : ['the nodes still differed at the end']),
    ...(demand === undefined ? [] : [`${demand.expect}: ${demand.problem ?? 'not met'}`]),
    ...(results.reasons ?? []),
    ...(typeof checker === 'string' ? [checker.split('\n', 1)[0] ?? ''] : []),
  ];
  if (flaws.length === 0 && results.valid !== true) {
    flaws.push(results.valid === 'unknown' ? 'nobody can tell whether it was valid' : 'invalid');
  }
  return {
    valid: results.valid,
    delivered: lost === 0 && agreed,
    figures,
    ...(flaws.length > 0 && { problem: flaws.join('; ') }),
    ...(folder !== undefined && { folder }),
  };
}

/** A run that ended without results. */
export function lostRun(problem: string): Outcome {
  return { valid: 'unknown', delivered: false, figures: {}, problem };
}

export function recordOf({ point, seed }: PlannedRun, outcome: Outcome): RunRecord {
  return { settings: point.settings, seed, ...outcome };
}

const names = Object.keys(FIGURES) as Figure[];
/** What a point can set a name to. */
export const settingValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** A line of the file, as it must be to be believed. */
export const runRecord = z.strictObject({
  settings: z.record(z.string(), settingValue),
  seed: z.int(),
  valid: z.union([z.boolean(), z.literal('unknown')]),
  delivered: z.boolean(),
  figures: z.partialRecord(z.enum(names), z.number()),
  problem: z.string().optional(),
  folder: z.string().optional(),
});
