/** A storm: nodes send each other so many messages that each must cause several more. */

import type { Conversations } from './conversations.js';
import { counted, type Diagnosis } from './diagnosis.js';

/** The least messages of a storm, and the least per node and operation. */
const LEAST = 10_000;
const PER_OPERATION = 100;
/** And the least per node and second, or the least growth. */
const PER_SECOND = 200;
const GROWTH = 3;

/** `operations`: how many the clients invoked. */
export function storm({ perSecond, byType, nodes }: Conversations, operations: number): readonly Diagnosis[] {
  const counts = Array.from(perSecond, (count: number | undefined) => count ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const each = total / Math.max(1, operations);
  if (total < LEAST || each < PER_OPERATION * nodes.size) return [];
  const busy = counts.slice(counts.findIndex((count) => count > 0));
  const peak = Math.max(...busy);
  const [first = 0] = busy;
  const grows = peak > first * GROWTH;
  if (total / busy.length < PER_SECOND * nodes.size && !grows) return [];
  const [type, most = 0] = [...byType].toSorted((a, b) => b[1] - a[1])[0] ?? ['no type'];
  const growth = grows ? ` (${figure(first)} in the first second, up to ${figure(peak)} later)` : '';
  return [
    {
      kind: 'storm',
      nodes: [...nodes.keys()],
      what:
        `the nodes sent each other ${counted(total, 'message')} in ${busy.length} s, ` +
        `${figure(each)} for each operation of a client${growth}; ${Math.round((100 * most) / total)} % are of type ${type}`,
      cure: 'do not forward what a node knew already, do not answer gossip with gossip, and gossip no more often than need be',
      count: total,
      messages: [],
    },
  ];
}

function figure(value: number): string {
  return Math.round(value).toLocaleString('en');
}
