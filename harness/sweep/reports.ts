/** The files written at the end of a sweep: CSV, JSON and a page, beside the runs that they were made from. */

import { csv } from './csv.js';
import type { SweepFolder } from './folder.js';
import { page } from './page/page.js';
import type { Sweep } from './outcome.js';

export function writeReports(folder: SweepFolder, sweep: Sweep): void {
  folder.write('sweep.csv', csv(sweep.plan, sweep.points));
  folder.write('sweep.html', page(sweep));
  folder.write('sweep.json', `${JSON.stringify(json(sweep), null, 2)}\n`);
}

/** All results except the runs themselves, which are in `runs.ndjson`. */
function json({ plan, points, recommendation, sentence, failures, interrupted }: Sweep): unknown {
  return {
    ...plan,
    interrupted,
    sentence,
    recommendation,
    points: points.map(({ point, runs, ...rest }) => ({
      settings: point.settings,
      runs: runs.length,
      ...rest,
    })),
    failures: failures.map(({ record }) => record),
  };
}
