/** A promise that a node's program leaves rejected: the node dies of it in every runtime, and the run has its verdict. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { folder } from './folder.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const EDDY = path.join(ROOT, 'dist/harness/cli/eddy.js');
const PROGRAM = path.join(ROOT, 'test/programs/floating-rejection.js');

for (const runtime of ['sim', 'process', 'worker']) {
  test(`a rejection that nobody catches kills its node in the ${runtime} runtime, and nothing else`, (t) => {
    const cwd = folder();
    const args = ['test', '-w', 'echo', '--bin', PROGRAM, '--runtime', runtime, '--node-count', '1'];
    const run = spawnSync(
      process.execPath,
      [EDDY, ...args, '--rate', '20', '--time-limit', '1', '--seed', '1'],
      {
        cwd,
        encoding: 'utf8',
      },
    );
    t.is(run.status, 255, run.stderr);
    t.regex(run.stdout, /n0 crashed/);
    t.regex(run.stderr, /n0 ended by itself with exit status 1/);
    t.regex(run.stderr, /nobody catches this/);
  });
}
