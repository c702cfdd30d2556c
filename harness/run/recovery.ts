/**
 * The wait between the end of all faults and the final operations: until the cluster is quiet and all nodes show the same,
 * which must be all that was acknowledged, and 10 s at most (Maelstrom always waits those 10 s). A correct node may hold
 * back a value for a timer of its own, so a quiet cluster alone has not recovered.
 */

import { type Clock, MILLISECOND, printExact, SECOND } from '../../node/index.js';
import type { Client, Cluster } from '../../router/index.js';

export interface Recovery {
  /** How long it took, or the limit. */
  readonly seconds: number;
  /** Whether all nodes showed the same in the end; absent where the workload has nothing to show. */
  readonly agreed?: boolean;
}

/** How to see whether a cluster has recovered. */
export interface Look {
  /** What a node shows; without it, a quiet cluster has recovered. */
  readonly observe?: ((client: Client, node: string) => Promise<unknown>) | undefined;
  /** Whether what all nodes show can be the last word; it always can by default. */
  readonly settled?: (shown: unknown) => boolean;
}

export const RECOVERY_LIMIT_SECONDS = 10;
const POLL_MS = 50;
/** Without traffic for so long beyond a round trip the cluster counts as quiet. */
const QUIET_MS = 200;
/** In a cluster that is never quiet the nodes are looked at so long before the limit. */
const LAST_LOOK_MS = 1000;

/** `clients` are used up: an answer that is not there at the limit is not waited for. */
export async function recover(
  {
    clock,
    cluster,
    clients,
  }: { readonly clock: Clock; readonly cluster: Cluster; readonly clients: ReadonlyMap<string, Client> },
  { observe, settled = () => true }: Look,
  serverSends: () => number,
  signal: AbortSignal,
): Promise<Recovery> {
  const start = clock.now();
  const end = start + RECOVERY_LIMIT_SECONDS * SECOND;
  const quietFor = (QUIET_MS + 2 * cluster.network.latency.meanMs) * MILLISECOND;
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
    if (now >= end || signal.aborted) break;
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
    // Quiet, but apart or wrong: somebody waits for a timeout of its own.
    lastTraffic = clock.now();
  }
  limit.cancel();
  leave();
  const seconds = Math.round((clock.now() - start) / MILLISECOND) / 1000;
  return { seconds, ...(agreed !== undefined && { agreed }) };
}

/** What all nodes show; undefined where they do not show the same. */
async function allShow(
  cluster: Cluster,
  clients: ReadonlyMap<string, Client>,
  observe: (client: Client, node: string) => Promise<unknown>,
): Promise<{ readonly value: unknown } | undefined> {
  const alive = [...cluster.states()].filter(([, state]) => state === 'running').map(([node]) => node);
  try {
    const shown = await Promise.all(alive.map((node) => observe(clients.get(node) as Client, node)));
    const [first, ...others] = shown.map(unordered);
    return others.every((other) => other === first) ? { value: shown[0] } : undefined;
  } catch {
    // A node that does not answer has not recovered; the final operations will say what that means.
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
