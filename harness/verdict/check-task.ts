/** What a thread for checks does: one check. Plain data in, plain data out. */

import type { WorkloadFigures } from '../checkers/index.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import { workloadNamed } from '../workloads/index.js';
import { checkHere } from './check.js';

export interface CheckTask {
  readonly workload: string;
  readonly options: TestOptions;
  readonly history: History;
}

export default function runCheckTask({
  workload,
  options,
  history,
}: CheckTask): WorkloadFigures | Promise<WorkloadFigures> {
  return checkHere(workloadNamed(workload), options, history);
}
