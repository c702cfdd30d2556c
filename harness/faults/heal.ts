/**
 * The end of all faults: what undoes them, from the state that the cluster is in. Links are healed, the network is as the
 * options say, and nodes that stand still or were killed go on. A node that crashed by itself stays dead.
 */

import type { Cluster } from '../../router/index.js';
import { type Draft, type Generator, sequence } from '../operations/generator.js';
import type { NemesisActor } from '../operations/nemesis-actor.js';
import type { FaultKind, KindOptions } from './kind.js';
import { FAULT_KINDS } from './kinds/index.js';

/** As operations of the nemesis, in the history. Undefined where there is nothing to heal. */
export function healGenerator(cluster: Cluster, options: KindOptions): Generator | undefined {
  const drafts = healing(ORDER, cluster, options);
  return drafts.length === 0 ? undefined : sequence(drafts);
}

/**
 * At teardown, for runs that look at nothing afterwards: the network and what stands still are mended, and the history does
 * not mention it, as on Maelstrom. What is dead is not started only to be stopped.
 */
export async function healQuietly(cluster: Cluster, options: KindOptions, act: NemesisActor): Promise<void> {
  const kinds = ORDER.filter(({ isDeadly }) => isDeadly !== true);
  for (const { f, value } of healing(kinds, cluster, options))
    await act({ index: 0, time: 0, type: 'info', process: 'nemesis', f, value });
}

/** The network first, so that nodes that go on hear each other; the dead last, so that all others hear them. */
const ORDER: readonly FaultKind[] = FAULT_KINDS.toSorted((a, b) => rank(a) - rank(b));

function rank({ strikesNodes, isDeadly }: FaultKind): number {
  return isDeadly === true ? 2 : strikesNodes === true ? 1 : 0;
}

function healing(kinds: readonly FaultKind[], cluster: Cluster, options: KindOptions): readonly Draft[] {
  return kinds.flatMap((kind) => kind.heal(cluster, options) ?? []);
}
