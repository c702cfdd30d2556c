/**
 * What the broken lin-kv nodes have in common: the first node keeps all registers, the others ask it. Sound as long as
 * nothing gets lost and `read`, `write` and `cas` are.
 *
 * `read(registers, key)` gives the value; `write(registers, key, value)` and `cas(registers, key, from, to)` change it.
 * A read that is `local` is answered by whoever is asked, from the copy that the first node sent it last.
 */

import { ERRORS, RpcError, shape } from '../../dist/node/index.js';

export function read(registers, key) {
  if (!registers.has(key)) throw new RpcError(ERRORS.keyDoesNotExist, `there is no ${key}`);
  return registers.get(key);
}

export function write(registers, key, value) {
  registers.set(key, value);
}

export function cas(registers, key, from, to) {
  const held = read(registers, key);
  if (held !== from) throw new RpcError(ERRORS.preconditionFailed, `expected ${from}, had ${held}`);
  registers.set(key, to);
}

export function linKvLeader(node, { local = false, ...broken }) {
  const does = { read, write, cas, ...broken };
  const registers = new Map();
  const onLeader = (type, fields, act) =>
    node.handle(type, fields, async (request) => {
      const isLeader = node.id === node.nodeIds[0];
      if (isLeader || (local && type === 'read')) {
        const reply = act(request);
        if (isLeader) for (const peer of node.peers) node.send(peer, { type: 'copy', registers: [...registers] });
        return reply;
      }
      const { msg_id: _, ...forwarded } = request;
      const { msg_id: __, in_reply_to: ___, type: ____, ...reply } = await node.rpc(node.nodeIds[0], forwarded);
      return reply;
    });
  node.on('copy', { registers: shape.any }, (copy) => {
    for (const [key, value] of copy.registers) registers.set(key, value);
  });
  const { any } = shape;
  onLeader('read', { key: any }, ({ key }) => ({ value: does.read(registers, key) }));
  onLeader('write', { key: any, value: any }, ({ key, value }) => does.write(registers, key, value));
  onLeader('cas', { key: any, from: any, to: any }, ({ key, from, to }) => does.cas(registers, key, from, to));
}
