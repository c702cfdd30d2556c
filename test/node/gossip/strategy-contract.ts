/**
 * What every strategy promises, however it spreads values: everything reaches every node once, whatever the network does for a
 * while, and then there is silence. `strategies.test.ts` holds all strategies to it.
 *
 * Restarts are not part of it: what a node with no memory gets back is up to each strategy.
 */

import test from 'ava';
import * as fc from 'fast-check';
import type { Parameters, StartStrategy } from '../../../node/gossip/strategy.js';
import { type Body, canonicalJson, Random, RpcError } from '../../../node/index.js';
import { complaintsAfterHealing } from './complaints.js';
import { FaultyNetwork } from './faulty-network.js';
import { schedules, type Step } from './schedule.js';

const NODES = 5;
/** Long enough for every repetition, announcement and acknowledgement after a few values in a whole network. */
const QUIET_MS = 60_000;

/** Values that a careless comparison takes for each other. */
const VALUES = [1, '1', null, 'null', [1], '[1]', { a: 1, b: [] }, { a: 1 }, '', 0, false];

const PARAMETERS: readonly Parameters[] = [
  { fanout: 1, gossipIntervalMs: 0 },
  { fanout: 2, gossipIntervalMs: 200 },
  { fanout: NODES, gossipIntervalMs: 1000 },
];

/** No messages of any strategy. */
const MALFORMED: readonly Body[] = [
  { type: 'gossip', values: 7 },
  { type: 'gossip', values: { a: 1 }, life: 'x', path: [], at: 0 },
];

/** A strategy of node n0 of two, which does nothing of itself, with what it sends and learns. */
function alone(start: StartStrategy, nodes: readonly string[] = ['n0', 'n1']) {
  const learned: unknown[] = [];
  const sent: Body[] = [];
  const strategy = start(
    {
      self: 'n0',
      nodes,
      random: new Random(1),
      now: () => 0,
      after: () => ({ cancel: () => {} }),
      send: (_, body) => sent.push(body),
      learned: (value) => learned.push(value),
    },
    { fanout: 1, gossipIntervalMs: 0 },
  );
  return { strategy, learned, sent };
}

/** Without the shortest intervals: random push sends each of them, for as long as links are cut. */
function unhurried({ fanout, gossipIntervalMs }: Parameters): Parameters {
  return { fanout, gossipIntervalMs: Math.max(50, gossipIntervalMs) };
}

/** Gives each node some values in the first three seconds. */
function publishAll(network: FaultyNetwork): void {
  for (const [i, value] of VALUES.entries()) network.at(270 * i, () => network.publish(i % NODES, value));
}

/** What each node knows, as sorted texts. */
function knowledge(network: FaultyNetwork): string[][] {
  return Array.from({ length: NODES }, (_, rank) => [...network.values(rank)].map(canonicalJson).toSorted());
}

export function keepsStrategyContract(name: string, start: StartStrategy): void {
  for (const parameters of PARAMETERS) {
    const { fanout, gossipIntervalMs } = parameters;
    test.serial(
      `${name}: every JSON value reaches every node once, then there is silence (fanout ${fanout}, ${gossipIntervalMs} ms)`,
      async (t) => {
        const network = new FaultyNetwork({ seed: 1, nodes: NODES, parameters }, start);
        publishAll(network);
        await network.runUntil(QUIET_MS);
        const all = VALUES.map(canonicalJson).toSorted();
        t.deepEqual(knowledge(network), Array(NODES).fill(all));
        const { sent } = network;
        await network.runUntil(3 * QUIET_MS);
        t.is(network.sent, sent);
        t.deepEqual(network.complaints, []);
      },
    );
  }

  test.serial(`${name}: what every message brings twice is learned once`, async (t) => {
    const network = new FaultyNetwork(
      { seed: 1, nodes: NODES, parameters: { fanout: 3, gossipIntervalMs: 50 } },
      start,
    );
    network.act({ do: 'duplication', probability: 1 });
    publishAll(network);
    await network.runUntil(QUIET_MS);
    t.deepEqual(knowledge(network), Array(NODES).fill(VALUES.map(canonicalJson).toSorted()));
    t.deepEqual(network.complaints, []);
  });

  test.serial(
    `${name}: after any faults but restarts every node knows everything, and falls silent`,
    async (t) => {
      const survivable = schedules.map((schedule) => ({
        ...schedule,
        parameters: unhurried(schedule.parameters),
        steps: schedule.steps.flatMap(({ afterMs, action }): Step[] => {
          if (action.do === 'restart') return [];
          if (action.do !== 'configure') return [{ afterMs, action }];
          return [{ afterMs, action: { ...action, parameters: unhurried(action.parameters) } }];
        }),
      }));
      const law = fc.asyncProperty(survivable, async (schedule) => {
        t.deepEqual(await complaintsAfterHealing(schedule, start), []);
      });
      await fc.assert(law, { seed: 1, numRuns: 40 });
    },
  );

  test.serial(`${name}: new parameters lose nothing that is under way`, async (t) => {
    const network = new FaultyNetwork(
      { seed: 1, nodes: NODES, parameters: { fanout: 1, gossipIntervalMs: 4000 } },
      start,
    );
    publishAll(network);
    for (const [rank, fanout] of [2, NODES, 1].entries())
      network.at(1000, () =>
        network.act({ do: 'configure', node: rank, parameters: { fanout, gossipIntervalMs: 10 } }),
      );
    await network.runUntil(QUIET_MS);
    t.deepEqual(knowledge(network), Array(NODES).fill(VALUES.map(canonicalJson).toSorted()));
  });

  test.serial(`${name}: messagesSent counts every message, and the details are JSON`, async (t) => {
    const network = new FaultyNetwork(
      { seed: 1, nodes: NODES, parameters: { fanout: 2, gossipIntervalMs: 100 } },
      start,
    );
    t.is(network.messagesSent(), 0);
    publishAll(network);
    network.act({ do: 'loss', probability: 0.3 });
    await network.runUntil(20_000);
    t.true(network.sent > 0);
    t.is(network.messagesSent(), network.sent);
    const details = network.details();
    t.deepEqual(JSON.parse(JSON.stringify(details)), details);
  });

  test.serial(`${name}: the same seed gives the same messages`, async (t) => {
    const play = async (): Promise<readonly string[]> => {
      const texts: string[] = [];
      const recorded: StartStrategy = (surroundings, parameters) =>
        start(
          {
            ...surroundings,
            send: (dest, body) => {
              texts.push(`${surroundings.now()} ${surroundings.self} ${dest} ${JSON.stringify(body)}`);
              surroundings.send(dest, body);
            },
          },
          parameters,
        );
      const network = new FaultyNetwork(
        { seed: 7, nodes: NODES, parameters: { fanout: 2, gossipIntervalMs: 100 } },
        recorded,
      );
      network.act({ do: 'loss', probability: 0.2 });
      network.act({ do: 'latency', meanMs: 50, jitterMs: 100 });
      publishAll(network);
      await network.runUntil(10_000);
      return texts;
    };
    const texts = await play();
    t.true(texts.length > NODES);
    t.deepEqual(await play(), texts);
  });

  test(`${name}: a node that is alone sends nothing`, (t) => {
    const { strategy, sent } = alone(start, ['n0']);
    strategy.publish('v');
    strategy.configure({ fanout: 3, gossipIntervalMs: 10 });
    strategy.publish('w');
    t.deepEqual(sent, []);
    t.is(strategy.messagesSent, 0);
  });

  test(`${name}: a malformed message is refused, and nothing of it is learned`, (t) => {
    const { strategy, learned } = alone(start);
    for (const body of MALFORMED) {
      const error = t.throws(() => strategy.receive('n1', body), { instanceOf: RpcError });
      t.is(error.code, 12);
    }
    t.deepEqual(learned, []);
  });
}
