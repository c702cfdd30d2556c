import { appendFileSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import test from 'ava';
import { plain } from '../../../harness/text/colors.js';
import { parseOutcome, parseTimeRange } from '../../../harness/trace/filter.js';
import { journalFile, trace } from '../../../harness/trace/trace.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { until } from '../../real-time.js';
import { folder } from '../folder.js';
import { drop, fault, journal, linesOf, Page, recv, send } from './journal.js';

const run = [
  send(100, 0, 'c1', 'n1', { type: 'broadcast', msg_id: 1, message: 17 }),
  recv(100, 0),
  send(101, 1, 'n1', 'n2', { type: 'gossip', msg_id: 1, values: [17], digest: { n1: 3 } }),
  send(101, 2, 'n1', 'n3', { type: 'gossip', msg_id: 2, values: [17] }),
  drop(101, 2, 'partition'),
  send(102, 3, 'n1', 'c1', { type: 'broadcast_ok', in_reply_to: 1 }),
  recv(102, 3),
  recv(201, 1),
  fault(300, 'heal', 'all links are open'),
  send(301, 4, 'n2', 'n1', { type: 'gossip_ok', in_reply_to: 1, digest: { n1: 17 } }),
];

test('a run is shown message by message, with its faults, and counted', async (t) => {
  t.deepEqual(await linesOf({ path: journal(...run) }), [
    '   0.100     0 c1 -> n1   broadcast #1 {"message":17}  ✓',
    '   0.101     1 n1 -> n2   gossip #1 {"values":[17],"digest":{"n1":3}}  ✓ 100 ms',
    '   0.101     2 n1 -> n3   gossip #2 {"values":[17]}  ✗ partition',
    '   0.102     3 n1 -> c1   broadcast_ok re 1  ✓',
    '-- 0.300 s heal all links are open',
    '   0.301     4 n2 -> n1   gossip_ok re 1 {"digest":{"n1":17}}  … under way',
    '5 messages: 3 delivered, 1 dropped (1 partition), 1 under way',
  ]);
});

test('filters choose, and the count says of how many', async (t) => {
  t.deepEqual(
    await linesOf({
      path: journal(...run),
      filter: { outcomes: [parseOutcome('partition')], types: ['gossip'] },
    }),
    [
      '   0.101     2 n1 -> n3   gossip #2 {"values":[17]}  ✗ partition',
      '-- 0.300 s heal all links are open',
      '1 of 5 messages: 1 dropped (1 partition)',
    ],
  );
});

test('a time range holds for faults too', async (t) => {
  t.deepEqual(await linesOf({ path: journal(...run), filter: { time: parseTimeRange('..100ms') } }), [
    '   0.100     0 c1 -> n1   broadcast #1 {"message":17}  ✓',
    '1 of 5 messages: 1 delivered',
  ]);
});

test("a value's journey is the messages that carry it and the replies to them", async (t) => {
  const lines = await linesOf({ path: journal(...run), filter: { value: 17 }, json: true });
  t.deepEqual(
    lines.map((line) => (JSON.parse(line) as { id: number }).id),
    [0, 1, 2, 3, 4],
  );
  const other = await linesOf({ path: journal(...run), filter: { value: 3 }, json: true });
  t.deepEqual(other, []);
});

test('for programs there are only messages, one object a line', async (t) => {
  const lines = await linesOf({ path: journal(...run), json: true });
  t.is(lines.length, 5);
  t.deepEqual(JSON.parse(lines[2] ?? ''), {
    id: 2,
    src: 'n1',
    dest: 'n3',
    body: { type: 'gossip', msg_id: 2, values: [17] },
    sent_at_ns: 101_000_000,
    outcome: 'dropped',
    at_ns: 101_000_000,
    reason: 'partition',
    copies: 0,
  });
});

test('it resolves with the number of messages shown', async (t) => {
  const io = { out: new Page(), colors: plain, width: undefined };
  t.is(await trace({ path: journal(...run), filter: { nodes: ['n3'] } }, io), 1);
});

test('no line is wider than the width, the last one neither', async (t) => {
  for (const line of await linesOf({ path: journal(...run) }, 40)) t.true(line.length <= 40, line);
});

test('a run that is still being written is shown as far as it goes', async (t) => {
  const file = journal(...run);
  appendFileSync(file, '{"time":400000000,"type":"se');
  t.is(
    (await linesOf({ path: file })).at(-1),
    '5 messages: 3 delivered, 1 dropped (1 partition), 1 under way',
  );
});

test('a damaged journal is an error with its place', async (t) => {
  const file = journal(...run.slice(0, 3), 'garbage', ...run.slice(3));
  await t.throwsAsync(linesOf({ path: file }), {
    instanceOf: UsageError,
    message: `${file}, line 4: expected a JSON object, got garbage`,
  });
});

test('a run that is followed ends by itself when its results are there, with all that came before them', async (t) => {
  const file = journal(run[0], run[1]);
  const out = new Page();
  const shown = trace({ path: file, follow: true }, { out, colors: plain, width: undefined });
  await until(() => out.lines.length >= 1);
  appendFileSync(file, `${JSON.stringify(run[2])}\n`);
  writeFileSync(path.join(path.dirname(file), 'results.json'), '{}');
  t.is(await shown, 2);
  t.regex(out.lines.at(-1) ?? '', /^2 messages: 1 delivered, 1 under way$/);
});

test('a run that is followed is shown as it goes, until the signal, and then counted', async (t) => {
  const file = journal(run[0], run[1]);
  const out = new Page();
  const stop = new AbortController();
  const shown = trace(
    { path: file, follow: true },
    { out, colors: plain, width: undefined, signal: stop.signal },
  );
  await until(() => out.lines.length >= 1);
  t.deepEqual(out.lines, ['   0.100     0 c1 -> n1   broadcast #1 {"message":17}  ✓']);
  appendFileSync(
    file,
    run
      .slice(2)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  await until(() => out.lines.length >= 5);
  t.deepEqual(out.lines.slice(1), [
    '   0.101     2 n1 -> n3   gossip #2 {"values":[17]}  ✗ partition',
    '   0.102     3 n1 -> c1   broadcast_ok re 1  ✓',
    '   0.101     1 n1 -> n2   gossip #1 {"values":[17],"digest":{"n1":3}}  ✓ 100 ms',
    '-- 0.300 s heal all links are open',
  ]);
  stop.abort();
  t.is(await shown, 5);
  t.deepEqual(out.lines.slice(5), [
    '   0.301     4 n2 -> n1   gossip_ok re 1 {"digest":{"n1":17}}  … under way',
    '5 messages: 3 delivered, 1 dropped (1 partition), 1 under way',
  ]);
});

function many(count: number): string {
  return journal(
    ...Array.from({ length: count }, (_, id) => [
      send(id, id, 'n1', 'n2', { text: 'x'.repeat(100) }),
      recv(id, id),
    ]).flat(),
  );
}

test('a reader that has seen enough is no error, and ends the work', async (t) => {
  let writes = 0;
  const out = new Writable({
    write(_chunk, _encoding, done) {
      writes++;
      done(writes < 3 ? null : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  const shown = await trace({ path: many(10_000) }, { out, colors: plain, width: undefined });
  t.is(writes, 3);
  t.true(shown > 0 && shown < 10_000, `${shown}`);
});

test('any other error of the output is one', async (t) => {
  const out = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    },
  });
  await t.throwsAsync(trace({ path: many(10) }, { out, colors: plain, width: undefined }), {
    message: 'no space left',
  });
});

test('a slow reader is waited for', async (t) => {
  let most = 0;
  const out = new Writable({
    highWaterMark: 1024,
    write(_chunk, _encoding, done) {
      most = Math.max(most, out.writableLength);
      setTimeout(done, 5);
    },
  });
  t.is(await trace({ path: many(5_000) }, { out, colors: plain, width: undefined }), 5_000);
  t.true(most < 100_000, `${most} bytes waited at once`);
});

function store(): { root: string; journal: string } {
  const root = folder();
  const run = path.join(root, 'store/broadcast/20261122T180000');
  mkdirSync(run, { recursive: true });
  copyFileSync(journal(), path.join(run, 'journal.ndjson'));
  return { root, journal: path.join(run, 'journal.ndjson') };
}

test('a journal is found by its path, by its run, or by a latest run', (t) => {
  const { root, journal } = store();
  symlinkSync('broadcast/20261122T180000', path.join(root, 'store/latest'));
  symlinkSync('20261122T180000', path.join(root, 'store/broadcast/latest'));
  const places = [
    undefined,
    'store',
    'store/latest',
    'store/broadcast',
    'store/broadcast/20261122T180000',
    path.relative(root, journal),
    journal,
  ];
  for (const place of places) t.is(journalFile(place, false, root), journal, place);
});

test('to follow, the current run comes before the latest', (t) => {
  const { root, journal } = store();
  symlinkSync('broadcast/20261122T180000', path.join(root, 'store/latest'));
  t.is(journalFile(undefined, true, root), journal);
  const current = path.join(root, 'store/echo/now');
  mkdirSync(current, { recursive: true });
  writeFileSync(path.join(current, 'journal.ndjson'), '');
  symlinkSync('echo/now', path.join(root, 'store/current'));
  t.is(journalFile(undefined, true, root), path.join(current, 'journal.ndjson'));
  t.is(journalFile(undefined, false, root), journal);
});

test('where there is no journal the error says what was looked for and what to do', (t) => {
  const root = folder();
  t.throws(() => journalFile(undefined, false, root), {
    instanceOf: UsageError,
    message: new RegExp(`^there is no run to trace \\(looked for ${root}/store/latest.*Run eddy test first`),
  });
  t.throws(() => journalFile('store/x', false, root), {
    instanceOf: UsageError,
    message: new RegExp(
      `^there is no journal at store/x \\(looked for ${root}/store/x, ${root}/store/x/journal.ndjson`,
    ),
  });
  symlinkSync('gone', path.join(root, 'broken'));
  t.throws(() => journalFile('broken', false, root), { instanceOf: UsageError });
  writeFileSync(path.join(root, 'file'), '');
  t.throws(() => journalFile('file/inside', false, root), { instanceOf: UsageError });
});

test('where a first run is under way the error says how to follow it', (t) => {
  const { root } = store();
  symlinkSync('broadcast/20261122T180000', path.join(root, 'store/current'));
  t.throws(() => journalFile(undefined, false, root), {
    message: /A run is under way: eddy trace --follow$/,
  });
});
