import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { Listing } from '../../../harness/serve/listing.js';
import { write } from '../folder.js';
import { addRun, RESULTS, storeOf, TEST, TIME } from './made-up-store.js';

const NOW = Date.parse('2026-01-01T12:00:00Z');

/** As if it had been written so many seconds before `NOW`. */
function age(file: string, seconds: number): void {
  utimesSync(file, NOW / 1000 - seconds, NOW / 1000 - seconds);
}

async function verdictsOf(store: string): Promise<readonly string[]> {
  const { runs } = await new Listing(store, () => NOW).read();
  return runs.map(({ verdict }) => verdict);
}

test('a run is what its files say', async (t) => {
  const store = storeOf({ results: RESULTS });
  const { runs } = await new Listing(store, () => NOW).read();
  t.like(runs, [
    {
      workload: 'broadcast',
      time: TIME,
      startedAt: NOW,
      verdict: 'valid',
      nodes: ['n1', 'n2'],
      runtime: 'sim',
      seed: 7,
      figures: {
        operations: { count: 10, ok: 8, fail: 1, info: 1 },
        byName: {
          'msgs-per-op': 1.5,
          'stable-p50': 100,
          'stable-p95': 150,
          'stable-p99': 190,
          'stable-max': 200,
          'lost-count': 2,
        },
      },
      faults: [{ fault: 'partition', from: 1, to: 2 }],
    },
  ]);
});

test('a damaged run is listed as damaged, and costs nothing else', async (t) => {
  const damaged = [
    { results: '{"valid":tr' },
    { results: '[]' },
    { results: { valid: 'perhaps' } },
    { test: '{', results: undefined },
  ];
  const store = storeOf(...damaged.map((run, i) => ({ ...run, time: `20260101T12000${i}.000+0000` })), {
    results: RESULTS,
    time: '20250101T120000.000+0000',
  });
  mkdirSync(path.join(store, 'broadcast', 'empty'));
  const { runs } = await new Listing(store, () => NOW).read();
  t.deepEqual(
    runs.map(({ verdict }) => verdict),
    ['damaged', 'damaged', 'damaged', 'damaged', 'valid', 'damaged'],
  );
  t.true(runs.every(({ verdict, problem }) => (verdict === 'damaged') === (problem !== undefined)));
});

test('what is of the wrong kind is left out', async (t) => {
  const odd = {
    valid: true,
    stats: [],
    net: null,
    workload: 'x',
    faults: [1, { fault: 1 }],
    seed: '7',
    availability: 0,
  };
  for (const test of [{ nodes: 'n1', runtime: 5 }, { nodes: [1, 'n1'] }]) {
    const { runs } = await new Listing(storeOf({ results: odd, test }), () => NOW).read();
    t.like(runs[0], {
      verdict: 'valid',
      seed: undefined,
      faults: [],
      figures: { operations: undefined, byName: {} },
    });
  }
});

test('of results that are too large the verdict is read', async (t) => {
  const large = `{\n  "valid": false, "x": "${'x'.repeat(9 * 1024 * 1024)}"}`;
  t.deepEqual(await verdictsOf(storeOf({ results: large })), ['invalid']);
});

test('options that are of no use are no reason to refuse a run', async (t) => {
  const deep = `{"workload":"echo","configure":{"x":${'['.repeat(1e6)}${']'.repeat(1e6)}}}`;
  for (const test of [{ workload: 'nonsense' }, deep])
    t.deepEqual(await verdictsOf(storeOf({ results: RESULTS, test })), ['valid']);
});

test('results that are nested a million levels deep are read', async (t) => {
  const deep = `{"valid":true,"x":${'['.repeat(1e6)}${']'.repeat(1e6)}}`;
  t.deepEqual(await verdictsOf(storeOf({ results: deep })), ['valid']);
});

test('without results a run is under way as long as something is written, and broken off then', async (t) => {
  const store = storeOf();
  const run = addRun(store, { history: [], journal: [] });
  const files = ['test.json', 'journal.ndjson', 'history.ndjson'].map((name) => path.join(run, name));
  for (const file of files) age(file, 3600);
  t.deepEqual(await verdictsOf(store), ['broken off']);
  age(path.join(run, 'journal.ndjson'), 2);
  t.deepEqual(await verdictsOf(store), ['running']);
});

test('checks write nothing for as long as they may take', async (t) => {
  const store = storeOf();
  const run = addRun(store, { test: { ...TEST, 'check-limit': 600 } });
  age(path.join(run, 'test.json'), 500);
  t.deepEqual(await verdictsOf(store), ['broken off']);
  age(write(path.join(run, 'history.edn'), ''), 500);
  t.deepEqual(await verdictsOf(store), ['running']);
});

test('results are read again when they have changed, and not before', async (t) => {
  const store = storeOf();
  const run = addRun(store, { results: RESULTS });
  const listing = new Listing(store, () => NOW);
  const file = path.join(run, 'results.json');
  age(file, 10);
  const before = await listing.read();
  // A text of the same length and time cannot be told from what was there.
  writeFileSync(file, JSON.stringify(RESULTS).replace('true', 'nope'));
  age(file, 10);
  t.is((await listing.read()).runs[0], before.runs[0]);
  writeFileSync(file, JSON.stringify({ ...RESULTS, valid: false }));
  t.is((await listing.read()).runs[0]?.verdict, 'invalid');
  rmSync(run, { recursive: true });
  t.deepEqual((await listing.read()).runs, []);
});

test('links are no runs', async (t) => {
  const store = storeOf({ results: RESULTS });
  symlinkSync(TIME, path.join(store, 'broadcast', 'latest'));
  symlinkSync('broadcast', path.join(store, 'linked'));
  symlinkSync(`broadcast/${TIME}`, path.join(store, 'current'));
  t.is((await new Listing(store, () => NOW).read()).runs.length, 1);
});

test('plans that a search kept are no runs', async (t) => {
  const store = storeOf({ results: RESULTS });
  write(path.join(store, 'failures', 'broadcast', 'broadcast.lost.any.yaml'), 'options: {}\n');
  t.is((await new Listing(store, () => NOW).read()).runs.length, 1);
});
