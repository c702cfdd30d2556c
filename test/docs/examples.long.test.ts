/** The examples of docs/examples, run as a user would. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const EXAMPLES = path.join(ROOT, 'docs/examples');

for (const [runner, args] of [
  ['node:test', ['--test', path.join(EXAMPLES, 'counter.node.test.js')]],
  [
    'AVA',
    [path.join(ROOT, 'node_modules/ava/entrypoints/cli.mjs'), '--config', 'docs/examples/ava.config.mjs'],
  ],
] as const) {
  test(`the example for ${runner} passes`, (t) => {
    const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: ROOT,
      env,
      encoding: 'utf8',
    });
    t.is(status, 0, `${stdout}\n${stderr}`);
  });
}
