/** What one more node costs in memory, in each of the three runtimes: 25 echo nodes that have just answered a request. */

import { setTimeout as sleep } from 'node:timers/promises';
import { startCluster } from '../harness/index.js';
import { type Runtime, RUNTIMES } from '../router/index.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import { childPids, proportionalMb, residentMb } from './processes.js';
import { digits, interleave, spread } from './rounds.js';
import type { Table } from './table.js';

const ROUNDS = 5;
const NODES = 25;
const SETTLE_MS = 500;

/** Megabytes for each node. */
interface Footprint {
  /** What the nodes' own processes hold. */
  readonly processes: number;
  /** By how much Eddy's process grew. */
  readonly resident: number;
  /** By how much the heap of Eddy's main thread grew. */
  readonly heap: number;
}

export const memory: Benchmark = {
  name: 'memory',
  about: 'Memory of one echo node among 25, in each runtime.',

  async run(): Promise<Table> {
    const cases = RUNTIMES.map((runtime) => ({ name: runtime, runtime }));
    const samples = await interleave(cases, ROUNDS, ({ runtime }) =>
      inFreshProcess(import.meta.url, footprint, [runtime], ['--expose-gc']),
    );
    const rows = [...samples].map(([{ name }, footprints]) => [
      name,
      ...(['processes', 'resident', 'heap'] as const).map((kind) =>
        spread(
          footprints.map((each) => each[kind]),
          digits(3),
        ),
      ),
    ]);
    return {
      columns: ['runtime', "its process's PSS, MB", "growth of Eddy's RSS, MB", "growth of Eddy's heap, MB"],
      rows,
      notes: [`${NODES} nodes, figures for each of them, ${ROUNDS} rounds.`],
    };
  },
};

export async function footprint(runtime: Runtime): Promise<Footprint> {
  // What is loaded and allocated once for all is not a node's: let it happen before.
  await (await startNodes(runtime, 1)).stop();
  const before = await look();
  const cluster = await startNodes(runtime, NODES);
  try {
    const after = await look();
    const processes = childPids().reduce((sum, pid) => sum + proportionalMb(pid), 0);
    return {
      processes: processes / NODES,
      resident: (after.resident - before.resident) / NODES,
      heap: (after.heap - before.heap) / NODES,
    };
  } finally {
    await cluster.stop();
  }
}

async function startNodes(runtime: Runtime, count: number): ReturnType<typeof startCluster> {
  const cluster = await startCluster({ runtime, program: 'echo', 'node-count': count });
  for (const node of cluster.nodes) {
    const client = cluster.client();
    await client.rpc(node, { type: 'echo', echo: 'Please echo 1' });
    client.close();
  }
  return cluster;
}

async function look(): Promise<{ readonly resident: number; readonly heap: number }> {
  await sleep(SETTLE_MS);
  gc();
  return { resident: residentMb(), heap: process.memoryUsage().heapUsed / 2 ** 20 };
}

function gc(): void {
  if (globalThis.gc === undefined) throw new Error('memory is measured with node --expose-gc');
  globalThis.gc();
}
