/**
 * Broken counter: reads the sum from lin-kv, and writes back the new one. Finding: right as long as messages take no time;
 * with latency, adds that come between the two are overwritten.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function counterReadsThenWrites(node) {
  const store = node.keyValue('lin-kv');
  node.handle('add', { delta: shape.integer() }, async ({ delta }) => {
    const sum = await store.readOr('sum', 0);
    await store.write('sum', sum + delta);
  });
  node.handle('read', {}, async () => ({ value: await store.readOr('sum', 0) }));
}

runIfMain(import.meta.url, counterReadsThenWrites);
