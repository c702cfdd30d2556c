/** Unmodified programs in virtual time: two runs of one seed are the same, byte for byte, under faults too. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { folder } from '../folder.js';
import { build, type BuiltProgram, LANGUAGES, missing } from '../virtual-program.js';

function inputFor({ bin, args = [] }: BuiltProgram): TestInput {
  return {
    workload: 'broadcast',
    runtime: 'virtual',
    bin,
    args: [...args],
    seed: 7,
    'node-count': 3,
    rate: 10,
    'time-limit': 4,
    latency: 30,
    'latency-dist': 'exponential',
    faults: [
      { at: 1, do: 'pause n1' },
      { at: 2, do: 'resume n1' },
    ],
    'stall-limit': 60,
    store: folder(),
  };
}

for (const [name, language] of Object.entries(LANGUAGES)) {
  const why = missing(language);
  if (why !== undefined) {
    test.skip(`${name}: not run, ${why}`, () => {});
    continue;
  }
  test.serial(name, async (t) => {
    t.timeout(600_000);
    const program = build(language);
    const [first, second] = [await runTest(inputFor(program)), await runTest(inputFor(program))];
    t.is(first.results.valid, true);
    t.deepEqual(first.crashed, []);
    const journal = (place: string | undefined): string =>
      readFileSync(path.join(place ?? '', 'journal.ndjson'), 'utf8');
    t.is(journal(first.folder), journal(second.folder));
    t.true(first.history.filter(({ type }) => type === 'ok').length > 30);
  });
}
