/** No process of a run in virtual time outlives Eddy, however Eddy ends, and a stall delays no end. */

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { machineObstacle } from '../../../router/index.js';
import { until } from '../../real-time.js';
import { programFile } from '../../router/programs.js';
import { folder } from '../folder.js';

// Seen from dist/test/harness/cli.
const EDDY = fileURLToPath(new URL('../../../harness/cli/eddy.js', import.meta.url));
const virtual = machineObstacle() === undefined ? test.serial : test.skip;

/** The processes whose command line names the program. */
function running(mark: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || pid === String(process.pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').includes(mark);
    } catch {
      return false;
    }
  });
}

/** Whether it is traced: between its start and that, a process of a few milliseconds' age would outlive Eddy. */
function isTraced(pid: string): boolean {
  try {
    return !/^TracerPid:\s*0$/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}

/** Starts a run of a program that computes without end once it has been asked, and waits until its nodes are there. */
async function stalling(t: ExecutionContext) {
  const mark = `mark-${process.pid}-${t.title.length}`;
  const store = folder();
  const options = [
    '-w',
    'echo',
    '--runtime',
    'virtual',
    '--node-count',
    '2',
    '--time-limit',
    '20',
    '--stall-limit',
    '600',
  ];
  const args = ['test', ...options, '--store', store, '--bin', programFile('virtual/stalls.mjs'), '--', mark];
  const child = spawn(process.execPath, [EDDY, ...args], { stdio: 'ignore' });
  const ended = new Promise<readonly [number | null, string | null]>((resolve) => {
    child.once('exit', (code, signal) => resolve([code, signal]));
  });
  t.teardown(() => child.kill('SIGKILL'));
  const nodes = (): readonly string[] => running(mark).filter((pid) => pid !== String(child.pid));
  await until(() => nodes().filter((pid) => isTraced(pid)).length >= 2, 'the nodes, traced');
  await until(() => existsSync(path.join(store, 'echo')), 'the stored run');
  return { child, ended, nodes, store };
}

virtual('SIGKILL of Eddy ends all processes that it traces', async (t) => {
  t.timeout(300_000);
  const { child, ended, nodes } = await stalling(t);
  child.kill('SIGKILL');
  await ended;
  await until(() => nodes().length === 0, 'the end of the nodes');
  t.deepEqual(nodes(), []);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  virtual(`${signal} during a stall ends the run, which is stored, and leaves nothing`, async (t) => {
    t.timeout(300_000);
    const { child, ended, nodes, store } = await stalling(t);
    // It answers init, is asked, and computes: then Eddy's own thread waits for it.
    await until(() => nodes().some((pid) => isBusy(pid)), 'a node that computes');
    child.kill(signal);
    await until(() => nodes().length === 0, 'the end of the nodes');
    await ended;
    const runs = readdirSync(path.join(store, 'echo'));
    t.true(runs.some((run) => existsSync(path.join(store, 'echo', run, 'test.json'))));
  });
}

/** Whether a process has computed for a second or more. */
function isBusy(pid: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[11]) > 100;
  } catch {
    return false;
  }
}
