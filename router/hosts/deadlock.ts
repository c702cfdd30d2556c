/** What is said of a node all of whose threads wait for one another's locks: seen in virtual time, and in live nodes. */

import type { Trouble } from '../trouble.js';

/** Names that one sentence lists. */
const NAMES = 5;

/** `names`: those of all its threads. */
export function locksHeld(names: readonly string[]): string {
  const many = names.length === 1 ? 'its only thread waits' : `all ${names.length} threads wait`;
  return `${many} on locks (${[...new Set(names)].slice(0, NAMES).join(', ')}), and none waits for a time or for input`;
}

/** `flaw`: what its threads wait for. */
export function deadlocked(node: string, flaw: string): Trouble {
  return {
    node,
    kind: 'deadlock',
    what: `${node} waits for ever: ${flaw}`,
    flaw,
    expected: 'a node that goes on reading its input',
    hint: 'do two threads take the same locks in different order, or does one wait for itself?',
  };
}
