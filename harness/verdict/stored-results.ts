/**
 * The one way from a stored `results.json`, perhaps of another version or damaged, to results with types: what is of the
 * right kind is taken, and all else is left out. Nothing is refused.
 */

import { z } from 'zod';
import { isObject } from '../../node/index.js';
import type { Trouble, TroubleCount, TroubleKind } from '../../router/index.js';
import {
  availabilityFigures,
  exceptionsFigures,
  known,
  latencyFigures,
  listOf,
  netFigures,
  statsFigures,
  validity,
  workloadFigures,
} from '../checkers/stored.js';
import { type Diagnosis, DIAGNOSIS_KINDS } from '../diagnosis/diagnosis.js';
import { isTroubleKind } from '../diagnosis/index.js';
import type { ValueExplanation } from '../explanations/index.js';
import type { ReportedFault } from '../faults/faults.js';
import type { Judged } from '../options/thresholds.js';
import type { Results } from './analysis.js';
import type { Coverage } from './coverage.js';

/** Results of which any part may be missing: a run that did not come to its checks has `error` and few others. */
export type StoredResults = { readonly [Part in keyof Results]?: Results[Part] | undefined };

const names = known(z.array(z.string()));

const coverage: z.ZodType<Coverage> = z.object({
  valid: z.union([z.literal(true), z.literal('unknown')]),
  'operation-count': z.number(),
  'judged-count': z.number(),
  unjudged: z.record(z.string(), z.number()),
  error: z.string().exactOptional(),
});

const judged: z.ZodType<Judged> = z.object({
  expect: z.string(),
  valid: z.boolean(),
  actual: z.number().exactOptional(),
  problem: z.string().exactOptional(),
});

const fault: z.ZodType<ReportedFault> = z.object({
  fault: z.string(),
  text: z.string(),
  from: z.number(),
  to: z.number().exactOptional(),
  value: z.union([z.string(), z.number()]).exactOptional(),
  nodes: z.array(z.string()).exactOptional(),
  links: z.record(z.string(), z.array(z.string())).exactOptional(),
});

const troubleKind = z.custom<TroubleKind>(isTroubleKind);

const trouble: z.ZodType<Trouble> = z.object({
  node: z.string(),
  kind: troubleKind,
  what: z.string(),
  flaw: z.string().exactOptional(),
  text: z.string().exactOptional(),
  expected: z.string(),
  hint: z.string(),
});

const troubles: z.ZodType<TroubleCount> = z.object({
  node: z.string(),
  kind: troubleKind,
  count: z.number(),
  first: listOf(trouble),
});

const diagnosis: z.ZodType<Diagnosis> = z.object({
  kind: z.enum(DIAGNOSIS_KINDS),
  nodes: z.array(z.string()),
  what: z.string(),
  cure: z.string(),
  count: z.number(),
  messages: z.array(z.number()),
  operations: z.array(z.number()).exactOptional(),
  detail: z.string().exactOptional(),
});

const explanation: z.ZodType<ValueExplanation> = z.object({
  kind: z.enum(['lost', 'late']),
  value: z.unknown().default(null),
  node: z.string().exactOptional(),
  text: z.string(),
  messages: z.array(z.number()),
  operations: z.array(z.number()),
});

/** A part that results have and this table forgets does not compile. */
export const resultsSchema = z.object({
  valid: known(validity),
  error: known(z.string()),
  workload: known(workloadFigures),
  stats: known(statsFigures),
  availability: known(availabilityFigures),
  exceptions: known(exceptionsFigures),
  net: known(netFigures),
  latency: known(latencyFigures),
  coverage: known(coverage),
  thresholds: known(listOf(judged)),
  faults: known(listOf(fault)),
  diagnostics: known(listOf(troubles)),
  diagnoses: known(listOf(diagnosis)),
  explanations: known(listOf(explanation)),
  'explanations-error': known(z.string()),
  seed: known(z.number()),
  runtime: known(z.string()),
  recovery: known(z.object({ seconds: z.number(), agreed: z.boolean().exactOptional() })),
  gossip: known(z.object({ 'gossip-messages-sent': z.number(), 'counted-by-router': z.number() })),
  interrupted: known(z.literal(true)),
  'interrupted-after': known(z.number()),
  reasons: names,
  observers: names,
  notes: names,
} satisfies { readonly [Part in keyof Results]-?: z.ZodType<StoredResults[Part]> });

/** Undefined if the value is no JSON object, or has nothing in it: the run has no results. */
export function readResults(value: unknown): StoredResults | undefined {
  if (!isObject(value) || Object.keys(value).length === 0) return undefined;
  return resultsSchema.parse(value);
}
