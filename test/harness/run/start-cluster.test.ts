/** A live cluster without a workload, as the library offers it. */

import test from 'ava';
import { startCluster } from '../../../harness/index.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { InitError } from '../../../router/index.js';
import { programFile } from '../../router/programs.js';
import { RecordingJournal } from '../../router/recording-journal.js';
import { processesOf } from '../cli/eddy.js';
import { folder, write } from '../folder.js';

for (const runtime of ['process', 'worker', 'sim'] as const) {
  test(`clients talk to nodes, and control lines change them (${runtime})`, async (t) => {
    const journal = new RecordingJournal();
    const cluster = await startCluster({ runtime, nodes: ['n1', 'n2'], program: 'echo' }, { journal });
    try {
      const client = cluster.client();
      t.like(await client.rpc('n2', { type: 'echo', echo: [1] }), { type: 'echo_ok', echo: [1] });
      await cluster.control('kill n2');
      t.deepEqual(
        [...cluster.states()],
        [
          ['n1', 'running'],
          ['n2', 'dead'],
        ],
      );
      t.deepEqual(journal.of('fault'), ['fault kill: n2']);
      t.is(journal.received.length, 6);
    } finally {
      await cluster.stop();
    }
    t.deepEqual([...cluster.states().values()], ['dead', 'dead']);
  });
}

test('without a program it is broadcast that runs', async (t) => {
  const cluster = await startCluster({ runtime: 'sim', 'node-count': 1 });
  t.deepEqual((await cluster.client().rpc('n0', { type: 'read' }))['messages'], []);
  await cluster.stop();
});

test('what nodes log is told', async (t) => {
  const heard: string[] = [];
  const bin = write(
    `${folder()}/log.mjs`,
    `export default (node) => node.onInit(() => node.log('I am ' + node.id));`,
  );
  const listener = { log: (node: string, line: string) => heard.push(`${node}: ${line}`) };
  await (await startCluster({ runtime: 'sim', bin, 'node-count': 2 }, { listener })).stop();
  t.deepEqual(heard, ['n0: I am n0', 'n1: I am n1']);
});

test('options that make no sense start nothing', async (t) => {
  await t.throwsAsync(startCluster({ 'node-count': 0 }), { instanceOf: UsageError });
  await t.throwsAsync(startCluster({ program: 'ecco' }), { instanceOf: UsageError });
});

test('how long a start may take can be said', async (t) => {
  const puppet = programFile('puppet.js');
  const bin = write(`${folder()}/silent.mjs`, `import ${JSON.stringify(puppet)};`);
  await t.throwsAsync(startCluster({ bin, args: ['--init', 'silent'], nodes: ['n1'], 'init-timeout': 0.3 }), {
    instanceOf: InitError,
    message: /did not answer init within 0\.3 s/,
  });
});

test('a cluster that does not come up leaves nothing running', async (t) => {
  const puppet = programFile('puppet.js');
  const bin = write(`${folder()}/refusing.mjs`, `import ${JSON.stringify(puppet)};`);
  await t.throwsAsync(startCluster({ bin, args: ['--init', 'wrong'], nodes: ['n1', 'n2'] }), {
    instanceOf: InitError,
  });
  t.deepEqual(processesOf(bin), []);
});
