/** Merges stories that are equal except for the node. */

import type { Operation } from '../operations/history.js';
import type { Story } from './story.js';

export interface NodeStory {
  readonly node: string;
  readonly read: Operation;
  readonly story: Story;
}

/** The first of each, with the number of nodes at which it is the same. */
export function withoutRepetition(
  stories: readonly NodeStory[],
): readonly (NodeStory & { readonly others: number })[] {
  const found = new Map<string, NodeStory & { others: number }>();
  for (const each of stories) {
    const key = keyOf(each);
    const same = found.get(key);
    if (same === undefined) found.set(key, { ...each, others: 0 });
    else same.others++;
  }
  return [...found.values()];
}

/** Times as they are printed, in hundredths of seconds. */
const UNIT = 1e7;

/** The story with the node itself as `here`, and without its read and messages, which differ at each node. */
function keyOf({ story, node }: NodeStory): string {
  return JSON.stringify(story, (name, value: unknown) => {
    if (name === 'id' || name === 'readAt') return undefined;
    // A fault that hit several nodes is the same at each of them.
    if (name === 'nodes' && Array.isArray(value)) return value.join(' ');
    if (value === node) return 'here';
    if (typeof value === 'bigint') return String(value);
    return typeof value === 'number' ? Math.round(value / UNIT) : value;
  });
}
