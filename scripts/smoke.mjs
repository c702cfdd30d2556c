#!/usr/bin/env node
/**
 * A smoke test of the built `dist/` under the Node that runs this file: a simulated run, a run of processes, an invalid run,
 * a wrong usage, each with its verdict and exit status. `node scripts/smoke.mjs [major]` also demands that major version.
 *
 * Exit status: 0 all passed, 1 some failed. The last line is "N passed, M failed".
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const eddy = path.join(root, 'dist/harness/cli/eddy.js');
const broken = path.join(root, 'test/programs/echo-wrong.js');
/** No machine needs so long. */
const GIVE_UP_MS = 120_000;

const cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'eddy-smoke-')));
process.on('exit', () => rmSync(cwd, { recursive: true, force: true }));

const SIMULATED = ['--runtime', 'sim', '--seed', '1', '--time-limit', '3'];
const PROCESSES = ['--runtime', 'process', '--node-count', '2', '--time-limit', '3'];

const CASES = [
  {
    title: 'a simulated broadcast of 3 s is valid',
    args: ['test', '-w', 'broadcast', ...SIMULATED, '--latency', '20', '--nemesis', 'partition'],
    status: 0,
    out: /^broadcast, 5 nodes, sim runtime: VALID$/m,
  },
  {
    title: 'a broadcast between processes is valid',
    args: ['test', '-w', 'broadcast', ...PROCESSES, '--rate', '20'],
    status: 0,
    out: /^broadcast, 2 nodes, process runtime: VALID$/m,
  },
  {
    title: 'a node that echoes something else is invalid',
    args: ['test', '-w', 'echo', ...SIMULATED, '--bin', broken],
    status: 1,
    out: /^echo, \d+ nodes, sim runtime: INVALID$/m,
  },
  {
    title: 'an unknown workload is wrong usage',
    args: ['test', '-w', 'ecco'],
    status: 254,
    err: /^eddy: --workload: expected one of .*, got "ecco"/m,
  },
];

/** What is not as expected of a case; undefined if all is. */
function flawOf({ args, status, out = /^/, err = /^/ }) {
  const ended = spawnSync(process.execPath, [eddy, ...args], { cwd, encoding: 'utf8', timeout: GIVE_UP_MS });
  const flaws = [
    ended.status === status ? '' : `expected exit status ${status}, got ${ended.status ?? ended.signal}`,
    out.test(ended.stdout) ? '' : `expected ${out} on stdout`,
    err.test(ended.stderr) ? '' : `expected ${err} on stderr`,
  ].filter((flaw) => flaw !== '');
  if (flaws.length === 0) return undefined;
  return [...flaws, `eddy ${args.join(' ')}`, ended.stdout, ended.stderr].join('\n').trimEnd();
}

const [major] = process.argv.slice(2);
const results = CASES.map((each) => ({ title: each.title, flaw: flawOf(each) }));
if (major !== undefined) {
  const [running] = process.versions.node.split('.');
  const flaw = running === major ? undefined : `expected Node ${major}, got ${process.version}`;
  results.push({ title: `this is Node ${major}`, flaw });
}
for (const { title, flaw } of results) {
  process.stdout.write(`${flaw === undefined ? 'ok' : 'not ok'}  Node ${process.version}: ${title}\n`);
  if (flaw !== undefined) process.stdout.write(`${flaw.replaceAll(/^/gm, '    ')}\n`);
}
const failed = results.filter(({ flaw }) => flaw !== undefined).length;
process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
