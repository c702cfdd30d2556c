/** Executes the control lines that act on the network; `cluster.ts` executes those that act on single nodes. */

import type { Random } from '../node/index.js';
import type { Control } from './control.js';
import type { Network } from './network.js';
import { complete, grudgeOf, oneWay } from './rules/grudges.js';

/** A control that acts on nodes rather than on the network. */
export type NodeControl = Extract<Control, { readonly do: 'pause' | 'resume' | 'kill' | 'restart' | 'wipe' }>;

export type NetworkControl = Exclude<Control, NodeControl>;

/** `random` draws the links that a kind of partition cuts. */
export function changeNetwork(
  network: Network,
  control: NetworkControl,
  nodes: readonly string[],
  random: Random,
): void {
  switch (control.do) {
    case 'partition':
      if ('kind' in control) network.partition(grudgeOf(control.kind, nodes, random), control.kind);
      else if ('groups' in control) network.partition(complete(control.groups));
      else network.partition(oneWay(control.from, control.to), 'one-way');
      return;
    case 'heal':
      return network.heal();
    case 'latency':
      return network.setLatency(control.latency);
    case 'loss':
      return network.setLoss(control.probability);
    case 'duplication':
      return network.setDuplication(control.probability);
    case 'reorder':
      return network.setReordering(control.reordering);
    case 'slow':
      return network.slow(control.slowness);
    case 'fast':
      return network.fast();
  }
}
