/**
 * The broadcast nodes' own gossip figures, beside the router's counts. The two are different numbers
 * (`messages_per_op` is a node's own: gossip sent over broadcasts received), but the messages must add up.
 */

import type { Client } from '../../router/index.js';
import type { NetStatistics } from '../checkers/index.js';
import type { TestOptions } from '../options/schema.js';
import type { GossipStats } from '../verdict/results.js';

/**
 * Requests `gossip_stats` from all nodes; undefined if one does not answer. Only nodes that are known to understand
 * it get the request, Eddy's own and those that took `configure`: some node libraries end their process at an unknown
 * request.
 */
export async function askGossipStats(
  options: TestOptions,
  clients: ReadonlyMap<string, Client>,
  statistics: NetStatistics,
): Promise<GossipStats | undefined> {
  if (options.workload !== 'broadcast' || (options.bin !== undefined && options.configure === undefined))
    return undefined;
  const sent = await Promise.all(
    [...clients].map(async ([node, client]) => {
      try {
        const { gossip_messages_sent: count } = await client.rpc(node, { type: 'gossip_stats' }, 1000);
        return typeof count === 'number' ? count : NaN;
      } catch {
        return NaN;
      }
    }),
  );
  const sum = sent.reduce((a, b) => a + b, 0);
  if (Number.isNaN(sum)) return undefined;
  return { 'gossip-messages-sent': sum, 'counted-by-router': statistics.serverSends };
}
