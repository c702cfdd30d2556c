/** Whether a message or a node was struck by a fault: the one place that says so. Times are in nanoseconds. */

import { isClientId } from '../../node/index.js';
import type { Fault } from './fault.js';

export interface Link {
  readonly src: string;
  readonly dest: string;
}

/** Whether the fault was in force at that time on the link, as the network judges a message: when it is sent. */
export function hitsLink(fault: Fault, { src, dest }: Link, at: number): boolean {
  const { since, until = Infinity, nodes, links, wentOn } = fault;
  if (wentOn !== undefined || at < since || at > until || isClientId(src) || isClientId(dest)) return false;
  if (links !== undefined) return links.get(dest)?.has(src) === true;
  return nodes === undefined || nodes.includes(src) || nodes.includes(dest);
}

/** For how many nanoseconds of the time between the two the fault kept the node down, or still. */
export function hitsNode(fault: Fault, node: string, from: number, to: number): number {
  const end = endFor(fault, node);
  return end === undefined ? 0 : Math.max(0, Math.min(to, end) - Math.max(from, fault.since));
}

/** Whether the fault kept the node down, or still, at that time. */
export function isHit(fault: Fault, node: string, at: number): boolean {
  const end = endFor(fault, node);
  return end !== undefined && at >= fault.since && at <= end;
}

/** When a node went on that was hit itself; undefined if it was not. */
function endFor({ nodes, wentOn }: Fault, node: string): number | undefined {
  if (wentOn === undefined || nodes?.includes(node) !== true) return undefined;
  return wentOn.get(node) ?? Infinity;
}
