/** Readers that have gone, disks that are full, and exceptions that nobody catches. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { folder, write } from '../folder.js';
import { Eddy, eddy } from './eddy.js';

const ECHO = ['test', '-w', 'echo', '--runtime', 'sim', '--seed', '1', '-n', 'n1'];

for (const stream of ['stdout', 'stderr'] as const) {
  test(`a run whose ${stream} nobody reads is stored, and its verdict is the exit status`, async (t) => {
    const cwd = folder();
    const run = new Eddy([...ECHO, '--time-limit', '1', '--log-net-send'], { cwd });
    run.child[stream]?.destroy();
    const { status } = await run.ended;
    t.is(status, 0);
    t.true(existsSync(path.join(cwd, 'store/latest/results.json')));
  });
}

test('replay goes on when nobody reads its report, and tells by its exit status', async (t) => {
  const bad = write(
    path.join(folder(), 'bad.case'),
    'case A node that echoes\nprogram: echo\nmatch: exact\nin {}\nout {"no": "such line"}\n',
  );
  const run = new Eddy(['replay', bad, '--runtime', 'sim']);
  run.child.stdout?.destroy();
  t.is((await run.ended).status, 1);
});

test('an exception out of a timer is a crash, not a verdict', async (t) => {
  const bin = write(
    path.join(folder(), 'late.mjs'),
    `export default (node) => {
      setTimeout(() => { throw new Error('too late'); }, 1);
      node.handle('echo', {}, ({ echo }) => ({ echo }));
    };`,
  );
  const { status, err } = await eddy([...ECHO, '--bin', bin, '--rate', '100', '--time-limit', '100000']);
  t.is(status, 255);
  t.regex(err, /\neddy: Error: too late\n {4}at /);
});
