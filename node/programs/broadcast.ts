#!/usr/bin/env node
/**
 * Broadcast: what one node is told, every node shows in the end. Gossip is tuned with `configure` and reports its
 * efficiency with `gossip_stats`.
 *
 * This file speaks with clients and keeps the values in order of first arrival; how they spread is the strategy's affair.
 */

import { DelegateGossip } from '../gossip/delegate.js';
import type { Strategy } from '../gossip/strategy.js';
import { surroundingsOf } from '../gossip/surroundings.js';
import { canonicalJson, type Node, runIfMain, shape } from '../index.js';

/** A star, and news held back for a quarter of a second at most: see docs/broadcast.md. */
const DEFAULTS = { fanout: 1, gossipIntervalMs: 250 };

export default function broadcast(node: Node): void {
  const values: unknown[] = [];
  const known = new ValueSet();
  let parameters = DEFAULTS;
  let broadcastsReceived = 0;
  let gossip: Strategy | undefined;

  /** False where the value is known already. */
  const remember = (value: unknown): boolean => {
    if (!known.add(value)) return false;
    values.push(value);
    return true;
  };

  node.onInit(() => {
    gossip = new DelegateGossip(surroundingsOf(node, remember), parameters);
  });

  // The neighbours that a harness suggests are a suggestion: the tree is built over all nodes.
  node.handle('topology', { topology: shape.any }, () => {});

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
  node.handle('configure', settings, ({ fanout, gossip_interval_ms }) => {
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

  /** False where the value was in it already. */
  add(value: unknown): boolean {
    const compound = typeof value === 'object' && value !== null;
    const [set, key] = compound ? [this.#texts, canonicalJson(value)] : [this.#plain, value];
    if ((set as Set<unknown>).has(key)) return false;
    (set as Set<unknown>).add(key);
    return true;
  }
}

runIfMain(import.meta.url, broadcast);
