/** What commands tell GitHub Actions, and that they tell it nowhere else. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { programFile } from '../../router/programs.js';
import { folder, write } from '../folder.js';
import { eddy } from '../cli/eddy.js';

const SIM = ['--runtime', 'sim', '--seed', '1', '--time-limit', '1'];
const BROKEN = ['--bin', programFile('duplicate-ids.js')];

function actions(): { cwd: string; file: string; env: Record<string, string> } {
  const cwd = folder();
  const file = path.join(cwd, 'summary.md');
  return { cwd, file, env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: file } };
}

test('test and check annotate what is not valid, after their summary, and append to the summary of the step', async (t) => {
  const { cwd, file, env } = actions();
  const run = await eddy(['test', '-w', 'unique-ids', ...SIM, ...BROKEN], { cwd, env });
  t.is(run.status, 1);
  t.regex(
    run.out,
    /^unique-ids, 5 nodes, sim runtime: INVALID\n[^]*\n::error title=unique-ids%2C 5 nodes%2C sim runtime%3A workload::[^\n]+\n$/,
  );
  const once = readFileSync(file, 'utf8');
  t.regex(once, /^### ❌ unique-ids, 5 nodes, sim runtime: INVALID\n/);
  const again = await eddy(['check', '--json'], { cwd, env });
  t.notThrows(() => JSON.parse(again.out));
  t.regex(again.err, /^::error title=unique-ids/);
  t.is(readFileSync(file, 'utf8').split('### ❌').length, 3);
  t.true(readFileSync(file, 'utf8').startsWith(once));
});

test('a run that does not come up is annotated as crashed', async (t) => {
  const { cwd, file, env } = actions();
  const bin = write(path.join(cwd, 'nothing.mjs'), 'export default () => {};');
  const { status, out, err } = await eddy(['test', '-w', 'broadcast', ...SIM, '--bin', bin], { cwd, env });
  t.is(status, 255);
  t.regex(out, /^::error title=broadcast%3A crashed::n1 refused the set-up of broadcast/);
  t.regex(err, /\neddy: n1 refused the set-up/);
  t.regex(readFileSync(file, 'utf8'), /^### ❌ broadcast: CRASHED\n/);
});

test('a challenge tells its targets, and one that cannot run that it crashed', async (t) => {
  const { cwd, file, env } = actions();
  const bin = write(path.join(cwd, 'nothing.mjs'), 'export default () => {};');
  const { status, out } = await eddy(['challenge', '1', ...SIM, '--bin', bin], { cwd, env });
  t.is(status, 1);
  t.regex(out, /\n::error title=challenge 1%2C Echo%3A /);
  t.regex(
    readFileSync(file, 'utf8'),
    /^### ❌ challenge 1, Echo: NOT MET\n[^]*\| echo check \| expected valid, got /,
  );
  const crash = await eddy(['challenge', '3a', ...SIM, '--bin', bin], { cwd, env });
  t.is(crash.status, 255);
  t.regex(crash.out, /\n::error title=challenge 3a%2C Single-Node Broadcast%3A crashed::/);
});

test('replay annotates the line of a case that failed; where a program reads stdout, on stderr', async (t) => {
  const { cwd, file, env } = actions();
  const bad = '{"src":"c1","dest":"n1","body":{"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1"]}}';
  write(path.join(cwd, 'bad.case'), `case bad\nprogram: echo\nin ${bad}\nout nothing\n`);
  const { status, out } = await eddy(['replay', 'bad.case'], { cwd, env });
  t.is(status, 1);
  t.regex(out, /\n::error file=bad\.case,line=1,title=.+\n$/);
  t.regex(readFileSync(file, 'utf8'), /^### ❌ eddy replay: 0 passed, 1 failed\n/);
  const junit = await eddy(['replay', 'bad.case', '--reporter', 'junit'], { cwd, env });
  t.regex(junit.out, /^<\?xml [^]*<\/testsuites>\n$/);
  t.regex(junit.err, /^::error file=bad\.case/);
});

test('elsewhere nothing is told, and a summary that cannot be written costs no verdict', async (t) => {
  const { cwd, file } = actions();
  const args = ['test', '-w', 'unique-ids', ...SIM, ...BROKEN];
  const quiet = await eddy(args, { cwd, env: { GITHUB_STEP_SUMMARY: file } });
  t.false(quiet.out.includes('::error') || existsSync(file));
  const lost = await eddy(args, { cwd, env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/nowhere/x' } });
  t.is(lost.status, 1);
  t.regex(lost.err, /eddy: the step's summary cannot be written: ENOENT/);
});
