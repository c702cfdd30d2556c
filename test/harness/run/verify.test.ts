/** Whether a run is repeatable is found out by running it twice. */

import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import type { TestInput } from '../../../harness/options/schema.js';
import { checkedTest, runChecked } from '../../../harness/run/run-test.js';
import { checkVerifiable, verify } from '../../../harness/run/verify.js';
import { folder, write } from '../folder.js';

const { signal } = new AbortController();
const INPUT: TestInput = {
  workload: 'echo',
  runtime: 'sim',
  'node-count': 1,
  'time-limit': 2,
  rate: 5,
  seed: 3,
};

const left = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('eddy-verify-'));

test.serial(
  'a program that depends on its seed alone is repeatable, and the second run leaves nothing',
  async (t) => {
    const test = checkedTest({ ...INPUT, store: folder() });
    const before = left();
    const comparison = await verify(test, await runChecked(test), signal);
    t.is(comparison?.difference, undefined);
    t.true((comparison?.equal.messages ?? 0) > 10);
    t.deepEqual(left(), before);
  },
);

test.serial('a program that draws from elsewhere is not, and the first difference is found', async (t) => {
  const library = path.resolve(import.meta.dirname, '../../../node/index.js');
  t.true(existsSync(library));
  const bin = write(
    path.join(folder(), 'random.js'),
    `import { shape } from ${JSON.stringify(library)};
     export default function program(node) {
       node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo, drawn: Math.random() }));
     }`,
  );
  const test = checkedTest({ ...INPUT, bin, store: folder() });
  const comparison = await verify(test, await runChecked(test), signal);
  t.regex(JSON.stringify(comparison?.difference), /drawn/);
});

test('a live run is never verified', (t) => {
  t.throws(() => checkVerifiable(checkedTest({ ...INPUT, runtime: 'process' })), {
    message: /expected --runtime virtual or sim, got process/,
  });
  t.notThrows(() => checkVerifiable(checkedTest(INPUT)));
});
