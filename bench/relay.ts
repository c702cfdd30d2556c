/**
 * Relaying between child processes: how many messages a second go through Eddy with its journal on, next to a relay that
 * does nothing but copy lines (`bare-relay.ts`). Nodes pass tokens round a ring, 64 of them for each node.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NetStatistics, startCluster } from '../harness/index.js';
import { NdjsonFile } from '../harness/store/ndjson-file.js';
import { type Journal, Journals, NdjsonJournal } from '../router/index.js';
import { BareRelay } from './bare-relay.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import { childPids, cpuSeconds } from './processes.js';
import { digits, interleave, median, percent, ratios, spread, thousands } from './rounds.js';
import { withScratch } from './scratch.js';
import type { Table } from './table.js';

const TOKEN = fileURLToPath(new URL('../../bench/programs/token.mjs', import.meta.url));
const TOKENS = 64;
const SIZES = [5, 25];
const ROUNDS = 5;
const WARM_UP_MS = 1000;
const WINDOW_MS = 2500;

export interface Flow {
  readonly perSecond: number;
  /** Microseconds of CPU for each message: of the relay, and of relay and nodes together. */
  readonly relayMicros: number;
  readonly allMicros: number;
}

export const relay: Benchmark = {
  name: 'relay',
  about: 'Messages per second between child processes, journal on, next to a bare relay. Aim: 80 % of it.',

  async run(): Promise<Table> {
    const cases = SIZES.flatMap((nodes) => [
      { name: `${nodes} nodes, bare relay`, nodes, measure: throughBareRelay },
      { name: `${nodes} nodes, Eddy`, nodes, measure: throughEddy },
      { name: `${nodes} nodes, Eddy without journal`, nodes, measure: throughEddyWithoutJournal },
    ]);
    const samples = await interleave(cases, ROUNDS, ({ nodes, measure }) =>
      inFreshProcess(import.meta.url, measure, [nodes]),
    );
    const bare = cases.filter(({ measure }) => measure === throughBareRelay);
    const rows = [...samples].map(([{ name, nodes }, flows]) => {
      const speeds = flows.map(({ perSecond }) => perSecond);
      const baseline = bare.find((each) => each.nodes === nodes);
      const baseSpeeds = baseline === undefined ? [] : (samples.get(baseline) ?? []);
      return [
        name,
        spread(speeds, thousands),
        spread(
          ratios(
            speeds,
            baseSpeeds.map(({ perSecond }) => perSecond),
          ),
          percent,
        ),
        digits(2)(median(flows.map(({ relayMicros }) => relayMicros))),
        digits(2)(median(flows.map(({ allMicros }) => allMicros))),
      ];
    });
    return {
      columns: ['relay', 'messages/s', 'of the bare relay', 'its CPU us/message', 'with nodes'],
      rows,
      notes: [
        `${TOKENS} messages in flight for each node, ${WINDOW_MS / 1000} s after a warm-up, ${ROUNDS} rounds.`,
      ],
    };
  },
};

export async function throughBareRelay(count: number): Promise<Flow> {
  const nodes = Array.from({ length: count }, (_, i) => `n${i}`);
  const bare = new BareRelay(nodes, TOKEN);
  try {
    await bare.ask((node) => ({ type: 'init', msg_id: 1, node_id: node, node_ids: nodes }));
    await bare.ask(() => ({ type: 'start', msg_id: 2, tokens: TOKENS }));
    return await flow(() => bare.relayed);
  } finally {
    await bare.stop();
  }
}

export function throughEddy(nodes: number): Promise<Flow> {
  return withScratch(async (folder) => {
    const file = new NdjsonFile(path.join(folder, 'journal.ndjson'));
    try {
      return await throughCluster(nodes, [new NdjsonJournal((line) => file.write(line))]);
    } finally {
      file.close();
    }
  });
}

export function throughEddyWithoutJournal(nodes: number): Promise<Flow> {
  return throughCluster(nodes, []);
}

async function throughCluster(nodes: number, journals: readonly Journal[]): Promise<Flow> {
  const statistics = new NetStatistics();
  const journal = new Journals([statistics, ...journals]);
  const cluster = await startCluster(
    { bin: TOKEN, 'node-count': nodes },
    { journal, listener: { log: (node, line) => process.stderr.write(`${node} | ${line}\n`) } },
  );
  try {
    const start = { type: 'start', tokens: TOKENS };
    await Promise.all(cluster.nodes.map((node) => cluster.client().rpc(node, start)));
    return await flow(() => statistics.serverSends);
  } finally {
    await cluster.stop();
  }
}

/** Watches what is going on for a while: `passed` says how many messages went through so far. */
async function flow(passed: () => number): Promise<Flow> {
  await sleep(WARM_UP_MS);
  const children = childPids();
  const look = (): { time: bigint; passed: number; relay: number; nodes: number } => {
    const { user, system } = process.cpuUsage();
    const nodes = children.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
    return { time: process.hrtime.bigint(), passed: passed(), relay: user + system, nodes: nodes * 1e6 };
  };
  const before = look();
  await sleep(WINDOW_MS);
  const after = look();
  const messages = after.passed - before.passed;
  const relayMicros = (after.relay - before.relay) / messages;
  return {
    perSecond: messages / (Number(after.time - before.time) / 1e9),
    relayMicros,
    allMicros: relayMicros + (after.nodes - before.nodes) / messages,
  };
}
