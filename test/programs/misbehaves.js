/**
 * A node that does one thing wrong: its id says which, up to the last hyphen (`quotes-1` quotes `in_reply_to`). Whatever
 * is not wrong is right, for echo and broadcast.
 */

import { runIfMain, shape } from 'eddy/node';

const REQUEST = { msg_id: shape.any };

export default function misbehaves(node) {
  const known = new Set();
  let isStuck = false;
  const mode = () => node.id.replace(/-[^-]*$/, '');

  const reply = (src, msgId, body) => {
    const right = { ...body, in_reply_to: msgId };
    switch (mode()) {
      case 'quotes':
        return node.send(src, { ...right, in_reply_to: String(msgId) });
      case 'forgets':
        return node.send(src, body);
      case 'numbers':
        return node.send(src, { ...right, in_reply_to: msgId + 100 });
      case 'halves':
        return node.send(src, { ...right, in_reply_to: msgId + 0.5 });
      case 'nulls':
        return node.send(src, { ...right, in_reply_to: null });
      case 'extra':
        return node.send(src, { ...right, debug: true });
      case 'refuses':
        return node.send(src, { type: 'error', code: 10, text: 'no such method', in_reply_to: msgId });
      case 'error-text':
        return node.send(src, { type: 'error', code: '11', text: 'no', in_reply_to: msgId });
      case 'sleeps':
        return void node.after(6000, () => node.send(src, right));
      case 'mute':
        return undefined;
      default:
        return node.send(src, right);
    }
  };

  node.on('topology', REQUEST, ({ msg_id: id }, src) => {
    node.send(src, { type: 'topology_ok', ...(mode() !== 'topology' && { in_reply_to: id }) });
  });
  node.on('echo', { ...REQUEST, echo: shape.any }, ({ msg_id: id, echo }, src) => {
    if (mode() === 'dies')
      node.after(1, () => {
        throw new TypeError('on purpose');
      });
    reply(src, id, { type: 'echo_ok', echo });
  });
  node.on('broadcast', { ...REQUEST, message: shape.any }, ({ msg_id: id, message }, src) => {
    if (isStuck) return;
    if (mode() === 'waits') {
      // As if the handler stood still until the reply is read, which it never is.
      if (known.size === 2) isStuck = true;
      if (isStuck) return void node.rpc(node.peers[0], { type: 'tell', message }).catch(() => {});
    }
    if (mode() === 'storms') for (const peer of node.peers) node.send(peer, { type: 'gossip', message });
    known.add(message);
    if (mode() !== 'leaves-broadcast') reply(src, id, { type: 'broadcast_ok' });
  });
  node.on('read', REQUEST, ({ msg_id: id }, src) => {
    if (!isStuck) reply(src, id, { type: 'read_ok', messages: [...known] });
  });
  node.on('tell', { ...REQUEST, message: shape.any }, ({ msg_id: id, message }, src) => {
    if (isStuck) return;
    known.add(message);
    node.send(src, { type: 'tell_ok', in_reply_to: id });
  });
  node.on('gossip', { message: shape.any }, ({ message }, src) => {
    known.add(message);
    node.after(1, () => node.send(src, { type: 'gossip', message }));
  });
}

runIfMain(import.meta.url, misbehaves);
