/**
 * Broken broadcast: gathers values for its peers, and takes what it has gathered for out of date when its timer comes late.
 * Finding: right under faults of the network; when it stands still for a while, values are lost.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

const TICK_MS = 200;
const LATE_MS = 300;

export default function dropsWhenLate(node) {
  const values = new Set();
  let gathered = [];
  let last = 0;

  const tell = async (peer, news) => {
    for (;;) {
      try {
        await node.rpc(peer, { type: 'tell', news }, { timeoutMs: TICK_MS });
        return;
      } catch {
        // Once more.
      }
    }
  };

  node.onInit(() => {
    last = node.now();
    node.every(TICK_MS, () => {
      const news = node.now() - last > LATE_MS ? [] : gathered;
      last = node.now();
      gathered = [];
      if (news.length > 0) for (const peer of node.peers) void tell(peer, news);
    });
  });
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    values.add(message);
    gathered.push(message);
  });
  node.handle('tell', { news: shape.any }, ({ news }) => {
    for (const value of news) values.add(value);
  });
  node.handle('read', {}, () => ({ messages: [...values] }));
}

runIfMain(import.meta.url, dropsWhenLate);
