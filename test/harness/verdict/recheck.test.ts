/** A stored history judged again: by its own run's options, or by new ones. */

import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { plain } from '../../../harness/text/colors.js';
import { runSummary } from '../../../harness/findings/run-summary.js';
import { judgement } from '../../../harness/findings/summary.js';
import { printExact } from '../../../node/index.js';
import { recheck } from '../../../harness/verdict/recheck.js';
import { findRun, runByIndex } from '../../../harness/store/stored-run.js';
import { runTest, type TestRun } from '../../../harness/run/run-test.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';

const store = folder();
let run: TestRun;
let place = '';

test.before('a run is stored', async () => {
  run = await runTest({
    workload: 'broadcast',
    runtime: 'sim',
    seed: 3,
    rate: 30,
    'time-limit': 3,
    latency: 20,
    loss: 0.1,
    nemesis: ['partition'],
    'nemesis-interval': 1,
    expect: ['lost-count=0', 'msgs-per-op<0.1'],
    store,
  });
  place = String(run.folder);
});

const asJson = (value: unknown): unknown => JSON.parse(printExact(value));

test('a run of ours is judged again with all its options, to the same results', async (t) => {
  for (const each of [
    place,
    path.join(place, 'history.ndjson'),
    path.join(store, 'latest'),
    store,
    path.join(store, 'broadcast'),
  ]) {
    const { results, options, file } = await recheck(each);
    t.deepEqual(asJson(results), asJson(run.results), each);
    t.deepEqual(options, run.options);
    t.is(file, path.join(place, 'history.ndjson'));
  }
});

test('its history.edn gives the same results', async (t) => {
  const { results } = await recheck(path.join(place, 'history.edn'));
  t.deepEqual(asJson(results), asJson(run.results));
});

test('nothing of the run is changed', async (t) => {
  const before = readFileSync(path.join(place, 'results.json'), 'utf8');
  await recheck(place, { expect: [] });
  t.is(readFileSync(path.join(place, 'results.json'), 'utf8'), before);
});

test('options that are given override those of the run', async (t) => {
  t.false(run.results.valid);
  const { results, options } = await recheck(place, { expect: ['lost-count=0'] });
  t.true(results.valid);
  t.is(options.latency, 20);
  t.like((await recheck(place, { workload: 'unique-ids' })).results.workload, { 'attempted-count': 0 });
});

/** A folder with some of the run's files. */
function copyOf(...names: readonly string[]): string {
  const copy = folder();
  for (const name of names) copyFileSync(path.join(place, name), path.join(copy, name));
  return copy;
}

/** Cuts the end off: its last line has lost some of its characters. */
function cutShort(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -5));
}

for (const name of ['history.ndjson', 'journal.ndjson']) {
  test(`of a run that has ended a ${name} whose end is missing is damaged, and told with its line`, async (t) => {
    const copy = copyOf('history.ndjson', 'journal.ndjson', 'test.json', 'results.json');
    cutShort(path.join(copy, name));
    const lines = readFileSync(path.join(copy, name), 'utf8').split('\n').length;
    const error = await t.throwsAsync(recheck(copy), { instanceOf: UsageError });
    t.true(error.message.includes(`${name}, line ${lines}: expected a JSON object, got {`), error.message);
  });
}

test('a run that was broken off is judged by what it wrote, without the line it was about to write', async (t) => {
  const copy = copyOf('history.ndjson', 'journal.ndjson', 'test.json');
  cutShort(path.join(copy, 'history.ndjson'));
  const { history, results } = await recheck(copy);
  t.is(history.length, run.history.length - 1);
  t.deepEqual(results.notes, [
    `the run has no results.json, so it did not end: its first ${history.length} lines are judged, ` +
      'without the last line, which is cut off',
  ]);
});

test('without a journal nothing is said of the network, and no demand on it is met', async (t) => {
  const { results } = await recheck(copyOf('history.ndjson', 'test.json'));
  t.deepEqual(results.net, { valid: true });
  t.like(results.thresholds[1], { valid: false, problem: 'this run has no msgs-per-op' });
});

test("the journal is counted as the network was, less the harness's own questions", async (t) => {
  const { results } = await recheck(copyOf('history.ndjson', 'test.json', 'journal.ndjson', 'results.json'));
  t.deepEqual(results.net, run.results.net);
  const all = await recheck(copyOf('history.ndjson', 'test.json', 'journal.ndjson'));
  t.deepEqual(all.results.net['servers'], run.results.net['servers']);
  t.notDeepEqual(all.results.net['clients'], run.results.net['clients']);
});

test('bad lines that a strict run counted are still bad', async (t) => {
  const copy = copyOf('history.ndjson', 'test.json');
  const diagnostics = [{ node: 'n1', kind: 'not-json', count: 2, first: [] }];
  write(path.join(copy, 'results.json'), JSON.stringify({ valid: true, diagnostics }));
  t.like((await recheck(copy, { expect: [] })).results, { valid: true, diagnostics });
  t.like((await recheck(copy, { expect: [], strict: true })).results, { valid: false, diagnostics });
});

test('a history of elsewhere needs the name of its workload, and has no seed', async (t) => {
  const copy = copyOf('history.edn');
  await t.throwsAsync(recheck(copy), {
    instanceOf: UsageError,
    message: /history\.edn does not say which workload it is of: expected -w with one of .*echo/,
  });
  const { results } = await recheck(copy, { workload: 'broadcast' });
  t.deepEqual(asJson(results.workload), asJson(run.results.workload));
  t.false('seed' in results);
});

test("in a store the folder's name says which workload it is, as with Maelstrom's", async (t) => {
  const folderOfRun = path.join(folder(), 'broadcast', '20260101T000000.000+0000');
  mkdirSync(folderOfRun, { recursive: true });
  copyFileSync(path.join(place, 'history.edn'), path.join(folderOfRun, 'history.edn'));
  symlinkSync(path.basename(folderOfRun), path.join(folderOfRun, '../latest'));
  t.is((await recheck(path.join(folderOfRun, '../latest'))).options.workload, 'broadcast');
});

test('a history under another name is not taken for part of the run it lies beside', async (t) => {
  const copy = copyOf('test.json', 'journal.ndjson', 'results.json');
  const other = path.join(copy, 'mine.ndjson');
  copyFileSync(path.join(place, 'history.ndjson'), other);
  t.like(findRun(other), { journal: undefined, test: {}, results: {} });
});

test('two ids past 2^53 are not one, and their digits are shown', async (t) => {
  const line = (id: string): string =>
    `{"type":"invoke","process":0,"f":"generate"}\n{"type":"ok","process":0,"f":"generate","value":${id}}\n`;
  const file = path.join(folder(), 'ids.ndjson');
  write(file, line('9007199254740993') + line('9007199254740992'));
  t.true((await recheck(file, { workload: 'unique-ids' })).results.valid);
  write(file, line('9007199254740993').repeat(2));
  const twice = await recheck(file, { workload: 'unique-ids' });
  t.false(twice.results.valid);
  t.regex(printExact(twice.results), /"duplicated":\{"9007199254740993":2\}/);
  const echo = path.join(folder(), 'echo.ndjson');
  write(
    echo,
    '{"type":"invoke","process":0,"f":"echo","value":9007199254740993}\n{"type":"ok","process":0,"f":"echo","value":{"echo":9007199254740992}}',
  );
  const wrong = await recheck(echo, { workload: 'echo' });
  t.false(wrong.results.valid);
  t.regex(
    judgement(
      runSummary({ test: wrong.options, results: wrong.results }),
      { head: 'it', more: '' },
      { colors: plain, columns: undefined },
    ),
    /9007199254740993/,
  );
});

for (const [name, text, message] of [
  ['test.json', '{"workload": ', /test\.json cannot be read: .*JSON/],
  ['results.json', '[1]', /results\.json: expected a JSON object, got \[1\]$/],
  [
    'journal.ndjson',
    '{"time":1,"type":"sent"}\n',
    /journal\.ndjson, line 1: expected type to be send, recv, drop or fault, got "sent"$/,
  ],
  ['test.json', '{"workload": "ecco"}', /^workload: there is no "ecco"/],
  ['test.json', '{"workload": "echo", "rate": "fast"}', /^rate: expected a number, got "fast"$/],
] as const) {
  test(`a damaged run is refused: ${name} ${text.trim()}`, async (t) => {
    const copy = copyOf('history.ndjson', 'test.json');
    write(path.join(copy, name), text);
    await t.throwsAsync(recheck(copy), { instanceOf: UsageError, message });
  });
}

test('options of a later version are no obstacle', async (t) => {
  const copy = copyOf('history.ndjson');
  write(path.join(copy, 'test.json'), '{"workload": "broadcast", "seed": 3, "eddy": "9.9.9", "warp": 5}');
  t.like((await recheck(copy)).results, { valid: true, seed: 3 });
});

test('runs have numbers in the order of time, from either end', (t) => {
  const other = folder();
  for (const name of ['echo/20260102T000000.000+0000', 'broadcast/20260101T000000.000+0000', 'sweeps/x'])
    mkdirSync(path.join(other, name), { recursive: true });
  for (const name of ['echo/20260102T000000.000+0000', 'broadcast/20260101T000000.000+0000'])
    write(path.join(other, name, 'history.edn'), '');
  symlinkSync('echo/20260102T000000.000+0000', path.join(other, 'latest'));
  t.is(runByIndex(other, -1), path.join(other, 'echo/20260102T000000.000+0000'));
  t.is(runByIndex(other, 0), path.join(other, 'broadcast/20260101T000000.000+0000'));
  t.is(runByIndex(other, -2), runByIndex(other, 0));
  for (const index of [2, -3])
    t.throws(() => runByIndex(other, index), {
      instanceOf: UsageError,
      message: `there is no run ${index}: ${other} has 2 runs`,
    });
  rmSync(other, { recursive: true });
  t.throws(() => runByIndex(other, -1), { instanceOf: UsageError, message: /has 0 runs$/ });
});

test('where there is no history the places that were looked at are told', (t) => {
  t.throws(() => findRun('/no/such'), {
    instanceOf: UsageError,
    message:
      /^there is no history at \/no\/such \(looked for \/no\/such, \/no\/such\/history\.ndjson, .*\): expected a run's folder/,
  });
});

test('runs are in the order in which they were begun, in whatever time zone, copied or renamed', (t) => {
  const other = folder();
  const names = [
    'echo/20260101T090000.000+0900',
    'echo/20260101T003000.000Z',
    'broadcast/20260101T010000.000+0000',
    'echo/20260101T010000.000+0000-2',
    'echo/20260101T010000.000+0000-10',
    'echo/20251231T230000.000-0300',
  ];
  for (const name of names) write(path.join(other, name, 'history.ndjson'), '');
  const old = write(path.join(other, 'echo/a-copy/history.ndjson'), '');
  utimesSync(old, new Date(0), new Date(0));
  const all = ['echo/a-copy', ...names].map((_, i) => path.relative(other, runByIndex(other, i)));
  t.deepEqual(all, ['echo/a-copy', ...names]);
  t.is(runByIndex(other, -2), path.join(other, names[4] ?? ''));
});
