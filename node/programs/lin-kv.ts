#!/usr/bin/env node
/**
 * Lin-kv: a linearizable key-value store that stays available while a majority of its nodes can talk to each other.
 * It is Raft, written to be learnt from; begin with `../raft/raft.ts`.
 *
 * This file answers clients and passes the messages of replicas to the replica.
 */

import {
  type Fields,
  type Node,
  type Reply,
  RpcError,
  runIfMain,
  type Shaped,
  shape,
  Turns,
} from '../index.js';
import * as message from '../raft/message.js';
import { Replica } from '../raft/replica.js';
import type { Operation, CommandOutcome } from '../raft/store.js';

/** `observe` receives the replica when it starts, for tests that inspect it. */
export default function linKv(node: Node, observe: (replica: Replica) => void = () => {}): void {
  let replica: Replica | undefined;

  node.onInit(() => {
    const surroundings = {
      self: node.id,
      nodes: node.nodeIds,
      random: node.random.fork('raft'),
      storage: node.storage,
      now: () => node.now(),
      after: (delayMs: number, callback: () => void) => node.after(delayMs, callback),
      send: (dest: string, body: object) => node.send(dest, { ...body }),
    };
    replica = new Replica(surroundings);
    observe(replica);
    replica.start();
  });

  const turns = new Turns();
  const reply = (outcome: CommandOutcome): Reply => {
    if (outcome.code !== undefined) throw new RpcError(outcome.code, outcome.text);
    return outcome;
  };
  const answer = (src: string, operation: Operation): Reply | Promise<Reply> => {
    const sinceMs = node.now();
    return turns.take(src, () => {
      const outcome = replica?.submit(operation, sinceMs) ?? {};
      return outcome instanceof Promise ? outcome.then(reply) : reply(outcome);
    });
  };
  const { any, boolean, optional } = shape;
  node.handle('read', { key: any }, ({ key }, src) => answer(src, ['read', key]));
  node.handle('write', { key: any, value: any }, ({ key, value }, src) => answer(src, ['write', key, value]));
  const cas = { key: any, from: any, to: any, create_if_not_exists: optional(boolean) };
  node.handle('cas', cas, ({ key, from, to, create_if_not_exists }, src) =>
    answer(src, create_if_not_exists === true ? ['cas', key, from, to, true] : ['cas', key, from, to]),
  );

  /** Ignores messages that do not come from another replica. */
  const fromPeer = <F extends Fields>(
    type: string,
    fields: F,
    take: (replica: Replica, body: Shaped<F>, src: string) => void,
  ): void =>
    node.on(type, fields, (body, src) => {
      if (replica !== undefined && node.peers.includes(src)) take(replica, body, src);
    });
  fromPeer('vote', message.VOTE, ({ raft }, body, src) => raft.vote(src, body));
  fromPeer('voted', message.VOTED, ({ raft }, body, src) => raft.voted(src, body));
  fromPeer('append', message.APPEND, ({ raft }, body, src) => raft.append(src, body));
  fromPeer('appended', message.APPENDED, ({ raft }, body, src) => raft.appended(src, body));
  fromPeer('snapshot', message.SNAPSHOT, ({ raft }, body, src) => raft.snapshot(src, body));
  fromPeer('hello', message.HELLO, ({ raft }, _body, src) => raft.hello(src));
  fromPeer('here', message.HERE, ({ raft }, body, src) => raft.here(src, body));
  fromPeer('forward', message.FORWARD, ({ requests }, body, src) => requests.forward(src, body));
  fromPeer('outcomes', message.OUTCOMES, ({ requests }, body) => requests.outcomes(body));
}

runIfMain(import.meta.url, linKv);
