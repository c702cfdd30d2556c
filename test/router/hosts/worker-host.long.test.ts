/** Nodes in worker threads: the contract of all hosts, and what is true of threads alone. */

import test from 'ava';
import { WorkerHost } from '../../../router/index.js';
import { programFile } from '../programs.js';
import { until } from '../../real-time.js';
import { contract, hosted, type MakeHost, running } from './contract.js';
import { dataFolder } from './data-folder.js';

function scripted(file: string): MakeHost {
  return (node, network, listener) =>
    new WorkerHost(
      node,
      (start) => ({ file, args: ['--init', 'normal'], env: { LIFE: `life ${start}` } }),
      network,
      listener,
      dataFolder(),
    );
}

contract(scripted(programFile('subject.js')));

const puppet = scripted(programFile('puppet.js'));

test('a node may end with any status, which ends its thread and not Eddy', async (t) => {
  const { network, client, deaths, log } = await running(t, puppet);
  const body = { type: 'exit', status: 7, hex: Buffer.from('last words\n').toString('hex') };
  network.submit({ src: client.id, dest: 'n1', body });
  await until(() => deaths.length > 0);
  t.like(deaths[0], { code: 7, signal: null, stderr: ['last words'] });
  t.deepEqual(log, ['last words']);
});

test('each life has an environment of its own', async (t) => {
  const { host, init, ask } = await running(t, puppet);
  t.is((await ask({ type: 'env', name: 'LIFE' }))['value'], 'life 0');
  await host.kill();
  await host.start();
  await init();
  t.is((await ask({ type: 'env', name: 'LIFE' }))['value'], 'life 1');
  t.is(process.env['LIFE'], undefined);
});

test('a file that does not exist dies at its start, with the reason in its log', async (t) => {
  const { host, deaths, log } = await hosted(t, scripted('/no/such/program.js'));
  await host.start();
  await until(() => deaths.length > 0);
  t.is(deaths[0]?.code, 1);
  t.true(log.some((line) => line.includes('/no/such/program.js')));
  t.false(host.alive);
});

test('a node may die of throwing anything, null included', async (t) => {
  const { host, network, client, deaths, log } = await hosted(t, scripted(programFile('thrower.js')));
  await host.start();
  network.submit({ src: client.id, dest: 'n1', body: {} });
  await until(() => deaths.length > 0);
  t.is(deaths[0]?.code, 1);
  t.deepEqual(log, ['null']);
});
