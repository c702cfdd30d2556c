/** The record of a run in a sweep: a line of `runs.ndjson`. */

import { z } from 'zod';
import { type Figure, figuresOf, isFigure } from '../options/thresholds.js';
import type { TestRun } from '../run/run-test.js';
import type { PlannedRun, Point } from './grid.js';

type Figures = Readonly<Partial<Record<Figure, number>>>;

/** The result of a run, without its plan. */
export interface RunOutcome {
  readonly valid: boolean | 'unknown';
  /** No value was lost, and in the end all nodes showed the same. */
  readonly delivered: boolean;
  readonly figures: Figures;
  /** Why it failed, in a line: the run ended without a verdict, a node died, or the verdict was not valid. */
  readonly problem?: string;
  /** Its folder. */
  readonly folder?: string;
}

/** A run of a sweep: a line of `runs.ndjson`. */
export interface RunRecord extends RunOutcome {
  readonly settings: Point['settings'];
  readonly seed: number;
}

/** A run is good if it was valid, delivered all values, and had no other failure. */
export function isGood({ valid, delivered, problem }: RunOutcome): boolean {
  return valid === true && delivered && problem === undefined;
}

export function outcomeOf({ results, crashed, folder }: TestRun): RunOutcome {
  const figures = figuresOf(results);
  const lost = figures['lost-count'] ?? 0;
  const agreed = results.recovery?.agreed !== false;
  const demand = results.thresholds.find(({ valid }) => !valid);
  const checker = results.workload.error;
  const flaws = [
    ...(crashed.length === 0 ? [] : [`${crashed.join(', ')} crashed`]),
    ...(lost === 0 ? [] : [`${lost} values lost`]),
    ...(agreed ? [] : ['the nodes still differed at the end']),
    ...(demand === undefined ? [] : [`${demand.expect}: ${demand.problem ?? 'not met'}`]),
    ...(results.reasons ?? []),
    ...(checker === undefined ? [] : [checker.split('\n', 1)[0] ?? '']),
  ];
  if (flaws.length === 0 && results.valid !== true) {
    flaws.push(results.valid === 'unknown' ? 'the verdict is unknown' : 'invalid');
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
export function lostRun(problem: string): RunOutcome {
  return { valid: 'unknown', delivered: false, figures: {}, problem };
}

export function recordOf({ point, seed }: PlannedRun, outcome: RunOutcome): RunRecord {
  return { settings: point.settings, seed, ...outcome };
}

/** What a point can set a name to. */
export const settingValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

const figureName = z.custom<Figure>((name) => typeof name === 'string' && isFigure(name));

/** The schema of a line. */
export const runRecord = z.strictObject({
  settings: z.record(z.string(), settingValue),
  seed: z.int(),
  valid: z.union([z.boolean(), z.literal('unknown')]),
  delivered: z.boolean(),
  figures: z.partialRecord(figureName, z.number()),
  problem: z.string().exactOptional(),
  folder: z.string().exactOptional(),
});
