/** The faults of a run as spans of time, read from its history: what the results, the trace and a person want to know. */

import { isObject, SECOND } from '../node/index.js';
import { describeGrudge, PARTITION_KINDS, type PartitionKind } from '../router/index.js';
import type { History } from './history.js';
import { isTarget } from './nemesis/targets.js';
import type { TestOptions } from './options.js';

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

interface Span extends Fault {
  to?: number;
  /** Those that still stand still or are dead; undefined for faults of the network. */
  readonly hit: Set<string> | undefined;
}

/** Spans in the order in which they began. A fault that is set anew ends the one before it. */
export function faultsOf(history: History, options: Sound): readonly Fault[] {
  const faults: Span[] = [];
  for (const { f, asked, result: value, time } of nemesisActs(history)) {
    // What could not be done changed nothing.
    if (hasFailed(value)) continue;
    const seconds = Math.round(time / (SECOND / 1000)) / 1000;
    const nodes = nodesIn(value);
    for (const fault of faults) {
      if (fault.to !== undefined || ENDS[f]?.includes(fault.fault) !== true) continue;
      for (const node of nodes) fault.hit?.delete(node);
      if (fault.hit === undefined || fault.hit.size === 0) fault.to = seconds;
    }
    const began = beginning(f, asked, value, options);
    const hit = f === 'pause' || f === 'kill' ? new Set(nodes) : undefined;
    if (began !== undefined) faults.push({ ...began, from: seconds, hit });
  }
  return faults.map(({ hit: _, ...fault }) => fault);
}

/** What the nemesis did: an operation and what came of it. */
export interface NemesisAct {
  readonly f: string;
  readonly asked: unknown;
  readonly result: unknown;
  /** When it was done, in nanoseconds. */
  readonly time: number;
}

/** The nemesis does one thing at a time: its operations alternate between beginning and end. */
export function* nemesisActs(history: History): Generator<NemesisAct> {
  const invoked = new Map<string, unknown>();
  for (const { process, f, value, time } of history) {
    if (process !== 'nemesis') continue;
    if (invoked.has(f)) {
      yield { f, asked: invoked.get(f), result: value, time };
      invoked.delete(f);
    } else invoked.set(f, value);
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

function beginning(
  f: string,
  asked: unknown,
  value: unknown,
  options: Sound,
): { fault: string; text: string } | undefined {
  const fault = f.replace(/^start-/, '');
  const text = String(asked);
  switch (fault) {
    case 'partition':
      return { fault, text: `${isKind(asked) ? `${asked}: ` : ''}${describeIsolated(value)}` };
    case 'pause':
    case 'kill': {
      const nodes = nodesIn(value).toSorted(byPlaceIn(options.nodes));
      if (nodes.length === 0) return undefined;
      return { fault, text: `${isTarget(asked) ? `${asked}: ` : ''}${nodes.join(' ')}` };
    }
    case 'latency':
      return isUsual(text, options) ? undefined : { fault, text };
    case 'loss':
    case 'duplication':
      return Number(asked) === options[fault] ? undefined : { fault, text };
    case 'reorder':
      return Number.parseFloat(text) === 0 ? undefined : { fault, text };
    case 'slow':
      return { fault, text: `${text} times` };
    default:
      return undefined;
  }
}

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

function describeIsolated(value: unknown): string {
  if (!Array.isArray(value) || value[0] !== 'isolated') return String(value);
  const cuts = value[1] as Readonly<Record<string, readonly string[]>>;
  return describeGrudge(new Map(Object.entries(cuts).map(([node, dropped]) => [node, new Set(dropped)])));
}
