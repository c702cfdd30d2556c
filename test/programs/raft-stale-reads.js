/**
 * Broken Raft: every node answers reads from its own copy. Finding: what one node has acknowledged another does not show, even
 * without faults.
 */

import { RpcError, runIfMain, shape } from '../../dist/node/index.js';
import linKv from '../../dist/node/programs/lin-kv.js';
import { disguise } from './raft-disguise.js';

export default function staleReads(node, observe) {
  let replica;
  const handle = (type, fields, answer) => {
    if (type !== 'read') return node.handle(type, fields, answer);
    node.handle('read', { key: shape.any }, ({ key }) => {
      const { value, code, text } = replica.store.read(key);
      if (code !== undefined) throw new RpcError(code, text);
      return { value };
    });
  };
  linKv(disguise(node, { handle }), (started) => {
    replica = started;
    observe?.(started);
  });
}

runIfMain(import.meta.url, staleReads);
