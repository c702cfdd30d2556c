/** What nodes say of their own gossip: who is asked, and what is made of the answers. */

import test from 'ava';
import { askGossipStats } from '../../../harness/run/gossip-stats.js';
import type { GossipStats } from '../../../harness/verdict/results.js';
import { Observers } from '../../../harness/run/observers.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { type Program, SECOND } from '../../../node/index.js';
import { simulated } from '../simulated.js';

async function told(program: Program, input: TestInput = { workload: 'broadcast' }) {
  const { clock, cluster, statistics } = simulated(program);
  let stats: GossipStats | undefined;
  await clock.drive(async () => {
    await cluster.start();
    stats = await askGossipStats(completeOptions(input), new Observers(statistics).of(cluster), statistics);
  });
  return { stats, seconds: clock.now() / SECOND };
}

const honest: Program = (node) => node.handle('gossip_stats', {}, () => ({ gossip_messages_sent: 4 }));

test('the sum over all nodes stands beside what the router counted', async (t) => {
  t.deepEqual((await told(honest)).stats, { 'gossip-messages-sent': 12, 'counted-by-router': 0 });
});

for (const [title, program] of [
  ['does not understand the question', () => {}],
  ['does not answer', (node) => node.on('gossip_stats', {}, () => {})],
  [
    'answers with what is no number',
    (node) => node.handle('gossip_stats', {}, () => ({ gossip_messages_sent: '4' })),
  ],
] as const satisfies readonly (readonly [string, Program])[]) {
  test(`there is no sum where one node ${title}, and the others are not waited for long`, async (t) => {
    const { stats, seconds } = await told(program);
    t.is(stats, undefined);
    t.true(seconds <= 1);
  });
}

for (const [title, input, asked] of [
  ['our own broadcast', { workload: 'broadcast' }, true],
  ['another workload', { workload: 'echo' }, false],
  ['a foreign program', { workload: 'broadcast', bin: './x' }, false],
  ['a foreign program that took a configuration', { workload: 'broadcast', bin: './x', configure: {} }, true],
] as const) {
  test(`${title} is ${asked ? '' : 'not '}asked`, async (t) => {
    let questions = 0;
    await told((node) => {
      node.handle('gossip_stats', {}, () => {
        questions++;
        return { gossip_messages_sent: 0 };
      });
    }, input);
    t.is(questions, asked ? 3 : 0);
  });
}
