/** The workloads by name: the one list that the command line, the documentation and the runner share. */

import { optionError } from '../errors/usage-error.js';
import { didYouMean } from '../text/closest.js';
import { broadcast } from './broadcast.js';
import { echo } from './echo.js';
import { gCounter } from './g-counter.js';
import { gSet } from './g-set.js';
import { kafka } from './kafka.js';
import { linKv } from './lin-kv.js';
import { pnCounter } from './pn-counter.js';
import { txnListAppend } from './txn-list-append.js';
import { txnRwRegister } from './txn-rw-register.js';
import { WORKLOAD_NAMES } from './names.js';
import { uniqueIds } from './unique-ids.js';
import type { Workload } from './workload.js';

export { topology, TOPOLOGIES, type TopologyName } from './topology.js';
export { WORKLOAD_NAMES, type WorkloadName } from './names.js';
export type { Workload } from './workload.js';

export const WORKLOADS: readonly Workload[] = [
  broadcast,
  echo,
  gCounter,
  gSet,
  kafka,
  linKv,
  pnCounter,
  txnListAppend,
  txnRwRegister,
  uniqueIds,
];

/** Throws a UsageError where there is none of that name. */
export function workloadNamed(name: string): Workload {
  const workload = WORKLOADS.find((each) => each.name === name);
  if (workload === undefined) {
    throw optionError(
      'workload',
      `expected one of ${WORKLOAD_NAMES.join(', ')}, got ${JSON.stringify(name)}${didYouMean(name, WORKLOAD_NAMES)}`,
    );
  }
  return workload;
}
