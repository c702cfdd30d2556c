/**
 * Broken broadcast: answers `read` with a reply of type `read`. Finding: no read succeeds, each is told as malformed, and
 * the run is invalid.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function wrongReplyType(node) {
  const values = [];
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    values.push(message);
  });
  node.on('read', {}, ({ msg_id }, src) => {
    node.send(src, { type: 'read', in_reply_to: msg_id, messages: values });
  });
}

runIfMain(import.meta.url, wrongReplyType);
