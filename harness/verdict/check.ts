/** How the check of a workload is run: where, and under which limits. What it decides is the same everywhere. */

import { guarded, type WorkloadFigures } from '../checkers/index.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import type { Workload } from '../workloads/index.js';

/** Never rejects: a check that cannot be finished is `unknown`, with the reason under `error`. */
export type Check = (
  workload: Workload,
  options: TestOptions,
  history: History,
) => WorkloadFigures | Promise<WorkloadFigures>;

/** In this thread and to its end: for simulated runs, which many threads may do side by side already. */
export const checkHere: Check = (workload, options, history) =>
  guarded((all) => workload.checker(options)(all), history);
