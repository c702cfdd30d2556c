/**
 * No node outlives Eddy, however Eddy ends, nor its cluster; and neither do the processes that it started. The nodes
 * ignore signals and the end of their input. Process states are read from /proc: a zombie is gone, it only waits for
 * somebody to be told.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import anyTest from 'ava';
import { startedCluster } from '../live-cluster.js';
import { programFile } from '../programs.js';
import { isRunning } from '../../is-running.js';
import { until } from '../../real-time.js';

// Serially: a loaded machine needs its time to start a dozen processes. And only where there is a /proc to look at.
const test = existsSync('/proc/self/stat') ? anyTest.serial : anyTest.skip;

/** With `group` all of its process group, as from a terminal. */
function kill(pid: number | undefined, signal: NodeJS.Signals, group?: 'group'): void {
  if (pid !== undefined) process.kill(group === undefined ? pid : -pid, signal);
}

const ENDS: readonly (readonly [title: string, end: (eddy: ChildProcess) => void])[] = [
  ['killed with SIGKILL', (eddy) => kill(eddy.pid, 'SIGKILL')],
  ['killed with its whole process group', (eddy) => kill(eddy.pid, 'SIGKILL', 'group')],
  ['killed with SIGTERM', (eddy) => kill(eddy.pid, 'SIGTERM')],
  ['interrupted with Ctrl-C', (eddy) => kill(eddy.pid, 'SIGINT', 'group')],
  ['gone of its own will', (eddy) => eddy.stdin?.write('exit\n')],
  ['dead of an uncaught error', (eddy) => eddy.stdin?.write('throw\n')],
];

for (const [title, end] of ENDS) {
  test(`when Eddy is ${title}, so are its nodes, a paused one too, and what they started`, async (t) => {
    const eddy = spawn(process.execPath, [programFile('keeper.js')], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    t.teardown(() => eddy.kill('SIGKILL'));
    const [line] = (await once(eddy.stdout, 'data')) as readonly unknown[];
    const pids = JSON.parse(String(line)) as readonly number[];
    t.is(pids.length, 6);
    t.true(pids.every(isRunning));
    end(eddy);
    await until(() => !pids.some(isRunning), 'all nodes to be gone');
    t.false(pids.some(isRunning));
  });
}

/** The ids of the processes of a cluster of stubborn nodes, two a node. */
function pidsOf(log: readonly string[]): readonly number[] {
  return log.flatMap((line) => line.split(' ').slice(2).map(Number));
}

test('a cluster that has stopped has left nobody', async (t) => {
  const { cluster, log } = await startedCluster(t, { program: 'stubborn.sh' });
  await until(() => log.length === 2);
  const pids = pidsOf(log);
  await cluster.control('pause n2');
  t.true(pids.every(isRunning));
  await cluster.stop();
  // The nodes are gone for certain; their children have been killed, and go when the system finds the time.
  t.false(isRunning(pids[0] ?? 0) || isRunning(pids[2] ?? 0));
  await until(() => !pids.some(isRunning), 'all children to be gone');
});

test('a killed node takes what it started with it', async (t) => {
  const { cluster, log } = await startedCluster(t, { program: 'stubborn.sh' });
  await until(() => log.length === 2);
  const pids = pidsOf(log.filter((line) => line.startsWith('n1')));
  await cluster.control('kill n1');
  await until(() => !pids.some(isRunning), 'the child to be gone');
  t.true(pidsOf(log.filter((line) => line.startsWith('n2'))).every(isRunning));
});

test('a node that ends by itself takes with it what it started, and that holds nothing up', async (t) => {
  const { log, deaths } = await startedCluster(t, { program: 'stubborn.sh', args: ['leave'], nodes: ['n1'] });
  await until(() => deaths.size === 1);
  t.is(deaths.get('n1')?.code, 5);
  await until(() => !pidsOf(log).some(isRunning), 'the child to be gone');
});
