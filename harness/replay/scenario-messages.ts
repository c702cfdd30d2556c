/**
 * A cluster that is sent explicit messages instead of a workload: each by a client of its own, at its time, with the
 * expected reply. Faults come at their times; at one instant a fault comes before a message.
 */

import { type Body, type Clock, Random, RpcError, SECOND } from '../../node/index.js';
import { type Cluster, describe, Journals, type Trouble } from '../../router/index.js';
import { failsStrictly } from '../diagnosis/index.js';
import { merge } from '../checkers/checker.js';
import { NetStatistics } from '../checkers/index.js';
import { buildCluster, clockFor, onClock } from '../cluster/build-cluster.js';
import { completeOptions, type TestInput, type TestOptions } from '../options/schema.js';
import { resolveProgram } from '../cluster/program.js';
import { judge } from '../options/thresholds.js';
import { differences } from './compare.js';
import type { ScenarioOutcome } from './scenario-outcome.js';
import type { ScenarioMessage } from './scenario-file.js';

/** The result of one message. */
interface Exchange {
  readonly valid: boolean;
  readonly at: number;
  readonly to: string;
  readonly body: unknown;
  readonly got: Body;
  /** The mismatches of the reply. */
  readonly problems: readonly string[];
}

const TROUBLES_KEPT = 5;

/** Rejects if the cluster does not start, or refuses its `configure`. */
export async function sendMessages(
  input: TestInput,
  messages: readonly ScenarioMessage[],
): Promise<ScenarioOutcome> {
  const options = completeOptions({ workload: 'broadcast', ...input });
  const { runtime, bin, args, workload, seed = 1 } = options;
  const clock = clockFor(runtime);
  const statistics = new NetStatistics();
  const troubles: Trouble[] = [];
  const cluster = buildCluster(options, {
    source: await resolveProgram({ runtime, bin, args, own: workload }),
    clock,
    random: new Random(seed).fork('network'),
    journal: new Journals([statistics]),
    listener: { trouble: (trouble) => troubles.push(trouble) },
  });
  const exchanges = await onClock(clock, () => exchange(cluster, clock, options, messages));
  const net = statistics.result(messages.length);
  const thresholds = options.expect.map((text) => judge(text, { net }));
  const fails = troubles.some((each) => failsStrictly(each, options.strict));
  const valid = merge([...exchanges, ...thresholds].map((each) => each.valid).concat(!fails));
  const diagnostics = troubles.slice(0, TROUBLES_KEPT).map(describe);
  const results = { valid, messages: exchanges, net, thresholds, diagnostics };
  return { results, crashed: [...cluster.deaths.keys()] };
}

async function exchange(
  cluster: Cluster,
  clock: Clock,
  { configure, faults }: TestOptions,
  messages: readonly ScenarioMessage[],
): Promise<Exchange[]> {
  try {
    await cluster.start();
    if (configure !== undefined) {
      await Promise.all(
        cluster.nodes.map((node) => cluster.client().rpc(node, { type: 'configure', ...configure })),
      );
    }
    const zero = clock.now();
    const at = <T>(seconds: number, action: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        clock.schedule(Math.round(zero + seconds * SECOND - clock.now()), () => {
          action().then(resolve, reject);
        });
      });
    const last = Math.max(...messages.map((message) => message.at));
    // Scheduled first, so that faults precede messages of the same instant.
    const changes = faults
      .filter((fault) => fault.at <= last)
      .map((fault) => at(fault.at, () => cluster.control(fault.do)));
    const exchanges = messages.map((message) => at(message.at, () => ask(cluster, message)));
    const [done] = await Promise.all([Promise.all(exchanges), Promise.all(changes)]);
    return done;
  } finally {
    await cluster.stop();
  }
}

async function ask(cluster: Cluster, { at, to, body, reply }: ScenarioMessage): Promise<Exchange> {
  const client = cluster.client();
  try {
    const got = await client.rpc(to, body).catch((error: unknown): Body => {
      if (!(error instanceof RpcError)) throw error;
      // A missing reply reads as the error that a client makes of it: code 0.
      return error.body ?? { type: 'error', code: error.code, text: error.message };
    });
    const problems = reply === undefined ? [] : compareReply(reply, got);
    return { valid: problems.length === 0, at, to, body, got, problems };
  } finally {
    client.close();
  }
}

/** The numbers of requests are not compared, unless the scenario gives them. */
function compareReply(reply: Readonly<Record<string, unknown>>, got: Body): string[] {
  const ignored = ['msg_id', 'in_reply_to'].filter((name) => !Object.hasOwn(reply, name));
  return differences(reply, got, new Set(ignored)).map(
    ({ path, expected, got: came }) => `${path}: expected ${expected}, got ${came}`,
  );
}
