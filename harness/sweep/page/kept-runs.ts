/** Where the reports of the runs are that a sweep kept, seen from its page: the same on disk and in `eddy serve`. */

import path from 'node:path';
import type { Sweep } from '../outcome.js';
import type { PointSummary } from '../point-summary.js';
import { metRuns } from '../recommend.js';
import { isGood, type RunRecord } from '../run-record.js';

export interface KeptRun {
  readonly run: RunRecord;
  /** A relative URL. */
  readonly report: string;
}

/** By rising seed. */
export function keptRuns({ folder }: Pick<Sweep, 'folder'>, { runs }: PointSummary): readonly KeptRun[] {
  return runs.flatMap((run) => {
    const names = run.folder === undefined ? ['..'] : path.relative(folder, run.folder).split(path.sep);
    // A sweep that was moved knows the old places of its runs.
    if (names[0] === '..' || path.isAbsolute(names[0] ?? '')) return [];
    return [{ run, report: [...names.map(encodeURIComponent), 'report.html'].join('/') }];
  });
}

/** The report that tells most of a point: of a run that failed, else of one that missed the target, else of any. */
export function reportOf(sweep: Pick<Sweep, 'folder' | 'target'>, summary: PointSummary): string | undefined {
  const kept = keptRuns(sweep, summary);
  const met = metRuns(summary, sweep.target);
  return (kept.find(({ run }) => !isGood(run)) ?? kept.find(({ run }) => !met.includes(run)) ?? kept.at(0))
    ?.report;
}
