/** A replicated store on simulated nodes, for scripts: ask, order faults, let time pass, look inside, count messages. */

import linKv from '../../../node/programs/lin-kv.js';
import type { Replica } from '../../../node/raft/replica.js';
import { type Body, isClientId, MILLISECOND, Random } from '../../../node/index.js';
import { Cluster, Journals, VirtualClock } from '../../../router/index.js';

export interface Staged {
  /** Resolves with the reply; rejects with the RpcError. */
  readonly ask: (node: string, body: Body, timeoutMs?: number) => Promise<Body>;
  readonly control: (line: string) => Promise<void>;
  readonly pass: (ms: number) => Promise<void>;
  readonly replica: (node: string) => Replica;
  /** Who leads, among those that are up; a cluster that is well has one. */
  readonly leaders: () => readonly string[];
  /** Messages between nodes since it was last asked, by type. */
  readonly messages: () => Readonly<Record<string, number>>;
  readonly nowMs: () => number;
}

export async function stage(
  options: { readonly nodes: number; readonly latencyMs?: number; readonly seed?: number },
  script: (staged: Staged) => Promise<void>,
): Promise<void> {
  const { nodes, latencyMs = 5, seed = 1 } = options;
  const clock = new VirtualClock();
  const replicas = new Map<string, Replica>();
  let counts: Record<string, number> = {};
  const counting = {
    send: (_time: number, { src, dest, body }: { src: string; dest: string; body: Body }) => {
      if (!isClientId(src) && !isClientId(dest))
        counts[String(body.type)] = (counts[String(body.type)] ?? 0) + 1;
    },
    receive: () => {},
    drop: () => {},
    fault: () => {},
  };
  const names = Array.from({ length: nodes }, (_, i) => `n${i + 1}`);
  const cluster = new Cluster(
    {
      clock,
      random: new Random(seed),
      journal: new Journals([counting]),
      listener: { trouble: () => {}, log: () => {} },
    },
    {
      nodes: names,
      source: {
        runtime: 'sim',
        program: (node) => linKv(node, (replica) => replicas.set(node.id, replica)),
      },
      latency: { meanMs: latencyMs, distribution: 'constant' },
      loss: 0,
      duplication: 0,
    },
  );
  await clock.drive(async () => {
    await cluster.start();
    await script({
      ask: (node, body, timeoutMs = 5000) => cluster.client().rpc(node, body, timeoutMs),
      control: (line) => cluster.control(line),
      pass: (ms) =>
        new Promise((resolve) => {
          clock.schedule(Math.round(ms * MILLISECOND), resolve);
        }),
      replica: (node) => replicas.get(node) as Replica,
      leaders: () =>
        names.filter((node) => cluster.states().get(node) !== 'dead' && replicas.get(node)?.raft.isLeader),
      messages: () => {
        const counted = counts;
        counts = {};
        return counted;
      },
      nowMs: () => clock.now() / MILLISECOND,
    });
    await cluster.stop();
  });
}
