/**
 * Results of checkers as they stand in a stored `results.json`, perhaps of another version: figures of the right kind are
 * taken, and all others are left out. A figure that a checker has and this reader forgets does not compile.
 */

import { z } from 'zod';
import { isOperation, type Operation } from '../operations/history.js';
import type { EchoMismatch } from './echo.js';
import type { LinearizabilityResult } from './linearizability/index.js';
import type { Latencies, OperationLatencies } from './latency.js';
import type { NetResult, TrafficCounts } from './net-statistics.js';
import type { StaleElement } from './set-full.js';
import type { AvailabilityResult, ExceptionsResult, StatsResult, ThrownClass } from './stats.js';
import type { Anomaly } from './transactions/index.js';
import type { Figures } from './checker.js';
import type { WorkloadFigures } from './workload-result.js';

/** A reader of each member of `T`. */
type Readers<T> = { readonly [Name in keyof T]-?: z.ZodType<T[Name]> };

/** A member that is missing if it is not of the right kind. */
export function known<T>(type: z.ZodType<T>): z.ZodType<T | undefined> {
  return type.optional().catch(undefined);
}

/** Those elements that are of the right kind. */
export function listOf<T>(type: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.array(z.unknown()).transform((elements) =>
    elements.flatMap((element) => {
      const read = type.safeParse(element);
      return read.success ? [read.data] : [];
    }),
  );
}

export const validity = z.union([z.boolean(), z.literal('unknown')]);
const operation = z.custom<Operation>(isOperation);

/** Any JSON; null if it is missing. */
const anything = z.unknown().default(null);
const error = known(z.string());
const number = known(z.number());
const names = known(z.array(z.string()));
const values = known(z.array(z.unknown()));
const counts = known(z.record(z.string(), z.number()));
const operations = known(listOf(operation));

const anomaly: z.ZodType<Anomaly> = z.union([
  z.literal(true),
  z.looseObject({
    text: error,
    cycle: operations,
    steps: known(listOf(z.looseObject({ type: z.string(), words: error }))),
    txns: operations,
    op: known(operation),
    key: z.unknown().optional(),
    values,
  }),
]);
const anomalies = known(z.record(z.string(), listOf(anomaly)));

const latencies: z.ZodType<Latencies> = z.object({
  '0': z.number(),
  '0.5': z.number(),
  '0.95': z.number(),
  '0.99': z.number(),
  '1': z.number(),
});

export const latencyFigures: z.ZodType<OperationLatencies> = z.object({
  all: latencies,
  'by-f': z.record(z.string(), latencies),
});

const stale: z.ZodType<StaleElement> = z.object({
  element: anything,
  outcome: z.enum(['stable', 'lost', 'never-read']),
  'stable-latency': z.number(),
  'lost-latency': z.null(),
  known: known(operation),
  'last-absent': known(operation),
});

const echo: z.ZodType<EchoMismatch> = z.tuple([
  z.literal('Expected a message with :echo'),
  z.unknown(),
  z.literal('But received'),
  z.unknown(),
]);

const bound = z.union([z.number(), z.bigint()]);

const LINEARIZABILITY: Readers<LinearizabilityResult> = {
  valid: validity,
  error,
  op: known(operation),
  invoke: known(operation),
  'previous-ok': known(operation.nullable()),
  refusals: known(
    listOf(
      z.object({
        state: anything,
        refusal: z.string(),
        by: known(operation),
        order: known(z.array(z.number())),
      }),
    ),
  ),
  'final-models': names,
  'prefix-length': number,
  fragment: known(
    z.object({ state: anything, operations: listOf(operation), omitted: z.number().exactOptional() }),
  ),
};

const WORKLOAD: Readers<WorkloadFigures> = {
  // Of sets.
  'attempt-count': number,
  'stable-count': number,
  'lost-count': number,
  lost: values,
  'never-read-count': number,
  'never-read': values,
  'stale-count': number,
  stale: values,
  'worst-stale': known(listOf(stale)),
  'stable-latencies': known(latencies),
  'lost-latencies': known(latencies),
  'duplicates-count': number,
  duplicates: counts,
  // Of sets and ids.
  'duplicated-count': number,
  duplicated: counts,
  // Of ids.
  'attempted-count': number,
  'acknowledged-count': number,
  range: known(z.tuple([z.unknown(), z.unknown()]).nullable()),
  // Of echoes and counters.
  errors: known(z.union([z.array(operation), z.array(echo), z.null()])),
  'final-reads': values,
  acceptable: known(listOf(z.tuple([bound, bound]))),
  // Of registers.
  ...LINEARIZABILITY,
  results: known(z.record(z.string(), z.object(LINEARIZABILITY))),
  failures: values,
  register: known(z.literal('one')),
  // Of transactions.
  'anomaly-types': names,
  anomalies,
  'anomaly-counts': counts,
  not: names,
  'also-not': names,
  unjudged: anomalies,
  note: error,
  // Of kafka.
  'bad-error-types': names,
  'error-types': names,
  'info-txn-causes': values,
  'worst-realtime-lag': known(
    z.object({
      time: z.number(),
      lag: z.number(),
      process: z.number().exactOptional(),
      key: z.string().exactOptional(),
    }),
  ),
};

/** Members of other names stay as they are: the errors of kafka stand under theirs. */
export const workloadFigures: z.ZodType<WorkloadFigures> = z.looseObject(WORKLOAD);

const traffic: z.ZodType<TrafficCounts> = z.object({
  'send-count': z.number(),
  'recv-count': z.number(),
  'msg-count': z.number(),
  'msgs-per-op': z.number().exactOptional(),
});

export const netFigures: z.ZodType<Figures<NetResult>> = z.object({
  valid: validity,
  error,
  all: known(traffic),
  clients: known(traffic),
  servers: known(traffic),
} satisfies Readers<Figures<NetResult>>);

const OUTCOMES = {
  count: z.number(),
  'ok-count': z.number(),
  'fail-count': z.number(),
  'info-count': z.number(),
};

export const statsFigures: z.ZodType<Figures<StatsResult>> = z.object({
  valid: validity,
  error,
  count: number,
  'ok-count': number,
  'fail-count': number,
  'info-count': number,
  'by-f': known(z.record(z.string(), z.object({ valid: z.boolean(), ...OUTCOMES }))),
} satisfies Readers<Figures<StatsResult>>);

export const availabilityFigures: z.ZodType<Figures<AvailabilityResult>> = z.object({
  valid: validity,
  error,
  'ok-fraction': number,
} satisfies Readers<Figures<AvailabilityResult>>);

const thrown: z.ZodType<ThrownClass> = z.object({ count: z.number(), class: z.string(), example: operation });

export const exceptionsFigures: z.ZodType<Figures<ExceptionsResult>> = z.object({
  valid: validity,
  error,
  exceptions: known(listOf(thrown)),
} satisfies Readers<Figures<ExceptionsResult>>);
