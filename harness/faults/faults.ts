/** The faults of a run, read from its history: as data, and as results have them. */

import { SECOND } from '../../node/index.js';
import type { History } from '../operations/history.js';
import { hasFailed, nemesisActs, nodesIn } from './act.js';
import type { Fault } from './fault.js';
import type { UsualOptions } from './kind.js';
import { kindBegunBy, kindNamed } from './kinds/index.js';

/** A fault as `results.json` has it, with its description. */
export interface ReportedFault {
  /** The name of its kind: `partition`, `pause`, `kill`, `loss`, ... */
  readonly fault: string;
  /** Which one, and what it hits. */
  readonly text: string;
  /** Seconds since the run's zero. */
  readonly from: number;
  /** Absent if it was still in force at the end. */
  readonly to?: number;
  /** How much, or of which sort: a probability, a factor, a kind of partition, a target. */
  readonly value?: string | number;
  /** The nodes that it hits. */
  readonly nodes?: readonly string[];
  /** The links that it hits: by receiver, the senders. */
  readonly links?: Readonly<Record<string, readonly string[]>>;
}

interface OpenFault extends Fault {
  to?: number;
  until?: number;
  readonly wentOn?: Map<string, number>;
}

/** In the order in which they began. One that is set anew ends the one before it. */
export function readFaults(history: History, options: UsualOptions): readonly Fault[] {
  const faults: OpenFault[] = [];
  for (const act of nemesisActs(history)) {
    const { f, result, since, time } = act;
    // What could not be done changed nothing.
    if (hasFailed(result)) continue;
    const seconds = Math.round(time / (SECOND / 1000)) / 1000;
    for (const fault of faults) {
      if (fault.until !== undefined || !kindNamed(fault.kind).ends.includes(f)) continue;
      if (!isOver(fault, nodesIn(result), time)) continue;
      fault.to = seconds;
      fault.until = time;
    }
    const kind = kindBegunBy(f);
    const struck = kind?.read(act, options);
    if (kind === undefined || struck === undefined) continue;
    const wentOn = kind.strikesNodes && { wentOn: new Map<string, number>() };
    faults.push({ kind: kind.name, ...struck, from: seconds, since, ...wentOn });
  }
  return faults;
}

/** The same with their descriptions. */
export function faultsOf(history: History, options: UsualOptions): readonly ReportedFault[] {
  return readFaults(history, options).map(reported);
}

export function reported(fault: Fault): ReportedFault {
  const { kind, from, to, value, nodes, links } = fault;
  return {
    fault: kind,
    text: describe(fault),
    from,
    ...(to !== undefined && { to }),
    ...(value !== undefined && { value }),
    ...(nodes !== undefined && { nodes }),
    ...(links !== undefined && {
      links: Object.fromEntries([...links].map(([dest, sources]) => [dest, [...sources]])),
    }),
  };
}

/** Which one, and what it hits: `majority: n1 n2 | n3`. Its kind is not in it. */
export function describe(fault: Fault): string {
  return kindNamed(fault.kind).describe(fault);
}

/** Notes that these nodes go on; says whether none is left. A fault of messages is over at once. */
function isOver({ nodes = [], wentOn }: OpenFault, goOn: readonly string[], time: number): boolean {
  if (wentOn === undefined) return true;
  for (const node of goOn) if (nodes.includes(node) && !wentOn.has(node)) wentOn.set(node, time);
  return nodes.every((node) => wentOn.has(node));
}
