/**
 * What the broken kafka nodes have in common: the first node keeps all logs, the others ask it. Sound as long as nothing
 * gets lost and `append` and `read` are.
 *
 * `append(log, message)` gives the offset, `read(log, from)` a list of [offset, message]; a log is a list of such pairs.
 */

import { shape } from '../../dist/node/index.js';

export function append(log, message) {
  const offset = log.length === 0 ? 0 : log.at(-1)[0] + 1;
  log.push([offset, message]);
  return offset;
}

export function read(log, from) {
  return log.filter(([offset]) => offset >= from);
}

export function kafkaLeader(node, broken) {
  const does = { append, read, ...broken };
  const logs = new Map();
  const logOf = (key) => {
    if (!logs.has(key)) logs.set(key, []);
    return logs.get(key);
  };
  const onLeader = (type, fields, act) =>
    node.handle(type, fields, async (request) => {
      if (node.id === node.nodeIds[0]) return act(request);
      const { msg_id: _, ...forwarded } = request;
      const { msg_id: __, in_reply_to: ___, type: ____, ...reply } = await node.rpc(node.nodeIds[0], forwarded);
      return reply;
    });
  onLeader('send', { key: shape.string, msg: shape.any }, ({ key, msg }) => ({
    offset: does.append(logOf(key), msg),
  }));
  onLeader('poll', { offsets: shape.any }, ({ offsets }) => {
    const msgs = Object.entries(offsets).map(([key, from]) => [key, does.read(logOf(key), from)]);
    return { msgs: Object.fromEntries(msgs) };
  });
  node.handle('commit_offsets', {}, () => {});
  node.handle('list_committed_offsets', {}, () => ({ offsets: {} }));
}
