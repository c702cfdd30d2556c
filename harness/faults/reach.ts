/** What a fault hits, and when: the one place that says whether a message or a node was struck by a fault. */

import { isClientId } from '../../node/index.js';
import type { Fault } from './faults.js';

/** Times are in nanoseconds since the run's zero. */
export type Reach =
  /** Messages between nodes, and to and from services. */
  | { readonly kind: 'network' }
  /** Messages to each of the nodes from those that it does not hear. */
  | { readonly kind: 'cuts'; readonly deafTo: ReadonlyMap<string, ReadonlySet<string>> }
  /** Messages on these links, as `src`, `dest`. */
  | { readonly kind: 'links'; readonly from: ReadonlySet<string>; readonly to: ReadonlySet<string> }
  /** Messages that one of these nodes sends or is sent. */
  | { readonly kind: 'ends'; readonly nodes: ReadonlySet<string> }
  /** Nodes themselves, each until it goes on. */
  | { readonly kind: 'nodes'; readonly until: ReadonlyMap<string, number | undefined> };

/** A fault, and whom it hits. */
export interface ReachingFault extends Fault {
  readonly reach: Reach;
  /** When it was begun, at the earliest. */
  readonly since: number;
  /** When it had ended, at the latest; undefined if it lasted to the end. */
  readonly until: number | undefined;
}

export interface Link {
  readonly src: string;
  readonly dest: string;
}

/** Whether the fault was in force at that time on the link, as the network judges a message: when it is sent. */
export function hitsLink({ reach, since, until = Infinity }: ReachingFault, link: Link, at: number): boolean {
  const { src, dest } = link;
  if (at < since || at > until || isClientId(src) || isClientId(dest)) return false;
  switch (reach.kind) {
    case 'network':
      return true;
    case 'cuts':
      return reach.deafTo.get(dest)?.has(src) === true;
    case 'links':
      return src !== dest && reach.from.has(src) && reach.to.has(dest);
    case 'ends':
      return reach.nodes.has(src) || reach.nodes.has(dest);
    case 'nodes':
      return false;
  }
}

/** For how many nanoseconds of the time between the two the fault kept the node down, or still. */
export function hitsNode(fault: ReachingFault, node: string, from: number, to: number): number {
  const { reach, since } = fault;
  if (reach.kind !== 'nodes' || !reach.until.has(node)) return 0;
  return Math.max(0, Math.min(to, reach.until.get(node) ?? Infinity) - Math.max(from, since));
}

/** Whether the fault kept the node down, or still, at that time. */
export function isHit({ reach, since }: ReachingFault, node: string, at: number): boolean {
  return (
    reach.kind === 'nodes' &&
    reach.until.has(node) &&
    at >= since &&
    at <= (reach.until.get(node) ?? Infinity)
  );
}
