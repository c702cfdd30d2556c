/** The faults of a run as spans of time, read from its history: what the results, the trace and a person want to know. */

import { isObject, SECOND } from '../../node/index.js';
import { describeGrudge, PARTITION_KINDS, parseControl, type PartitionKind } from '../../router/index.js';
import type { Reach, ReachingFault } from './reach.js';
import type { History } from '../operations/history.js';
import { isTarget } from './targets.js';
import type { TestOptions } from '../options/schema.js';

export interface Fault {
  /** `partition`, `pause`, `kill`, `loss`, ... */
  readonly fault: string;
  /** Which one, and whom it hit. */
  readonly text: string;
  /** Seconds since the run's zero. */
  readonly from: number;
  /** Absent where it was still in force at the end. */
  readonly to?: number;
}

/** What ends what: a word, and the faults that it ends. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  'stop-partition': ['partition'],
  heal: ['partition'],
  resume: ['pause'],
  kill: ['pause'],
  start: ['kill'],
  restart: ['pause', 'kill'],
  loss: ['loss'],
  'start-loss': ['loss'],
  'stop-loss': ['loss'],
  duplication: ['duplication'],
  'start-duplication': ['duplication'],
  'stop-duplication': ['duplication'],
  reorder: ['reorder'],
  'start-reorder': ['reorder'],
  'stop-reorder': ['reorder'],
  fast: ['slow'],
  'stop-slow': ['slow'],
  latency: ['latency'],
};

/** What a cluster is without faults. */
type Sound = Pick<TestOptions, 'nodes' | 'latency' | 'latency-dist' | 'loss' | 'duplication'>;

interface Span extends ReachingFault {
  to?: number;
  until: number | undefined;
  /** When each node that was hit went on; undefined for faults of the network. */
  readonly nodes: Map<string, number | undefined> | undefined;
}

type Beginning = Pick<Span, 'fault' | 'text' | 'reach' | 'nodes'>;

/** Spans in the order in which they began. A fault that is set anew ends the one before it. */
export function faultsOf(history: History, options: Sound): readonly Fault[] {
  return reachingFaultsOf(history, options).map(({ fault, text, from, to }) => ({
    fault,
    text,
    from,
    ...(to !== undefined && { to }),
  }));
}

/** The same with whom each of them hit: for claims about single messages. */
export function reachingFaultsOf(history: History, options: Sound): readonly ReachingFault[] {
  const faults: Span[] = [];
  for (const { f, asked, result: value, since, time } of nemesisActs(history)) {
    // What could not be done changed nothing.
    if (hasFailed(value)) continue;
    const seconds = Math.round(time / (SECOND / 1000)) / 1000;
    const nodes = nodesIn(value);
    for (const fault of faults) {
      if (fault.to !== undefined || ENDS[f]?.includes(fault.fault) !== true) continue;
      if (!isOver(fault.nodes, nodes, time)) continue;
      fault.to = seconds;
      fault.until = time;
    }
    const began = beginning(f, asked, value, options);
    if (began !== undefined) faults.push({ ...began, from: seconds, since, until: undefined });
  }
  return faults;
}

/** Notes that these nodes go on; says whether none is left. A fault of the network is over at once. */
function isOver(hit: Span['nodes'], goOn: readonly string[], time: number): boolean {
  if (hit === undefined) return true;
  for (const node of goOn) if (hit.has(node)) hit.set(node, hit.get(node) ?? time);
  return ![...hit.values()].includes(undefined);
}

/** What the nemesis did: an operation and what came of it. */
export interface NemesisAct {
  readonly f: string;
  readonly asked: unknown;
  readonly result: unknown;
  /** When it was begun and when it was done, in nanoseconds. */
  readonly since: number;
  readonly time: number;
}

/** The nemesis does one thing at a time: its operations alternate between beginning and end. */
export function* nemesisActs(history: History): Generator<NemesisAct> {
  const invoked = new Map<string, { readonly value: unknown; readonly time: number }>();
  for (const { process, f, value, time } of history) {
    if (process !== 'nemesis') continue;
    const begun = invoked.get(f);
    if (begun !== undefined) {
      yield { f, asked: begun.value, result: value, since: begun.time, time };
      invoked.delete(f);
    } else invoked.set(f, { value, time });
  }
}

export function hasFailed(value: unknown): boolean {
  return Array.isArray(value) && value[0] === 'failed';
}

/** The nodes to which it was done, of a completion such as `{"n1": "killed", "n2": "killed"}`. */
export function nodesIn(value: unknown): readonly string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([node, result]) => (hasFailed(result) ? [] : [node]));
}

function beginning(f: string, asked: unknown, value: unknown, options: Sound): Beginning | undefined {
  const fault = f.replace(/^start-/, '');
  const text = String(asked);
  const network = { fault, text, reach: { kind: 'network' }, nodes: undefined } as const;
  switch (fault) {
    case 'partition': {
      const cuts = cutsIn(value);
      const groups = cuts === undefined ? String(value) : describeGrudge(cuts);
      const reach: Reach = { kind: 'cuts', deafTo: cuts ?? new Map() };
      return { ...network, text: `${isKind(asked) ? `${asked}: ` : ''}${groups}`, reach };
    }
    case 'pause':
    case 'kill': {
      const hit = nodesIn(value).toSorted(byPlaceIn(options.nodes));
      if (hit.length === 0) return undefined;
      const nodes = new Map(hit.map((node) => [node, undefined]));
      const whom = `${isTarget(asked) ? `${asked}: ` : ''}${hit.join(' ')}`;
      return { fault, text: whom, reach: { kind: 'nodes', until: nodes }, nodes };
    }
    case 'latency':
      return isUsual(text, options) ? undefined : network;
    case 'loss':
    case 'duplication':
      return Number(asked) === options[fault] ? undefined : network;
    case 'reorder':
      return Number.parseFloat(text) === 0 ? undefined : network;
    case 'slow':
      return { ...network, text: `${text} times`, reach: slowReach(text, options.nodes) };
    default:
      return undefined;
  }
}

/** A history of elsewhere may ask for what this version does not know: that hits nothing that could be named. */
function slowReach(asked: string, nodes: readonly string[]): Reach {
  try {
    const control = parseControl(`slow ${asked}`, nodes);
    if (control.do !== 'slow') return NOWHERE;
    const { slowness } = control;
    return 'nodes' in slowness
      ? { kind: 'ends', nodes: new Set(slowness.nodes) }
      : { kind: 'links', from: new Set(slowness.from), to: new Set(slowness.to) };
  } catch {
    return NOWHERE;
  }
}

const NOWHERE: Reach = { kind: 'ends', nodes: new Set() };

function byPlaceIn(nodes: readonly string[]): (a: string, b: string) => number {
  return (a, b) => nodes.indexOf(a) - nodes.indexOf(b);
}

function isUsual(latency: string, options: Sound): boolean {
  const [mean, distribution = 'constant'] = latency.split(' ');
  return Number(mean) === options.latency && (distribution === options['latency-dist'] || Number(mean) === 0);
}

function isKind(asked: unknown): asked is PartitionKind {
  return PARTITION_KINDS.some((kind) => kind === asked);
}

/** Of a completion such as `["isolated", {"n1": ["n2"]}]`: by node, those that it does not hear. */
function cutsIn(value: unknown): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  if (!Array.isArray(value) || value[0] !== 'isolated' || !isObject(value[1])) return undefined;
  return new Map(
    Object.entries(value[1]).map(([node, dropped]) => [
      node,
      new Set(Array.isArray(dropped) ? dropped.map(String) : []),
    ]),
  );
}
