/**
 * What a line of the list says of a run, taken from its `test.json` and `results.json`. Both are files that anybody may
 * have written: what is not of the right kind is left out, and nothing is refused.
 */

import { isObject } from '../../node/index.js';
import { type Figure, figuresOf } from '../options/thresholds.js';

export type Verdict = 'valid' | 'invalid' | 'unknown' | 'running' | 'broken off' | 'damaged';

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  valid: 'VALID',
  invalid: 'INVALID',
  unknown: 'UNKNOWN',
  running: 'running',
  'broken off': 'broken off',
  damaged: 'damaged',
};

type Json = Readonly<Record<string, unknown>>;

export interface RunFigures {
  readonly nodes: readonly string[];
  readonly runtime: string | undefined;
  readonly seed: number | undefined;
  readonly operations: Operations | undefined;
  readonly figures: Partial<Record<Figure, number>>;
  readonly faults: readonly FaultSpan[];
}

export interface Operations {
  readonly count: number;
  readonly ok: number;
  readonly fail: number;
  readonly info: number;
}

/** Seconds since the run's zero. */
export interface FaultSpan {
  readonly fault: string;
  readonly text: string;
  readonly from: number;
  readonly to: number | undefined;
}

export function runFigures(test: Json, results: Json): RunFigures {
  return {
    nodes: list(test['nodes']).filter((node) => typeof node === 'string'),
    runtime: string(results['runtime']) ?? string(test['runtime']),
    seed: number(results['seed']) ?? number(test['seed']),
    operations: operationsOf(results['stats']),
    figures: figuresOf(objectsOf(results)),
    faults: faultsOf(results['faults']),
  };
}

export function verdictOf(valid: unknown): Verdict {
  if (typeof valid === 'boolean') return valid ? 'valid' : 'invalid';
  return valid === 'unknown' ? 'unknown' : 'damaged';
}

/** `2 × partition, 1 × kill`. */
export function countFaults(faults: readonly FaultSpan[]): string {
  const counts = new Map<string, number>();
  for (const { fault } of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts].map(([fault, count]) => `${count} × ${fault}`).join(', ');
}

function operationsOf(stats: unknown): Operations | undefined {
  if (!isObject(stats)) return undefined;
  const count = number(stats['count']);
  if (count === undefined) return undefined;
  const of = (type: string): number => number(stats[`${type}-count`]) ?? 0;
  return { count, ok: of('ok'), fail: of('fail'), info: of('info') };
}

function faultsOf(faults: unknown): readonly FaultSpan[] {
  return list(faults).flatMap((each): FaultSpan[] => {
    if (!isObject(each)) return [];
    const [fault, text, from] = [string(each['fault']), string(each['text']), number(each['from'])];
    if (fault === undefined || text === undefined || from === undefined) return [];
    return [{ fault, text, from, to: number(each['to']) }];
  });
}

/** The members that figures are looked for in: a path through anything else would fail. */
function objectsOf(results: Json): Json {
  const { net, workload, availability } = results;
  const servers = isObject(net) && isObject(net['servers']) ? net['servers'] : {};
  const latencies =
    isObject(workload) && isObject(workload['stable-latencies']) ? workload['stable-latencies'] : {};
  return {
    net: { servers },
    workload: {
      ...(isObject(workload) && {
        'lost-count': workload['lost-count'],
        'stale-count': workload['stale-count'],
      }),
      'stable-latencies': latencies,
    },
    availability: isObject(availability) ? availability : {},
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
