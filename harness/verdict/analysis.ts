/**
 * From a history to a verdict: Maelstrom's result map under its own names (spec section 8.1; `valid?` is spelled `valid`),
 * and beside it what only Eddy has: thresholds, faults, diagnostics, the seed.
 */

import { isBadLine, type TroubleCount } from '../../router/index.js';
import { type Interrupted, shortcomings } from './asked.js';
import { guarded, merge, type Result } from '../checkers/checker.js';
import { availability, exceptions, stats } from '../checkers/index.js';
import { type Check, checkHere } from './check.js';
import { type Coverage, coverage } from './coverage.js';
import type { Diagnosis } from '../diagnosis/index.js';
import type { Explained } from '../explanations/index.js';
import type { Fault } from '../faults/faults.js';
import type { GossipStats } from '../run/gossip-stats.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import type { Recovery } from '../run/recovery.js';
import { judge, type Judged } from '../options/thresholds.js';
import type { Workload } from '../workloads/index.js';

export interface Results extends Result, Explained {
  readonly workload: Result;
  readonly stats: Result;
  readonly availability: Result;
  readonly exceptions: Result;
  readonly net: Result;
  /** Absent where every operation was judged. */
  readonly coverage?: Coverage;
  readonly thresholds: readonly Judged[];
  readonly faults: readonly Fault[];
  /** What nodes did wrong, by node and kind. */
  readonly diagnostics: readonly TroubleCount[];
  /** What was wrong with nodes, with its cure, causes first; absent if there is nothing to say. */
  readonly diagnoses?: readonly Diagnosis[];
  /** Absent where a history of elsewhere was checked. */
  readonly seed?: number;
  readonly runtime: string;
  readonly recovery?: Recovery;
  readonly gossip?: GossipStats;
  /** The main phase was ended before its time. */
  readonly interrupted?: true;
  /** Seconds that the main phase had lasted then. */
  readonly 'interrupted-after'?: number;
  /** In what the run was not what was asked for: such a run is not valid, but unknown. Absent if it was. */
  readonly reasons?: readonly string[];
  /** Clients of the harness's own: their messages are in the journal, but not among the figures of `net`. */
  readonly observers?: readonly string[];
  /** What is to be said of the file that the history was read from. */
  readonly notes?: readonly string[];
}

export interface Evidence {
  readonly options: TestOptions;
  readonly seed: number | undefined;
  readonly workload: Workload;
  readonly history: History;
  /** The figures of the network, per so many client operations. */
  readonly net: (operations: number) => Result;
  readonly troubles: readonly TroubleCount[];
  readonly faults: readonly Fault[];
  readonly recovery: Recovery | undefined;
  readonly gossip: GossipStats | undefined;
  readonly interrupted: Interrupted;
  readonly observers: readonly string[];
}

/** `check` says where the workload's own check is done; what else there is to judge is done here meanwhile. */
export async function analyse(evidence: Evidence, check: Check = checkHere): Promise<Results> {
  const { options, history, workload, seed, recovery, gossip, troubles, faults, interrupted, observers } =
    evidence;
  const checked = check(workload, options, history);
  const operations = history.filter(({ type, process }) => type === 'invoke' && process !== 'nemesis').length;
  const others = {
    stats: guarded(stats, history),
    availability: guarded((all) => availability(all, options.availability), history),
    exceptions: guarded(exceptions, history),
    net: evidence.net(operations),
  };
  const parts = { workload: await checked, ...others };
  const thresholds = options.expect.map((text) => judge(text, parts));
  const badLines = options.strict ? troubles.filter(isBadLine) : [];
  const covered = coverage(history, workload);
  const reasons = shortcomings(options, history, interrupted);
  const valid = merge([
    // Maelstrom does not look whether the faults that it was asked for took place.
    reasons.length === 0 || (options['maelstrom-quirks'] && interrupted === false) ? true : 'unknown',
    ...Object.values(parts).map((part) => part.valid),
    ...thresholds.map((threshold) => threshold.valid),
    badLines.length === 0,
    covered.valid,
  ]);
  return {
    valid,
    ...(reasons.length > 0 && { reasons }),
    ...parts,
    ...(covered.error !== undefined && { coverage: covered }),
    thresholds,
    faults,
    diagnostics: troubles,
    ...(seed !== undefined && { seed }),
    runtime: options.runtime,
    ...(recovery !== undefined && { recovery }),
    ...(gossip !== undefined && { gossip }),
    ...(interrupted !== false && { interrupted: true as const }),
    ...(typeof interrupted === 'number' && { 'interrupted-after': interrupted }),
    ...(observers.length > 0 && { observers }),
  };
}
