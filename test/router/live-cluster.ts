/** A live cluster for tests: its nodes run a program of `test/programs/`, and everything about them is kept. */

import type { ExecutionContext } from 'ava';
import { type Body, type Clock, Random, SystemClock } from '../../node/index.js';
import { type Client, Cluster, type Exit, type NodeSource, type Trouble } from '../../router/index.js';
import { programFile } from './programs.js';
import { RecordingJournal } from './recording-journal.js';

type LiveRuntime = 'process' | 'worker';

export interface LiveOptions {
  readonly runtime?: LiveRuntime;
  /** A file of `test/programs/`: the puppet by default. */
  readonly program?: string;
  readonly args?: readonly string[];
  readonly nodes?: readonly string[];
  readonly latencyMs?: number;
  readonly initTimeoutMs?: number;
  readonly seed?: number;
  /** The system's by default. On a virtual one latency passes when the test says, while the nodes run as ever. */
  readonly clock?: Clock;
}

export interface LiveCluster {
  readonly cluster: Cluster;
  readonly journal: RecordingJournal;
  readonly troubles: readonly Trouble[];
  /** Lines of logs as `n1: text`. */
  readonly log: readonly string[];
  readonly deaths: ReadonlyMap<string, Exit>;
  readonly client: Client;
  /** Asks a node and waits as long as it takes. */
  readonly ask: (node: string, body: Body) => Promise<Body>;
}

function interpreterOf(file: string): string {
  if (file.endsWith('.js')) return process.execPath;
  return file.endsWith('.py') ? 'python3' : '/bin/sh';
}

/** A cluster that has not been started. It is stopped at the end of the test. */
export function liveCluster(t: ExecutionContext, options: LiveOptions = {}): LiveCluster {
  const { runtime = 'process', program = 'puppet.js', args = [], nodes = ['n1', 'n2'] } = options;
  const { latencyMs = 0, initTimeoutMs = 20_000, seed = 1, clock = new SystemClock() } = options;
  const file = programFile(program);
  const source: NodeSource =
    runtime === 'worker'
      ? { runtime, script: { file, args } }
      : {
          runtime,
          command: { command: interpreterOf(file), args: [file, ...args] },
        };
  const journal = new RecordingJournal();
  const troubles: Trouble[] = [];
  const log: string[] = [];
  const cluster = new Cluster(
    {
      clock,
      random: new Random(seed),
      journal,
      listener: {
        trouble: (trouble) => troubles.push(trouble),
        log: (node, line) => log.push(`${node}: ${line}`),
      },
    },
    {
      nodes,
      source,
      latency: { meanMs: latencyMs, distribution: 'constant' },
      loss: 0,
      duplication: 0,
      initTimeoutMs,
    },
  );
  t.teardown(() => cluster.stop());
  const client = cluster.client();
  const ask = (node: string, body: Body): Promise<Body> => client.rpc(node, body, 30_000);
  return { cluster, journal, troubles, log, deaths: cluster.deaths, client, ask };
}

/** A cluster whose nodes have answered `init`. */
export async function startedCluster(t: ExecutionContext, options: LiveOptions = {}): Promise<LiveCluster> {
  const live = liveCluster(t, options);
  await live.cluster.start();
  return live;
}

/** The request that makes a puppet print this text, or these bytes. */
export function printing(output: string | Buffer): Body {
  return { type: 'print', hex: Buffer.from(output as string).toString('hex') };
}
