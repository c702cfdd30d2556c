/** What a run leaves on disk. */

import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { readEdn, toJson } from '../../../harness/store/edn/index.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { folder, write } from '../folder.js';

test('the run is on disk: options with seed and version, history, journal, results, and the links to it', async (t) => {
  const store = folder();
  const done = await runTest({ workload: 'broadcast', runtime: 'sim', rate: 20, 'time-limit': 2, store });
  const at = (name: string): string => path.join(String(done.folder), name);
  const lines = (name: string): unknown[] =>
    readFileSync(at(name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  t.deepEqual(readdirSync(String(done.folder)).toSorted(), [
    'history.edn',
    'history.ndjson',
    'journal.ndjson',
    'node-logs',
    'report.html',
    'results.edn',
    'results.json',
    'test.json',
  ]);
  t.like(JSON.parse(readFileSync(at('test.json'), 'utf8')), {
    ...done.options,
    seed: done.seed,
    eddy: '0.1.0',
  });
  t.deepEqual(lines('history.ndjson'), JSON.parse(JSON.stringify(done.history)));
  t.deepEqual(JSON.parse(readFileSync(at('results.json'), 'utf8')), JSON.parse(JSON.stringify(done.results)));
  const forms = (name: string): unknown[] =>
    readEdn(readFileSync(at(name), 'utf8')).map(({ value }) => toJson(value));
  t.deepEqual(forms('history.edn'), lines('history.ndjson'));
  t.like(forms('results.edn'), [{ 'valid?': true, workload: { 'lost-count': 0 }, runtime: 'sim' }]);
  const sends = lines('journal.ndjson').filter((event) => (event as { type: string }).type === 'send');
  // The journal has the harness's own questions too, which are no part of the figures.
  t.true(sends.length > (done.results.net.all?.['send-count'] ?? NaN));
  for (const link of ['latest', 'current', 'broadcast/latest'])
    t.is(realpathSync(path.join(store, link)), String(done.folder));
});

test('an invalid run is linked as the latest too', async (t) => {
  const store = folder();
  const done = await runTest({
    workload: 'echo',
    runtime: 'sim',
    rate: 0,
    'time-limit': 1,
    store,
    expect: ['msgs-per-op<1'],
  });
  t.false(done.results.valid);
  t.is(realpathSync(path.join(store, 'latest')), String(done.folder));
});

test('the files that nodes wrote are kept with the run, and no empty directories', async (t) => {
  const bin = write(
    `${folder()}/writer.mjs`,
    `import { run } from ${JSON.stringify(import.meta.resolve('eddy/node'))};
     run((node) => {
       node.onInit(() => {
         if (node.id === 'n1') node.storage.write('who', node.id);
       });
       node.handle('echo', {}, ({ echo }) => ({ echo }));
     });`,
  );
  const input: TestInput = {
    workload: 'echo',
    bin,
    nodes: ['n1', 'n2'],
    rate: 5,
    'time-limit': 1,
    store: folder(),
  };
  const { folder: run } = await runTest(input);
  t.deepEqual(readdirSync(path.join(String(run), 'data')), ['n1']);
  t.is(readFileSync(path.join(String(run), 'data', 'n1', 'who'), 'utf8'), 'n1');
});
