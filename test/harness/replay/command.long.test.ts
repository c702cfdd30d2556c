import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { folderWith } from '../folder.js';
import { INIT, INIT_OK } from './playing.js';

const EDDY = fileURLToPath(new URL('../../../harness/cli/eddy.js', import.meta.url));

function eddy(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [EDDY, 'replay', ...args], {
    encoding: 'utf8',
    env: { ...process.env, GITHUB_ACTIONS: undefined },
  });
  return { status, stdout, stderr };
}

test('the exit status is 0 when all pass, 1 when some fail, 254 when the question makes no sense', (t) => {
  const folder = folderWith({
    'good.case': `case good\nprogram: echo\nin ${INIT}\nout ${INIT_OK}\n`,
    'bad.case': `case bad\nprogram: echo\nin ${INIT}\nout nothing\n`,
    'broken.case': 'broken\nbroken\n',
  });
  t.is(eddy(path.join(folder, 'good.case')).status, 0);
  t.is(eddy(path.join(folder, 'bad.case')).status, 1);
  t.is(eddy(path.join(folder, 'broken.case')).status, 1);
  for (const wrong of [
    ['nope'],
    ['--runtime', 'cloud'],
    ['--reporter', 'xml'],
    ['--jobs', '0'],
    ['--only', 'nope', path.join(folder, 'good.case')],
  ]) {
    const { status, stdout, stderr } = eddy(...wrong);
    t.is(status, 254, wrong.join(' '));
    t.is(stdout, '');
    t.not(stderr, '');
  }
});

test('what stands behind -- goes to the program', (t) => {
  const folder = folderWith({ 'a.case': 'case arguments\nmatch: exact\nin x\nout --only -- b\n' });
  const bin = path.join(folder, 'args.mjs');
  writeFileSync(bin, "process.stdin.resume(); console.log(process.argv.slice(2).join(' '));\n");
  for (const runtime of ['process', 'worker']) {
    const { status, stdout } = eddy(
      folder,
      '--bin',
      bin,
      '--runtime',
      runtime,
      '--reporter',
      'json',
      '--',
      '--only',
      '--',
      'b',
    );
    t.is(status, 0, stdout);
    t.like(JSON.parse(stdout), { passed: 1, failed: 0 });
  }
});
