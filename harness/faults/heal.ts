/**
 * The end of all faults: what undoes them, from the state that the cluster is in. Links are healed, the network is as the
 * options say, and nodes that stand still or were killed go on. A node that crashed by itself stays dead.
 */

import type { Cluster } from '../../router/index.js';
import { type Draft, type Generator, sequence } from '../operations/generator.js';
import type { NemesisActor } from '../run/interpreter.js';
import type { TestOptions } from '../options/schema.js';

/** As operations of the nemesis, in the history. Undefined where there is nothing to heal. */
export function healGenerator(cluster: Cluster, options: TestOptions): Generator | undefined {
  const drafts = healing(cluster, options);
  return drafts.length === 0 ? undefined : sequence(drafts);
}

/**
 * At teardown, for runs that look at nothing afterwards: the network and what stands still are mended, and the history does
 * not mention it, as on Maelstrom. What is dead is not started only to be stopped.
 */
export async function healQuietly(cluster: Cluster, options: TestOptions, act: NemesisActor): Promise<void> {
  for (const { f, value } of healing(cluster, options)) {
    if (f === 'start' || f === 'restart') continue;
    await act({ index: 0, time: 0, type: 'info', process: 'nemesis', f, value });
  }
}

function healing(cluster: Cluster, options: TestOptions): readonly Draft[] {
  const { network } = cluster;
  const { latency, 'latency-dist': distribution, loss, duplication } = options;
  const uses = (name: TestOptions['nemesis'][number]): boolean => options.nemesis.includes(name);
  const drafts: Draft[] = [];
  // Maelstrom ends with this one whether anything is cut or not.
  if (uses('partition')) drafts.push({ f: 'stop-partition', value: null });
  else if (network.cuts.size > 0) drafts.push({ f: 'heal', value: null });
  if (network.latency.meanMs !== latency || network.latency.distribution !== distribution)
    drafts.push({ f: 'latency', value: `${latency} ${distribution}` });
  if (network.loss !== loss)
    drafts.push(uses('loss') ? { f: 'stop-loss', value: null } : { f: 'loss', value: String(loss) });
  if (network.duplication !== duplication) {
    const stop: Draft = { f: 'stop-duplication', value: null };
    drafts.push(uses('duplication') ? stop : { f: 'duplication', value: String(duplication) });
  }
  if (network.reordering !== 0)
    drafts.push(uses('reorder') ? { f: 'stop-reorder', value: null } : { f: 'reorder', value: '0' });
  if (network.isSlow) drafts.push({ f: uses('slow') ? 'stop-slow' : 'fast', value: null });
  const paused = [...cluster.states()].filter(([, state]) => state === 'paused').map(([node]) => node);
  if (paused.length > 0) drafts.push({ f: 'resume', value: paused.join(',') });
  if (cluster.killed.size > 0) {
    const killed = cluster.nodes.filter((node) => cluster.killed.has(node)).join(',');
    drafts.push({ f: uses('kill') ? 'start' : 'restart', value: killed });
  }
  return drafts;
}
