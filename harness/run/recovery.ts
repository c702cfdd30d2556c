/**
 * The wait between the end of all faults and the final operations: until the cluster is quiet and all nodes show the
 * same state, which must be all that was acknowledged, and 10 s at most (Maelstrom always waits those 10 s). A
 * correct node may hold a value back for a timer of its own, so a quiet cluster alone has not recovered.
 */

import { existing } from '../errors/existing.js';
import { type Clock, MILLISECOND, printExact, SECOND } from '../../node/index.js';
import type { Client, Cluster } from '../../router/index.js';
import { RECOVERY_LIMIT_SECONDS } from '../operations/recovery-limit.js';
import type { Recovery } from '../verdict/results.js';

/** How to check whether a cluster has recovered. */
export interface Look {
  /** The state that a node shows; without it, a quiet cluster has recovered. */
  readonly observe?: ((client: Client, node: string) => Promise<unknown>) | undefined;
  /** Whether the common state of all nodes can be final; always true by default. */
  readonly settled?: (shown: unknown) => boolean;
}

const POLL_MS = 50;
/** A cluster without traffic for this long beyond a round trip counts as quiet. */
const QUIET_MS = 200;
/** In a cluster that is never quiet the nodes are checked this long before the limit. */
const LAST_LOOK_MS = 1000;

/** `clients` cannot be used afterwards: a reply that is missing at the limit is not waited for. */
export async function recover(
  {
    clock,
    cluster,
    clients,
  }: { readonly clock: Clock; readonly cluster: Cluster; readonly clients: ReadonlyMap<string, Client> },
  { observe, settled = () => true }: Look,
  serverSends: () => number,
): Promise<Recovery> {
  const start = clock.now();
  const end = start + RECOVERY_LIMIT_SECONDS * SECOND;
  const quietFor = (QUIET_MS + 2 * cluster.network.rules.latency.get().meanMs) * MILLISECOND;
  const leave = (): void => {
    for (const client of clients.values()) client.close();
  };
  const limit = clock.schedule(RECOVERY_LIMIT_SECONDS * SECOND, leave);
  let sends = serverSends();
  let lastTraffic = start;
  let agreed: boolean | undefined;
  while (clock.now() < end) {
    await sleep(clock, POLL_MS * MILLISECOND);
    const now = clock.now();
    if (now >= end) break;
    if (serverSends() !== sends || cluster.network.serversUnderWay > 0) {
      sends = serverSends();
      lastTraffic = now;
    }
    const last = agreed === undefined && observe !== undefined && now >= end - LAST_LOOK_MS * MILLISECOND;
    if (now - lastTraffic < quietFor && !last) continue;
    if (observe === undefined) break;
    const shown = await allShow(cluster, clients, observe);
    agreed = shown !== undefined;
    if (shown !== undefined && settled(shown.value)) break;
    // Quiet, but different or incomplete: some node waits for a timer of its own.
    lastTraffic = clock.now();
  }
  limit.cancel();
  leave();
  const seconds = Math.round((clock.now() - start) / MILLISECOND) / 1000;
  return { seconds, ...(agreed !== undefined && { agreed }) };
}

/** The common state of all nodes; undefined if they differ. */
async function allShow(
  cluster: Cluster,
  clients: ReadonlyMap<string, Client>,
  observe: (client: Client, node: string) => Promise<unknown>,
): Promise<{ readonly value: unknown } | undefined> {
  const alive = [...cluster.states()].filter(([, state]) => state === 'running').map(([node]) => node);
  try {
    const shown = await Promise.all(alive.map((node) => observe(existing(clients.get(node)), node)));
    const [first, ...others] = shown.map(unordered);
    return others.every((other) => other === first) ? { value: shown[0] } : undefined;
  } catch {
    // A node that does not answer has not recovered; the final operations show the consequence.
    return undefined;
  }
}

/** A text that is the same for arrays of the same elements, whatever their order. */
function unordered(value: unknown): string {
  if (!Array.isArray(value)) return printExact(value);
  const elements = value.map((element) => printExact(element));
  return `[${elements.toSorted().join()}]`;
}

function sleep(clock: Clock, delay: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(delay, resolve);
  });
}
