/**
 * From a history to a verdict: Maelstrom's result map under its own names (`valid?` is spelled `valid`), and beside it
 * what only Eddy has: thresholds, faults, diagnostics, the seed.
 */

import type { TroubleCount } from '../../router/index.js';
import { type Interrupted, shortcomings } from './asked.js';
import {
  availability,
  type AvailabilityResult,
  exceptions,
  type ExceptionsResult,
  type Figures,
  guarded,
  merge,
  type NetResult,
  type OperationLatencies,
  operationLatencies,
  type Result,
  stats,
  type StatsResult,
  type WorkloadResult,
} from '../checkers/index.js';
import { type Check, checkHere } from './check.js';
import { type Coverage, coverage } from './coverage.js';
import { type Diagnosis, failsStrictly } from '../diagnosis/index.js';
import type { Explained } from '../explanations/index.js';
import type { ReportedFault } from '../faults/faults.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import type { GossipStats, Recovery } from './results.js';
import { judge, type Judged } from '../options/thresholds.js';
import type { Workload } from '../workloads/index.js';

/**
 * All that is known of a run when it is over: what `results.json` holds. The first five are Maelstrom's; `valid` is
 * the verdict over all of them. `R` is the result of the workload's checker.
 */
export interface Results<R extends Result = WorkloadResult> extends Result, Explained {
  readonly workload: Figures<R>;
  readonly stats: Figures<StatsResult>;
  readonly availability: Figures<AvailabilityResult>;
  readonly exceptions: Figures<ExceptionsResult>;
  readonly net: Figures<NetResult>;
  /** How long operations took that succeeded; absent if none did. */
  readonly latency?: OperationLatencies;
  /** Absent where every operation was judged. */
  readonly coverage?: Coverage;
  readonly thresholds: readonly Judged[];
  readonly faults: readonly ReportedFault[];
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

/** All that a verdict is made from. */
export interface Evidence {
  readonly options: TestOptions;
  readonly seed: number | undefined;
  readonly workload: Workload;
  readonly history: History;
  /** The figures of the network, per so many client operations. */
  readonly net: (operations: number) => NetResult;
  readonly troubles: readonly TroubleCount[];
  readonly faults: readonly ReportedFault[];
  readonly recovery: Recovery | undefined;
  readonly gossip: GossipStats | undefined;
  readonly interrupted: Interrupted;
  readonly observers: readonly string[];
}

type JudgedParts = Pick<Results, 'workload' | 'stats' | 'availability' | 'exceptions' | 'net'>;

/** `check` says where the workload's own check is done; what else there is to judge is done here meanwhile. */
export async function analyse(evidence: Evidence, check: Check = checkHere): Promise<Results> {
  const { options, history, workload, seed, recovery, gossip, troubles, faults, interrupted, observers } =
    evidence;
  const checked = check(workload, options, history);
  const operations = history.filter(({ type, process }) => type === 'invoke' && process !== 'nemesis').length;
  const others: Omit<JudgedParts, 'workload'> = {
    stats: guarded(stats, history),
    availability: guarded((all) => availability(all, options.availability), history),
    exceptions: guarded(exceptions, history),
    net: evidence.net(operations),
  };
  const parts: JudgedParts = { workload: await checked, ...others };
  const latency = operationLatencies(history);
  const thresholds = options.expect.map((text) => judge(text, { ...parts, latency }));
  const fails = troubles.some((each) => failsStrictly(each, options.strict));
  const covered = coverage(history, workload);
  const reasons = shortcomings(options, history, interrupted);
  const valid = merge([
    // Maelstrom does not look whether the faults that it was asked for took place.
    reasons.length === 0 || (options['maelstrom-quirks'] && interrupted === false) ? true : 'unknown',
    ...Object.values(parts).map((part) => part.valid),
    ...thresholds.map((threshold) => threshold.valid),
    !fails,
    covered.valid,
  ]);
  return {
    valid,
    ...(reasons.length > 0 && { reasons }),
    ...parts,
    ...(latency !== undefined && { latency }),
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
