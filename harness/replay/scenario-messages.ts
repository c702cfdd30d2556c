/**
 * A cluster that is sent explicit messages instead of a workload: each by a client of its own, at its time, with the reply
 * that is expected. Faults come at their times; at one instant a fault comes before a message.
 */

import { type Body, type Clock, Random, RpcError, SECOND, SystemClock } from '../../node/index.js';
import {
  Cluster,
  describe,
  isBadLine,
  isSimulated,
  Journals,
  type Trouble,
  VirtualClock,
} from '../../router/index.js';
import { merge } from '../checkers/checker.js';
import { NetStatistics } from '../checkers/index.js';
import { completeOptions, type TestInput, type TestOptions } from '../options/schema.js';
import { resolveProgram } from '../run/program.js';
import { judge } from '../options/thresholds.js';
import { differences } from './compare.js';
import type { Outcome } from './run-scenario.js';
import type { ScenarioMessage } from './scenario-file.js';

/** What came of one message. */
interface Exchange {
  readonly valid: boolean;
  readonly at: number;
  readonly to: string;
  readonly body: unknown;
  readonly got: Body;
  /** Where the reply is not as expected. */
  readonly problems: readonly string[];
}

const TROUBLES_KEPT = 5;

/** Rejects where the cluster does not come up, or refuses its `configure`. */
export async function sendMessages(input: TestInput, messages: readonly ScenarioMessage[]): Promise<Outcome> {
  const options = completeOptions({ workload: 'broadcast', ...input });
  const {
    runtime,
    bin,
    args,
    workload,
    nodes,
    latency: meanMs,
    'latency-dist': distribution,
    loss,
    duplication,
  } = options;
  const source = await resolveProgram({ runtime, bin, args, own: workload });
  const clock = isSimulated(runtime) ? new VirtualClock() : new SystemClock();
  const statistics = new NetStatistics();
  const troubles: Trouble[] = [];
  const cluster = new Cluster(
    {
      clock,
      random: new Random(options.seed ?? 1).fork('network'),
      journal: new Journals([statistics]),
      listener: { trouble: (trouble) => troubles.push(trouble), log: () => {} },
    },
    {
      nodes,
      source,
      latency: { meanMs, distribution },
      loss,
      duplication,
      initTimeoutMs: options['init-timeout'] * 1000,
      stallLimitMs: options['stall-limit'] * 1000,
    },
  );
  const play = (): Promise<Exchange[]> => exchange(cluster, clock, options, messages);
  const exchanges = await (clock instanceof VirtualClock ? clock.drive(play) : play());
  const net = statistics.result(messages.length);
  const thresholds = options.expect.map((text) => judge(text, { net }));
  const badLines = options.strict && troubles.some(isBadLine);
  const valid = merge([...exchanges, ...thresholds].map((each) => each.valid).concat(!badLines));
  const diagnostics = troubles.slice(0, TROUBLES_KEPT).map(describe);
  return {
    results: { valid, messages: exchanges, net, thresholds, diagnostics },
    crashed: [...cluster.deaths.keys()],
  };
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
    // Scheduled first, and so first among what falls on one instant.
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
      // A reply that never came reads as the error that a client makes of it: code 0.
      return error.body ?? { type: 'error', code: error.code, text: error.message };
    });
    const problems = reply === undefined ? [] : compareReply(reply, got);
    return { valid: problems.length === 0, at, to, body, got, problems };
  } finally {
    client.close();
  }
}

/** The numbers that client and node give a request are nobody's concern, unless the scenario gives them. */
function compareReply(reply: Readonly<Record<string, unknown>>, got: Body): string[] {
  const ignored = ['msg_id', 'in_reply_to'].filter((name) => !Object.hasOwn(reply, name));
  return differences(reply, got, new Set(ignored)).map(
    ({ path, expected, got: came }) => `${path}: expected ${expected}, got ${came}`,
  );
}
