/**
 * How much of a history a workload's checker has judged. A checker of which nothing asks anything has nothing to object to:
 * that is no verdict, so a history without anything to judge is unknown, and so is one that is judged in part and found
 * valid there.
 */

import { type History, type Operation, pairs } from '../operations/history.js';
import type { Workload } from '../workloads/index.js';

/** How many client operations the checker of the workload judged: `unknown` if not all. */
export interface Coverage {
  readonly valid: true | 'unknown';
  /** Client operations, by their invocations. */
  readonly 'operation-count': number;
  readonly 'judged-count': number;
  /** How many were not judged, by function. */
  readonly unjudged: Readonly<Record<string, number>>;
  /** What was found and what was expected, where not all was judged. */
  readonly error?: string;
}

type Judging = Pick<Workload, 'name' | 'functions' | 'unfit' | 'decisive'>;

export function coverage(history: History, workload: Judging): Coverage {
  const { functions, unfit, decisive } = workload;
  const all = pairs(history);
  const unfitIndices = new Set(unfit?.(history).map(({ index }) => index));
  const isJudged = ({ invoke, completion }: (typeof all)[number]): boolean =>
    Object.hasOwn(functions, invoke.f) &&
    !unfitIndices.has(invoke.index) &&
    (completion === undefined || !unfitIndices.has(completion.index));
  const judged = all.filter(isJudged);
  const unjudged = all.filter((pair) => !isJudged(pair)).map(({ invoke }) => invoke);
  const ended = judged.flatMap(({ completion }) => completion ?? []);
  const error =
    all.length === 0
      ? `nothing to judge: ${noOperation(history)}`
      : judged.length === 0
        ? `nothing to judge: the history has ${operations(unjudged)}; ${expected(workload)}`
        : ended.length === 0
          ? `nothing to judge: none of ${operations(judged.map(({ invoke }) => invoke))} was completed`
          : decisive !== undefined && !ended.some(decisive.holds)
            ? `nothing to judge: the history has no ${decisive.text.replace(/^an? /, '')}, and ${workload.name} judges those alone`
            : unjudged.length > 0
              ? `not judged: ${operations(unjudged)} of ${all.length}; ${expected(workload)}`
              : undefined;
  return {
    valid: error === undefined ? true : 'unknown',
    'operation-count': all.length,
    'judged-count': judged.length,
    unjudged: Object.fromEntries(countByFunction(unjudged)),
    ...(error !== undefined && { error }),
  };
}

function noOperation(history: History): string {
  if (history.length === 0) return 'no operation was made (the history is empty)';
  return `no operation was made by a client (the history has ${history.length} of the nemesis)`;
}

/** `4 operations (acquire 2, release 2)`. */
function operations(all: readonly Operation[]): string {
  const counts = countByFunction(all).map(([f, count]) => `${f} ${count}`);
  const shown = counts.length <= SHOWN ? counts : [...counts.slice(0, SHOWN), '...'];
  return `${all.length} ${all.length === 1 ? 'operation' : 'operations'} (${shown.join(', ')})`;
}

const SHOWN = 8;

function countByFunction(all: readonly Operation[]): [f: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { f } of all) counts.set(f, (counts.get(f) ?? 0) + 1);
  return [...counts];
}

/** What the workload judges, each function with its value; functions with values of one shape together. */
function expected({ name, functions }: Judging): string {
  const byShape = new Map<string, string[]>();
  for (const [f, shape] of Object.entries(functions)) byShape.set(shape, [...(byShape.get(shape) ?? []), f]);
  const shapes = [...byShape].map(([shape, all]) => `${all.join(' and ')}: ${shape}`);
  return `${name} judges ${listed(Object.keys(functions))}, with values of this form (${shapes.join('; ')})`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
