/** What a run comes to in figures: those that are there, read once from its results. */

import type { Latencies, OperationLatencies, TrafficCounts } from '../checkers/index.js';
import { type Figure, figuresOf } from '../options/thresholds.js';
import type { Recovery } from '../verdict/results.js';
import type { StoredResults } from '../verdict/stored-results.js';

export interface OperationFigures {
  /** All that ended. */
  readonly count: number;
  readonly ok: number;
  readonly fail: number;
  /** Those whose outcome is unknown. */
  readonly info: number;
}

/** Any of them may be missing. */
export interface RunFigures {
  readonly operations: OperationFigures | undefined;
  /** The share of operations that succeeded, 0 to 1, and whether it is what was demanded. */
  readonly availability: { readonly share: number; readonly isMet: boolean } | undefined;
  /** Elements of a set. */
  readonly values:
    | { readonly stable: number; readonly lost: number; readonly stale: number; readonly neverRead: number }
    | undefined;
  /** Elements that one read showed more than once. */
  readonly duplicates: number | undefined;
  /** Milliseconds until every read showed an element. */
  readonly stableLatencies: Latencies | undefined;
  /** Milliseconds from invocation to completion of the operations that succeeded. */
  readonly latency: OperationLatencies | undefined;
  readonly ids: { readonly acknowledged: number; readonly repeated: number } | undefined;
  /** Messages between servers, and all of them; missing if there is no journal. */
  readonly messages: { readonly servers: TrafficCounts; readonly all: TrafficCounts } | undefined;
  readonly recovery: Recovery | undefined;
  /** Those that `--expect` knows. */
  readonly byName: Readonly<Partial<Record<Figure, number>>>;
}

export function runFigures(results: StoredResults): RunFigures {
  const { workload, stats, availability, net, latency, recovery } = results;
  const share = availability?.['ok-fraction'];
  return {
    operations: operationsOf(stats),
    availability: share === undefined ? undefined : { share, isMet: availability?.valid === true },
    values: valuesOf(workload),
    duplicates: workload?.['duplicates-count'],
    stableLatencies: workload?.['stable-latencies'],
    latency,
    ids: idsOf(workload),
    messages:
      net?.servers === undefined || net.all === undefined
        ? undefined
        : { servers: net.servers, all: net.all },
    recovery,
    byName: figuresOf(results),
  };
}

function operationsOf(stats: StoredResults['stats']): OperationFigures | undefined {
  if (stats?.count === undefined) return undefined;
  const { count, 'ok-count': ok = 0, 'fail-count': fail = 0, 'info-count': info = 0 } = stats;
  return { count, ok, fail, info };
}

function valuesOf(workload: StoredResults['workload']): RunFigures['values'] {
  if (workload?.['stable-count'] === undefined) return undefined;
  const {
    'stable-count': stable,
    'lost-count': lost = 0,
    'stale-count': stale = 0,
    'never-read-count': neverRead = 0,
  } = workload;
  return { stable, lost, stale, neverRead };
}

function idsOf(workload: StoredResults['workload']): RunFigures['ids'] {
  const { 'acknowledged-count': acknowledged, 'duplicated-count': repeated } = workload ?? {};
  return acknowledged === undefined || repeated === undefined ? undefined : { acknowledged, repeated };
}
