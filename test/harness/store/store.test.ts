/** Where a run leaves its traces: the folder, its files, and the links that lead to it. */

import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { RunFolder } from '../../../harness/store/store.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';

const NOON = new Date(2026, 0, 2, 12, 3, 4, 5);

/** Where the links of a store lead, seen from the store. */
function links(store: string): Record<string, string> {
  const places = ['current', 'latest', 'echo/latest', 'broadcast/latest'];
  return Object.fromEntries(
    places
      .filter((place) => existsSync(path.join(store, place)))
      .map((place) => [place, path.join(path.dirname(place), readlinkSync(path.join(store, place)))]),
  );
}

test('the folder is named as Maelstrom names it: workload, then time with milliseconds and zone', (t) => {
  const store = folder();
  const run = new RunFolder(store, 'echo', NOON);
  run.close();
  t.is(path.dirname(run.path), path.join(store, 'echo'));
  t.regex(path.basename(run.path), /^20260102T120304\.005[+-]\d{4}$/);
  const offset = 0 - NOON.getTimezoneOffset();
  t.is(Number(run.path.slice(-5, -2)) * 60 + Math.sign(offset) * Number(run.path.slice(-2)), offset);
});

test('history, journal and logs are lines in files of their own', (t) => {
  const run = new RunFolder(folder(), 'echo', NOON);
  run.history.write('{"index":0}');
  run.journal.write('{"time":0}');
  run.journal.write('{"time":1}');
  run.log('n1', 'hello');
  run.log('n2', 'äöü');
  run.log('n1', '');
  run.write('results.json', { valid: true, nested: { a: [1] } });
  run.close();
  const content = (name: string): string => readFileSync(path.join(run.path, name), 'utf8');
  t.deepEqual(readdirSync(run.path).toSorted(), [
    'history.ndjson',
    'journal.ndjson',
    'node-logs',
    'results.json',
  ]);
  t.is(content('history.ndjson'), '{"index":0}\n');
  t.is(content('journal.ndjson'), '{"time":0}\n{"time":1}\n');
  t.deepEqual(readdirSync(path.join(run.path, 'node-logs')).toSorted(), ['n1.log', 'n2.log']);
  t.is(content('node-logs/n1.log'), 'hello\n\n');
  t.is(content('node-logs/n2.log'), 'äöü\n');
  t.is(content('results.json'), '{\n  "valid": true,\n  "nested": {\n    "a": [\n      1\n    ]\n  }\n}\n');
});

test('a node whose name is a path logs inside the folder', (t) => {
  const run = new RunFolder(folder(), 'echo', NOON);
  run.log('../../n1', 'out');
  run.close();
  t.deepEqual(readdirSync(path.join(run.path, 'node-logs')), ['..%2F..%2Fn1.log']);
});

test('a JSON file is replaced in one step, and no half of one is left', (t) => {
  const run = new RunFolder(folder(), 'echo', NOON);
  run.write('results.json', { valid: 'unknown' });
  run.write('results.json', { valid: true });
  const circle: Record<string, unknown> = {};
  circle['circle'] = circle;
  t.throws(() => run.write('results.json', circle), { instanceOf: Error });
  run.close();
  t.deepEqual(JSON.parse(readFileSync(path.join(run.path, 'results.json'), 'utf8')), { valid: true });
  t.deepEqual(
    readdirSync(run.path).filter((name) => name.endsWith('.new')),
    [],
  );
});

test('current leads to the run under way, the latest links to the last that ended', (t) => {
  const store = folder();
  const first = new RunFolder(store, 'echo', NOON);
  const inStore = (run: RunFolder): string => path.relative(store, run.path);
  t.deepEqual(links(store), { current: inStore(first) });
  first.close();
  const second = new RunFolder(store, 'broadcast', NOON);
  t.deepEqual(links(store), {
    current: inStore(second),
    latest: inStore(first),
    'echo/latest': inStore(first),
  });
  second.close();
  t.deepEqual(links(store), {
    current: inStore(second),
    latest: inStore(second),
    'echo/latest': inStore(first),
    'broadcast/latest': inStore(second),
  });
  t.deepEqual(readdirSync(store).toSorted(), ['broadcast', 'current', 'echo', 'latest']);
});

test('the links are relative, so that a store can be moved', (t) => {
  const store = folder();
  new RunFolder(store, 'echo', NOON).close();
  for (const place of ['current', 'latest', 'echo/latest']) {
    t.true(lstatSync(path.join(store, place)).isSymbolicLink());
    t.false(path.isAbsolute(readlinkSync(path.join(store, place))));
  }
});

test('links that lead nowhere are replaced', (t) => {
  const store = folder();
  const gone = new RunFolder(store, 'echo', NOON);
  gone.close();
  const run = new RunFolder(path.join(store, 'moved', '..'), 'echo', new Date(NOON.getTime() + 1));
  run.close();
  t.is(links(store)['latest'], path.relative(store, run.path));
});

test('runs that begin in the same millisecond have folders of their own', (t) => {
  const store = folder();
  const names = [1, 2, 3].map(() => {
    const run = new RunFolder(store, 'echo', NOON);
    run.history.write(run.path);
    run.close();
    return path.basename(run.path);
  });
  t.deepEqual(names, [names[0], `${names[0]}-2`, `${names[0]}-3`]);
  for (const name of names) {
    t.is(
      readFileSync(path.join(store, 'echo', name, 'history.ndjson'), 'utf8'),
      `${path.join(store, 'echo', name)}\n`,
    );
  }
});

test('the results come last: whoever finds them finds all of the journal', (t) => {
  const run = new RunFolder(folder(), 'echo', NOON);
  run.journal.write('{"time":1}');
  run.log('n1', 'hello');
  run.writeResults({ valid: true });
  t.is(readFileSync(path.join(run.path, 'journal.ndjson'), 'utf8'), '{"time":1}\n');
  t.is(readFileSync(path.join(run.path, 'node-logs', 'n1.log'), 'utf8'), 'hello\n');
  t.is(readFileSync(path.join(run.path, 'results.json'), 'utf8'), '{\n  "valid": true\n}\n');
  run.close();
});

test('a store that cannot be written to is a mistake of whoever named it', (t) => {
  const file = write(path.join(folder(), 'file'), '');
  // Nothing can be made in /proc, and a careless maker of folders tries for ever.
  const nowhere = process.platform === 'linux' ? ['/proc/nowhere'] : [];
  for (const store of [file, path.join(file, 'deep'), ...nowhere]) {
    t.throws(() => new RunFolder(store, 'echo', NOON), {
      instanceOf: UsageError,
      message: new RegExp(`^store: expected a folder that can be written to, got "${store}" \\(E`),
    });
  }
  const store = folder();
  mkdirSync(path.join(store, 'current'));
  t.throws(() => new RunFolder(store, 'echo', NOON), {
    instanceOf: UsageError,
    message: /^store: .*current/,
  });
});
