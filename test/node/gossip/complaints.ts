/** What there is to complain about once a schedule has been played; best, nothing. */

import type { StartStrategy } from '../../../node/gossip/strategy.js';
import { FaultyNetwork } from './faulty-network.js';
import type { Schedule } from './schedule.js';

/** Every two nodes have had so long to exchange probes, values and acknowledgements since the last fault. */
const QUIET_MS = 180_000;
const MINUTE_MS = 60_000;

/**
 * After a complete healing and a long quiet time: every node knows what any node knows, nobody learned a value that it
 * knew, nothing was thrown, and for the last minute nobody has said a word.
 */
export async function complaintsAfterHealing(
  schedule: Schedule,
  start?: StartStrategy,
): Promise<readonly string[]> {
  const network = new FaultyNetwork(schedule, start);
  const endMs = play(schedule, network);
  network.at(endMs + 1, () => network.act({ do: 'heal' }));
  await network.runUntil(endMs + QUIET_MS - MINUTE_MS);
  const { sent } = network;
  await network.runUntil(endMs + QUIET_MS);
  const chatter = network.sent - sent;
  const noise = chatter === 0 ? [] : [`${chatter} messages in the last minute`, ...network.suspicions()];
  return [...network.complaints, ...network.missing(), ...noise];
}

/**
 * With all cuts left as they are, and two values more from each node, so that each has reason to look for the others:
 * who is joined by two-way links, if by way of others, knows the same.
 */
export async function complaintsUnderLastingCuts(schedule: Schedule): Promise<readonly string[]> {
  const network = new FaultyNetwork(schedule);
  const endMs = play(schedule, network);
  network.at(endMs + 1, () => network.calm());
  for (const waitMs of [2, MINUTE_MS]) {
    network.at(endMs + waitMs, () => {
      for (let node = 0; node < schedule.nodes; node++) network.act({ do: 'publish', node });
    });
  }
  await network.runUntil(endMs + QUIET_MS);
  return [...network.complaints, ...network.missing()];
}

/** Puts the steps on the network's clock, and gives the time of the last one. */
function play({ steps }: Schedule, network: FaultyNetwork): number {
  let atMs = 0;
  for (const { afterMs, action } of steps) {
    atMs += afterMs;
    network.at(atMs, () => network.act(action));
  }
  return atMs;
}
