#!/usr/bin/env node
/**
 * Lin-kv by proxy: every request is forwarded to the service of that name. The smallest correct store; it stores
 * nothing itself and is as available as the service.
 */

import { type Node, runIfMain, shape, Turns } from '../index.js';

export default function linKvProxy(node: Node): void {
  const service = node.keyValue('lin-kv');
  const turns = new Turns();
  const { any, boolean, optional } = shape;
  node.handle('read', { key: any }, ({ key }, src) =>
    turns.take(src, async () => ({ value: await service.read(key) })),
  );
  node.handle('write', { key: any, value: any }, ({ key, value }, src) =>
    turns.take(src, () => service.write(key, value)),
  );
  const cas = { key: any, from: any, to: any, create_if_not_exists: optional(boolean) };
  node.handle('cas', cas, ({ key, from, to, create_if_not_exists }, src) =>
    turns.take(src, () => service.compareAndSet(key, from, to, { create: create_if_not_exists === true })),
  );
}

runIfMain(import.meta.url, linKvProxy);
