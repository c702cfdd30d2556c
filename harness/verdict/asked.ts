/**
 * Whether a run was what was asked for: each kind of fault took place at least once, each line of a schedule did what it
 * says, and the load lasted as long as it should. A run that was not says nothing about what it should have shown.
 */

import { hasFailed, type NemesisAct, nemesisActs } from '../faults/act.js';
import { kindBegunBy, type Nemesis, nemesisKind } from '../faults/kinds/index.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';

type Asked = Pick<TestOptions, 'nemesis' | 'nemesis-interval' | 'faults' | 'time-limit' | 'nodes'>;

/** Seconds after which the load was ended by hand, or true if they are not known; false if it was not. */
export type Interrupted = number | boolean;

/** In what the run is not what was asked for, a sentence each; nothing if it is. */
export function shortcomings(options: Asked, history: History, interrupted: Interrupted): readonly string[] {
  const acts = [...nemesisActs(history)];
  return [
    ...(interrupted === false ? [] : [interruption(interrupted, options)]),
    ...options.nemesis.flatMap((kind) => missingKind(kind, acts, options)),
    ...missingLines(acts, options, interrupted !== false),
  ];
}

function interruption(interrupted: number | true, { 'time-limit': limit }: Asked): string {
  return interrupted === true
    ? `interrupted before the ${limit} s of load were over`
    : `interrupted after ${interrupted.toFixed(1)} of ${limit} s`;
}

function missingKind(kind: Nemesis, acts: readonly NemesisAct[], options: Asked): readonly string[] {
  const { begins, nemesis } = nemesisKind(kind);
  const tried = acts.filter(({ f }) => f === begins[0]);
  if (tried.some(tookPlace)) return [];
  return [`--nemesis ${kind} was asked for, but ${nemesis.absence} (${whyNot(tried, options)})`];
}

function whyNot(
  tried: readonly NemesisAct[],
  { 'time-limit': limit, 'nemesis-interval': interval }: Asked,
): string {
  const failed = tried.find(({ result }) => hasFailed(result));
  if (failed !== undefined) return `it failed: ${failureOf(failed)}`;
  if (tried.length > 0) {
    const times = tried.length === 1 ? 'the one time it was tried' : `all ${tried.length} times it was tried`;
    return `it hit nothing ${times}: ${[...new Set(tried.map(({ asked }) => String(asked)))].join(', ')}`;
  }
  return limit < interval
    ? `the time limit of ${limit} s is shorter than the mean interval of ${interval} s`
    : `its turn did not come in ${limit} s`;
}

/** Lines of the schedule that were not done, could not be done, or hit no node. */
function missingLines(
  acts: readonly NemesisAct[],
  { faults }: Asked,
  interrupted: boolean,
): readonly string[] {
  const left = [...acts];
  return faults.flatMap(({ at, do: line }) => {
    const [f = '', ...rest] = line.trim().split(/\s+/);
    const asked = rest.length === 0 ? null : rest.join(' ');
    const place = left.findIndex((act) => act.f === f && act.asked === asked);
    const text = `--fault '${at}:${line.trim()}' was asked for, but`;
    const [act] = place === -1 ? [] : left.splice(place, 1);
    // What was to come after the end of an interrupted load is no surprise.
    if (act === undefined) return interrupted ? [] : [`${text} it was not done before the load ended`];
    if (hasFailed(act.result)) return [`${text} it failed: ${failureOf(act)}`];
    return tookPlace(act) ? [] : [`${text} it hit nothing`];
  });
}

/** What mends may find nothing to mend; what begins a fault hit something, unless it says otherwise. */
function tookPlace({ f, result }: NemesisAct): boolean {
  return !hasFailed(result) && kindBegunBy(f)?.hitNothing?.(result) !== true;
}

function failureOf({ result }: NemesisAct): string {
  return Array.isArray(result) ? String(result[1]) : String(result);
}
