/**
 * The part of a broadcast program that answers clients, whichever strategy spreads the values: it keeps them in order
 * of first arrival, tunes the strategy with `configure`, and reports its efficiency with `gossip_stats`.
 */

import type { Node } from '../node.js';
import { canonicalJson } from '../protocol/canonical-json.js';
import * as shape from '../shape.js';
import type { Parameters, StartStrategy, Strategy } from './strategy.js';
import { surroundingsOf } from './surroundings.js';

/**
 * Makes a node a broadcast program. `start` makes its strategy when the node has its id; `defaults` count until
 * `configure`.
 */
export function broadcastNode(node: Node, defaults: Parameters, start: StartStrategy): void {
  const values: unknown[] = [];
  const known = new ValueSet();
  let parameters = defaults;
  let broadcastsReceived = 0;
  let gossip: Strategy | undefined;

  /** False if the value is known already. */
  const remember = (value: unknown): boolean => {
    if (!known.add(value)) return false;
    values.push(value);
    return true;
  };

  node.onInit(() => {
    gossip = start(surroundingsOf(node, remember), parameters);
  });

  node.handle('topology', { topology: shape.any }, ({ topology }) => {
    const neighbours = (topology as Readonly<Record<string, unknown>> | null)?.[node.id];
    if (Array.isArray(neighbours)) gossip?.suggest?.(neighbours.map(String));
  });

  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    broadcastsReceived++;
    if (remember(message)) gossip?.publish(message);
  });

  node.handle('read', {}, () => ({ messages: values }));

  node.on('gossip', {}, (body, src) => gossip?.receive(src, body));

  const settings = {
    fanout: shape.optional(shape.integer({ min: 1 })),
    gossip_interval_ms: shape.optional(shape.number({ min: 0 })),
  };
  node.handle('configure', settings, (body) => {
    shape.refuseOthers(body, settings);
    const { fanout, gossip_interval_ms } = body;
    parameters = {
      fanout: fanout ?? parameters.fanout,
      gossipIntervalMs: gossip_interval_ms ?? parameters.gossipIntervalMs,
    };
    gossip?.configure(parameters);
  });

  node.handle('gossip_stats', { detail: shape.optional(shape.boolean) }, ({ detail }) => {
    const sent = gossip?.messagesSent ?? 0;
    return {
      broadcasts_received: broadcastsReceived,
      gossip_messages_sent: sent,
      messages_per_op: broadcastsReceived === 0 ? 0 : sent / broadcastsReceived,
      unique_messages: values.length,
      ...(detail === true && { detail: { ...parameters, ...gossip?.detail() } }),
    };
  });
}

/** A set of JSON values: arrays and objects are the same when their texts with sorted keys are. */
class ValueSet {
  readonly #plain = new Set<unknown>();
  readonly #texts = new Set<string>();

  /** False if the value was in it already. */
  add(value: unknown): boolean {
    const compound = typeof value === 'object' && value !== null;
    const [set, key] = compound ? [this.#texts, canonicalJson(value)] : [this.#plain, value];
    if ((set as Set<unknown>).has(key)) return false;
    (set as Set<unknown>).add(key);
    return true;
  }
}
