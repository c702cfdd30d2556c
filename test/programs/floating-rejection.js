#!/usr/bin/env node
/** A node that rejects a promise which nobody waits for, at its third echo: a process would die of it. */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function floatingRejection(node) {
  let echoes = 0;
  node.handle('echo', { echo: shape.any }, ({ echo }) => {
    if (++echoes === 3) void Promise.reject(new Error('nobody catches this'));
    return { echo };
  });
}

runIfMain(import.meta.url, floatingRejection);
