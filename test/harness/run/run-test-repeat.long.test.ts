/** Simulated means: one seed, one history and one journal, byte for byte, in this process and in any other. */

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { folder } from '../folder.js';

const store = folder();
/** Everything that draws random numbers. */
const WILD: TestInput = {
  workload: 'broadcast',
  runtime: 'sim',
  'node-count': 5,
  rate: 40,
  'time-limit': 5,
  latency: 30,
  'latency-dist': 'exponential',
  loss: 0.05,
  duplication: 0.05,
  nemesis: ['partition'],
  'nemesis-interval': 1,
  faults: [
    { at: 2, do: 'kill n3' },
    { at: 3, do: 'restart n3' },
    { at: 4, do: 'pause n1' },
  ],
  store,
};

interface Written {
  readonly history: string;
  readonly journal: string;
  readonly results: unknown;
}

function written(place: string): Written {
  const content = (name: string): string => readFileSync(path.join(place, name), 'utf8');
  return {
    history: content('history.ndjson'),
    journal: content('journal.ndjson'),
    results: JSON.parse(content('results.json')),
  };
}

async function run(input: TestInput): Promise<Written> {
  const { folder: place } = await runTest({ ...WILD, ...input });
  return written(String(place));
}

async function runElsewhere(input: TestInput): Promise<Written> {
  const script = `
    import { runTest } from ${JSON.stringify(import.meta.resolve('../../../harness/index.js'))};
    const { folder } = await runTest(JSON.parse(process.argv[1]));
    console.log(folder);`;
  const given = JSON.stringify({ ...WILD, ...input });
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    script,
    given,
  ]);
  return written(stdout.trim());
}

test('the same seed gives the same bytes again, also from another process', async (t) => {
  const [one, two, three] = await Promise.all([
    run({ seed: 7 }),
    runElsewhere({ seed: 7 }),
    runElsewhere({ seed: 7 }),
  ]);
  t.true(one.history.length > 10_000 && one.journal.length > 100_000);
  for (const other of [two, three]) {
    t.true(other.history === one.history);
    t.true(other.journal === one.journal);
    t.deepEqual(other.results, one.results);
  }
});

test('runs side by side in one process do not disturb each other', async (t) => {
  const [one, other, again] = await Promise.all([run({ seed: 3 }), run({ seed: 4 }), run({ seed: 3 })]);
  t.true(again.history === one.history);
  t.true(again.journal === one.journal);
  t.false(other.history === one.history);
});

test('another seed gives another load, other faults and other latencies', async (t) => {
  const [one, other] = await Promise.all([run({ seed: 1 }), run({ seed: 2 })]);
  const part = ({ history }: Written, pattern: RegExp): string =>
    history
      .split('\n')
      .filter((line) => pattern.test(line))
      .join('\n');
  for (const pattern of [/"f":"broadcast"/, /"f":"start-partition"/])
    t.not(part(one, pattern), part(other, pattern));
  const firstGossip = ({ journal }: Written): string | undefined => /.*"type":"gossip".*/.exec(journal)?.[0];
  t.not(firstGossip(one), firstGossip(other));
});

test('a run without a seed draws one and says which, and that one repeats it', async (t) => {
  const { folder: place, seed } = await runTest(WILD);
  t.true(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32);
  const again = await run({ seed });
  t.true(again.journal === written(String(place)).journal);
});

test('the nemesis does the same under any load: its random choices are its own', async (t) => {
  const done = ({ history }: Written): unknown[] =>
    history
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly f: string; readonly value: unknown })
      .filter(({ f }) => f === 'start-partition')
      .map(({ value }) => value)
      .slice(0, 6);
  const [slow, fast] = await Promise.all([run({ seed: 5, rate: 10 }), run({ seed: 5, rate: 80 })]);
  t.is(done(slow).length, 6);
  t.deepEqual(done(slow), done(fast));
});
