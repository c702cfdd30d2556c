/** `runTest` of the library: a function in hand, nothing on disk, a cluster that stops itself. */

import { existsSync, readdirSync } from 'node:fs';
import { inspect } from 'node:util';
import test from 'ava';
import type { z } from 'zod';
import {
  runTest,
  startCluster,
  type TestInput,
  UsageError,
  type WorkloadName,
} from '../../../harness/index.js';
import { testOptions } from '../../../harness/options/schema.js';
import type { Node } from '../../../node/index.js';
import { shape } from '../../../node/index.js';
import { folder } from '../folder.js';

/** Counts how often it was asked, outside of itself. */
function echoer(): { readonly program: (node: Node) => void; asked: number } {
  const seen = {
    asked: 0,
    program: (node: Node): void => {
      node.handle('echo', { echo: shape.any }, ({ echo }) => {
        seen.asked++;
        return { echo };
      });
    },
  };
  return seen;
}

const ECHO = { workload: 'echo', 'node-count': 2, 'time-limit': 1, rate: 20, seed: 1 } as const;

test('a function runs in this thread, simulated, and leaves nothing on disk', async (t) => {
  const before = existsSync('store');
  const seen = echoer();
  const { results, folder: stored, summary, options } = await runTest({ ...ECHO, program: seen.program });
  t.true(results.valid);
  t.is(options.runtime, 'sim');
  t.is(seen.asked, results.stats.count ?? 0);
  t.is(stored, undefined);
  t.is(existsSync('store'), before);
  t.is(summary.repeat, undefined, 'no command runs a function');
});

test('the same seed gives the same history', async (t) => {
  const [one, other] = [
    await runTest({ ...ECHO, program: echoer().program }),
    await runTest({ ...ECHO, program: echoer().program }),
  ];
  t.deepEqual(one.history, other.history);
});

test('a run is stored if a folder is named', async (t) => {
  const store = folder();
  const { folder: stored } = await runTest({ ...ECHO, program: echoer().program, store });
  t.true(stored?.startsWith(store));
  t.true(readdirSync(stored ?? '').includes('results.json'));
});

test('a function beside a file, or in another runtime, is refused', async (t) => {
  const { program } = echoer();
  await t.throwsAsync(runTest({ ...ECHO, program, bin: './x.js' }), {
    instanceOf: UsageError,
    message: /^bin: expected either a function or a file, got both/,
  });
  await t.throwsAsync(runTest({ ...ECHO, program, runtime: 'process' }), {
    instanceOf: UsageError,
    message: /^runtime: a function runs in this thread, with runtime sim, got process/,
  });
});

test('await using stops a cluster, also if the block throws', async (t) => {
  let after: ReadonlyMap<string, string> | undefined;
  await t.throwsAsync(
    async () => {
      await using cluster = await startCluster({ program: echoer().program, nodes: ['n1'] });
      after = new Map();
      t.like(await cluster.client().rpc('n1', { type: 'echo', echo: 1 }), { echo: 1 });
      setImmediate(() => (after = cluster.states()));
      throw new Error('of the test');
    },
    { message: 'of the test' },
  );
  await new Promise((resolve) => setImmediate(resolve));
  t.deepEqual([...(after ?? [])], [['n1', 'dead']]);
});

test('an error without a cause shows none', (t) => {
  t.false(inspect(new UsageError('x')).includes('cause'));
  t.true(inspect(new UsageError('x', new Error('y'))).includes('cause'));
});

/** What the interface and the schema accept must be the same. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

test('the generated type has the keys of the schema, and workload is a union of names', (t) => {
  const sameKeys: Same<keyof TestInput, keyof z.input<typeof testOptions>> = true;
  const sameNames: Same<TestInput['workload'], WorkloadName | undefined> = true;
  t.true(sameKeys && sameNames);
});
