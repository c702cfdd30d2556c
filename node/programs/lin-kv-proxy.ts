#!/usr/bin/env node
/**
 * Lin-kv by proxy: every request is passed on to the service of that name, which does the work. The smallest correct store,
 * and no store at all: it is as available as the service.
 */

import { type Node, runIfMain, shape } from '../index.js';

export default function linKvProxy(node: Node): void {
  const service = node.keyValue('lin-kv');
  const { any, boolean, optional } = shape;
  node.handle('read', { key: any }, async ({ key }) => ({ value: await service.read(key) }));
  node.handle('write', { key: any, value: any }, ({ key, value }) => service.write(key, value));
  const cas = { key: any, from: any, to: any, create_if_not_exists: optional(boolean) };
  node.handle('cas', cas, ({ key, from, to, create_if_not_exists }) =>
    service.compareAndSet(key, from, to, { create: create_if_not_exists === true }),
  );
}

runIfMain(import.meta.url, linKvProxy);
