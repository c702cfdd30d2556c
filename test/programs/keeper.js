/**
 * What Eddy is while a cluster runs: a process that is about to be killed. It starts three stubborn nodes, pauses one,
 * prints the ids of their processes as a JSON line, and then does what a line on its stdin says: `exit` or `throw`.
 */

import { fileURLToPath } from 'node:url';
import { Random, SystemClock } from 'eddy/node';
import { Cluster, Journals } from 'eddy/router';

const pids = [];
const cluster = new Cluster(
  {
    clock: new SystemClock(),
    random: new Random(1),
    journal: new Journals([]),
    listener: {
      trouble: () => {},
      log: (_node, line) => pids.push(...line.split(' ').slice(1).map(Number)),
    },
  },
  {
    nodes: ['n1', 'n2', 'n3'],
    source: {
      runtime: 'process',
      command: { command: fileURLToPath(new URL('stubborn.sh', import.meta.url)), args: [] },
    },
    latency: { meanMs: 0, distribution: 'constant' },
    loss: 0,
    duplication: 0,
  },
);
await cluster.start();
await cluster.control('pause n2');
const told = setInterval(() => {
  if (pids.length < 6) return;
  clearInterval(told);
  process.stdout.write(`${JSON.stringify(pids)}\n`);
}, 5);
process.stdin.on('data', (chunk) => {
  if (String(chunk).startsWith('exit')) process.exit(0);
  throw new Error('on purpose');
});
