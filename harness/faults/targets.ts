/** Which nodes a fault hits that says only how many. */

import type { Random } from '../../node/index.js';

export const TARGETS = ['one', 'minority', 'majority', 'all'] as const;
export type Target = (typeof TARGETS)[number];

export function isTarget(text: unknown): text is Target {
  return TARGETS.some((each) => each === text);
}

/**
 * The nodes to hit, out of those that can be (`able`). `one` and `minority` leave a majority of the cluster running, and so hit fewer,
 * or nobody, while others are down already; in a cluster of one or two, where that is impossible, they hit one.
 */
export function drawTarget(
  target: Target,
  states: ReadonlyMap<string, string>,
  able: (node: string) => boolean,
  random: Random,
): readonly string[] {
  // One draw for each operation, whatever runs at the moment: the seed decides the order in any run.
  const inOrder = random.shuffle([...states.keys()]);
  if (target === 'all') return inOrder.filter(able);
  if (target === 'majority') return inOrder.filter(able).slice(0, Math.floor(states.size / 2) + 1);
  const running = inOrder.filter((node) => states.get(node) === 'running');
  const minority = Math.max(1, Math.floor((states.size - 1) / 2));
  const room = Math.max(0, minority - (states.size - running.length));
  return running.slice(0, target === 'one' ? Math.min(1, room) : room);
}
