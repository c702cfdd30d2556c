#!/usr/bin/env node
/**
 * The `eddy` command. `eddy node <program>` takes a separate path: one machine runs many such processes, and each
 * must start fast.
 */

import process from 'node:process';

const [, , command, ...rest] = process.argv;
if (command === 'node') {
  const { runNode } = await import('./node.js');
  await runNode(rest);
} else {
  const { main } = await import('./main.js');
  await main(process.argv);
}
