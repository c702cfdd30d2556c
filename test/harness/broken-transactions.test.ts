/** Nodes that are broken on purpose in how they isolate transactions, each with the finding that it must produce. */

import test from 'ava';
import { runTest, type TestInput, type TestRun } from '../../harness/index.js';
import { programFile } from '../router/programs.js';
import { part } from './part.js';

function run(bin: string, input: TestInput): Promise<TestRun> {
  const usual: TestInput = { nodes: ['n1'], concurrency: '5', rate: 100, seed: 1 };
  return runTest({ bin: programFile(`${bin}.js`), ...usual, ...input });
}

function simulated(bin: string, input: TestInput): Promise<TestRun> {
  return run(bin, { runtime: 'sim', 'time-limit': 10, ...input });
}

function anomalies({ results }: TestRun): readonly string[] {
  return (results.workload['anomaly-types'] ?? []) as string[];
}

const WORKLOADS = ['txn-list-append', 'txn-rw-register'] as const;

for (const workload of WORKLOADS) {
  test(`txn-forgets-writes: ${workload} misses what had completed`, async (t) => {
    const done = await simulated('txn-forgets-writes', { workload });
    t.false(done.results.valid);
    if (workload === 'txn-list-append') {
      t.true(anomalies(done).includes('incompatible-order'), anomalies(done).join(' '));
      return;
    }
    t.true(
      anomalies(done).some((type) => type.endsWith('-realtime')),
      anomalies(done).join(' '),
    );
    const anomaliesFound = Object.values(part(done.results.workload, 'anomalies') ?? {}).flat();
    const texts = anomaliesFound.map((each) => String(part(each, 'text')));
    t.true(
      texts.some((text) => /completed \(operation \d+, [\d.]+ s\) before T\d was invoked/.test(text)),
      texts.join('\n'),
    );
  });

  test(`txn-forgets-old-keys: ${workload} finds keys unset at the end, which without final reads stays hidden`, async (t) => {
    const input = { workload, 'key-count': 1, 'max-writes-per-key': 4 };
    const done = await simulated('txn-forgets-old-keys', input);
    t.false(done.results.valid);
    t.true(
      anomalies(done).every((type) => type.startsWith('G-single-item')),
      anomalies(done).join(' '),
    );
    const quirky = await simulated('txn-forgets-old-keys', { ...input, 'maelstrom-quirks': true });
    t.true(quirky.results.valid);
  });

  test(`txn-reads-the-past: ${workload} is serializable, but not in real time`, async (t) => {
    const done = await simulated('txn-reads-the-past', { workload });
    t.false(done.results.valid);
    t.true(anomalies(done).includes('G-single-item-realtime'));
    t.true(
      anomalies(done).every((type) => type.endsWith('-realtime')),
      anomalies(done).join(' '),
    );
    const weaker = await simulated('txn-reads-the-past', {
      workload,
      'consistency-models': ['serializable'],
    });
    t.true(weaker.results.valid);
  });

  test(`txn-keeps-aborted: ${workload} reads what was aborted`, async (t) => {
    const done = await simulated('txn-keeps-aborted', { workload, 'consistency-models': ['read-committed'] });
    t.false(done.results.valid);
    t.deepEqual(
      anomalies(done).filter((type) => type !== 'dirty-update'),
      ['G1a'],
    );
    const weaker = await simulated('txn-keeps-aborted', {
      workload,
      'consistency-models': ['read-uncommitted'],
    });
    t.true(weaker.results.valid);
  });

  test(`txn-isolates-keys-only: ${workload} sees transactions half done`, async (t) => {
    const done = await simulated('txn-isolates-keys-only', { workload });
    t.false(done.results.valid);
    for (const type of ['G1b', 'internal']) t.true(anomalies(done).includes(type), anomalies(done).join(' '));
    t.true(
      anomalies(done).some((type) => /^G(1c|-single-item)/.test(type)),
      anomalies(done).join(' '),
    );
  });

  test(`txn-misses-its-own-writes: ${workload} has transactions that disagree with themselves`, async (t) => {
    const done = await simulated('txn-misses-its-own-writes', { workload });
    t.false(done.results.valid);
    t.true(anomalies(done).includes('internal'), anomalies(done).join(' '));
    const weaker = await simulated('txn-misses-its-own-writes', {
      workload,
      'consistency-models': ['read-committed'],
    });
    t.true(weaker.results.valid, anomalies(weaker).join(' '));
  });

  test(`txn-loses-updates: ${workload} loses them, which snapshot isolation forbids and read committed does not`, async (t) => {
    const input = { workload, rate: 300 };
    const done = await simulated('txn-loses-updates', {
      ...input,
      'consistency-models': ['snapshot-isolation'],
    });
    t.false(done.results.valid);
    t.true(anomalies(done).includes('lost-update'), anomalies(done).join(' '));
  });

  test(`${workload}: the same nodes one transaction at a time keep the promise that they break together`, async (t) => {
    for (const bin of ['txn-isolates-keys-only', 'txn-loses-updates'])
      t.true((await simulated(bin, { workload, concurrency: '1' })).results.valid, bin);
  });
}

test('a model that nobody knows is refused before anything starts', async (t) => {
  for (const workload of WORKLOADS) {
    // @ts-expect-error: the compiler knows the names.
    await t.throwsAsync(simulated('txn-keeps-aborted', { workload, 'consistency-models': ['eventual'] }), {
      name: 'UsageError',
      message: /^consistency-models\.0: expected one of .*serializable.*, got "eventual"/,
    });
  }
});
