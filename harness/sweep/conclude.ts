/** The runs of a plan, and what they come to once they are made: a function of plan and records, wherever these were made. */

import type { SweepFolder } from './folder.js';
import { keyOf, type PlannedRun, type Point, pointsOf, runAt } from './grid.js';
import type { Failure, Sweep } from './outcome.js';
import type { Plan } from './plan.js';
import { summarise } from './point-summary.js';
import { parseTarget, recommend } from './recommend.js';
import { recommendationText } from './recommendation-text.js';
import { isGood, type RunRecord } from './run-record.js';

/** The records by the key of their run; `mine` are the runs that were to be made. */
export function conclude(
  plan: Plan,
  known: ReadonlyMap<string, RunRecord>,
  mine: readonly PlannedRun[],
  folder: SweepFolder,
): Sweep {
  const target = plan.target === undefined ? [] : parseTarget(plan.target);
  const summaries = summarise(
    pointsOf(plan.axes),
    mine.flatMap((each) => known.get(keyOfPlanned(each)) ?? []),
  );
  const recommendation = recommend(summaries, target);
  const failures = mine.flatMap((each): Failure[] => {
    const record = known.get(keyOfPlanned(each));
    return record === undefined || isGood(record) ? [] : [{ record, planned: each }];
  });
  return {
    plan,
    folder: folder.path,
    points: summaries,
    target,
    recommendation,
    sentence: recommendationText(recommendation),
    failures,
    interrupted: mine.some((each) => !known.has(keyOfPlanned(each))),
  };
}

export function byRun(records: readonly RunRecord[]): Map<string, RunRecord> {
  return new Map(records.map((record) => [keyOfRun(record.settings, record.seed), record]));
}

export function keyOfPlanned({ point, seed }: PlannedRun): string {
  return keyOfRun(point.settings, seed);
}

function keyOfRun(settings: Point['settings'], seed: number): string {
  return `${seed} ${keyOf(settings)}`;
}

/** Seed by seed within each environment: a thread has one environment for its life. */
export function plannedRuns({ base, axes, seeds }: Plan, points: readonly Point[]): readonly PlannedRun[] {
  const byEnv = new Map<string, Point[]>();
  for (const point of points) {
    const key = JSON.stringify(runAt(base, axes, point, 0).env);
    const group = byEnv.get(key);
    if (group === undefined) byEnv.set(key, [point]);
    else group.push(point);
  }
  return [...byEnv.values()].flatMap((group) =>
    seeds.flatMap((seed) => group.map((point) => runAt(base, axes, point, seed))),
  );
}
