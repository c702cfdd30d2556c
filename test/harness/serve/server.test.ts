/** The server over real HTTP: what it shows, and to whom. */

import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import test from 'ava';
import { serve } from '../../../harness/serve/index.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';
import {
  addRun,
  addSweep,
  RESULTS,
  RUN,
  RUN_PATH,
  storeOf,
  SWEEP_END,
  SWEEP_PLAN,
  TEST,
  TIME,
} from './made-up-store.js';
import { serving } from './serving.js';

const EVIL = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';

test('the list has a row for each run, newest first, and a link to it', async (t) => {
  const store = storeOf(
    { results: RESULTS },
    { workload: 'echo', time: '20270101T120000.000+0000', results: { valid: false } },
  );
  const { get } = await serving(t, store);
  const { status, headers, body } = await get('/');
  t.is(status, 200);
  t.is(headers['content-type'], 'text/html; charset=utf-8');
  t.is(body.match(/<tr data-run=/g)?.length, 2);
  t.true(body.indexOf('>INVALID<') < body.indexOf('>VALID<'));
  t.true(body.includes(`<a href="${RUN_PATH}">broadcast</a>`));
  t.true(body.includes('title="2026-01-01 12:00:00 +00:00"'));
  t.regex(body, /2 nodes · sim · seed 7 · 1 × partition/);
  t.regex(
    body,
    /<td data-name="ops">10<\/td><td data-name="msgs\/op">1.5<\/td>\s*<td data-name="p50">100<\/td><td data-name="p99">190<\/td>/,
  );
});

test('a row says why, by which program, and how to repeat the run', async (t) => {
  const store = storeOf({
    test: { ...TEST, bin: '/home/ann/my-node.py', args: ['-v'] },
    results: { ...RESULTS, valid: false, workload: { ...RESULTS.workload, lost: [4, 5], 'stable-count': 0 } },
  });
  const { get } = await serving(t, store);
  const { body } = await get('/');
  t.true(body.includes('<span class="program" title="/home/ann/my-node.py -v">my-node.py</span>'));
  t.regex(body, /<span class="reason">2 values lost: 4, 5<\/span>/);
  t.regex(body, /data-command="eddy test --workload broadcast [^"]*--bin \/home\/ann\/my-node\.py -- -v"/);
  t.regex(body, /data-verdict="invalid"/);
});

test('a page that has not changed is not sent again', async (t) => {
  const store = storeOf({ results: RESULTS });
  const { get } = await serving(t, store);
  const { headers } = await get('/');
  const tag = String(headers.etag);
  t.like(await get('/', { headers: { 'If-None-Match': tag } }), { status: 304, body: '' });
  addRun(store, { workload: 'echo', results: RESULTS });
  const again = await get('/', { headers: { 'If-None-Match': tag } });
  t.is(again.status, 200);
  t.not(again.headers.etag, tag);
});

test('a request by a name that is not ours is refused, and told why', async (t) => {
  const { get, port } = await serving(t, storeOf({ results: RESULTS }));
  for (const [path, method] of [
    ['/', 'GET'],
    ['/live/events', 'GET'],
    [`${RUN_PATH}results.json`, 'HEAD'],
  ] as const) {
    t.is((await get(path, { host: `evil.example:${port}`, method })).status, 421);
  }
  const { body, headers } = await get('/', { host: `<b>evil:${port}` });
  t.regex(body, /Expected a Host such as localhost:\d+, got "<b>evil:\d+"/);
  t.is(headers['content-type'], 'text/plain; charset=utf-8');
});

test('nothing but GET and HEAD is answered', async (t) => {
  const { get } = await serving(t, storeOf());
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
    const { status, headers } = await get('/', { method });
    t.is(status, 405, method);
    t.is(headers.allow, 'GET, HEAD');
  }
  const { status, body, headers } = await get('/', { method: 'HEAD' });
  t.is(status, 200);
  t.is(body, '');
  t.true(Number(headers['content-length']) > 1000);
});

test('every answer keeps other pages out', async (t) => {
  const { get } = await serving(t, storeOf({ results: RESULTS }));
  for (const path of [
    '/',
    '/live',
    '/nowhere',
    RUN_PATH,
    `${RUN_PATH}results.json`,
    `/compare?a=${RUN}&b=${RUN}`,
  ]) {
    t.like((await get(path)).headers, {
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'access-control-allow-origin': undefined,
    });
  }
});

test('files are data, never pages', async (t) => {
  const store = storeOf();
  const run = addRun(store, { results: RESULTS, history: [EVIL] });
  write(path.join(run, 'node-logs', 'n1.log'), `${EVIL}\n`);
  const { get } = await serving(t, store);
  const files = {
    'history.ndjson': 'text/plain; charset=utf-8',
    'node-logs/n1.log': 'text/plain; charset=utf-8',
    'test.json': 'application/json',
  };
  for (const [name, type] of Object.entries(files)) {
    const { status, headers } = await get(`${RUN_PATH}${name}`);
    t.is(status, 200, name);
    t.is(headers['content-type'], type);
    t.regex(String(headers['content-security-policy']), /^sandbox;/);
  }
  t.is((await get(`${RUN_PATH}node-logs/n1.log`)).body, `${EVIL}\n`);
});

test('no path leaves the store', async (t) => {
  const store = storeOf();
  const run = addRun(store, { results: RESULTS });
  const secret = write(path.join(store, '..', 'secret', TIME, 'results.json'), '"secret"');
  write(path.join(run, 'secret.txt'), 'secret');
  mkdirSync(path.join(run, 'node-logs'));
  symlinkSync(secret, path.join(run, 'journal.ndjson'));
  symlinkSync(secret, path.join(run, 'node-logs', 'n1.log'));
  symlinkSync(path.dirname(path.dirname(secret)), path.join(store, 'linked'));
  symlinkSync(path.dirname(secret), path.join(store, 'broadcast', '20260101T130000.000+0000'));
  const other = addRun(store, { workload: 'echo', results: RESULTS });
  symlinkSync(path.dirname(secret), path.join(other, 'node-logs'));
  execFileSync('mkfifo', [path.join(run, 'history.ndjson')]);
  const { get } = await serving(t, store);
  const paths = [
    `${RUN_PATH}secret.txt`,
    `${RUN_PATH}journal.ndjson`,
    `${RUN_PATH}history.ndjson`,
    `${RUN_PATH}node-logs/n1.log`,
    `${RUN_PATH}node-logs/`,
    `${RUN_PATH}results.json/`,
    `/run/echo/${TIME}/node-logs/results.json`,
    `/run/linked/${TIME}/results.json`,
    '/run/broadcast/20260101T130000.000+0000/results.json',
    `/run/../secret/${TIME}/results.json`,
    `/run/%2e%2e/secret/results.json`,
    `/run/..%2fsecret/${TIME}/results.json`,
    `/run/broadcast/${TIME}/..%5c..%5csecret`,
    `${RUN_PATH}results.json%00`,
    `/run//${TIME}/results.json`,
    '/run/broadcast',
    '/run/',
    '/run/sweep/x/',
    '/sweep/../',
    '/live/',
    '/live/events/x',
    'http://evil.example/',
  ];
  for (const each of paths) {
    const { status, body } = await get(each);
    t.is(status, 404, each);
    t.false(body.includes('secret'), each);
  }
  t.false((await get('/')).body.includes('linked'));
});

test('the newest run of a workload is its latest', async (t) => {
  const store = storeOf({ results: RESULTS }, { time: '20250101T120000.000+0000', results: RESULTS });
  const { get } = await serving(t, store);
  const { status, headers } = await get('/run/broadcast/latest/');
  t.is(status, 308);
  t.is(headers.location, RUN_PATH);
  t.is((await get(RUN_PATH.slice(0, -1))).headers.location, RUN_PATH);
});

test("a run's page is its report as it is stored, in an origin of its own", async (t) => {
  const store = storeOf();
  const run = addRun(store, { results: RESULTS });
  const { get } = await serving(t, store);
  t.regex((await get(RUN_PATH)).body, /<h1>broadcast, 2026-01-01 12:00:00 <span class="badge good">VALID/);
  write(path.join(run, 'report.html'), '<p>report</p>');
  const { body, headers } = await get(RUN_PATH);
  t.is(body, '<p>report</p>');
  t.regex(String(headers['content-security-policy']), /^sandbox allow-scripts /);
  t.notRegex(String(headers['content-security-policy']), /allow-same-origin/);
});

test('sweeps are listed with what they came to, and their pages served', async (t) => {
  const store = storeOf({ results: RESULTS });
  addSweep(store, TIME, { 'sweep.json': SWEEP_END, 'sweep.html': '<p>sweep</p>' });
  addSweep(store, '20260102T120000.000+0000', { 'plan.json': SWEEP_PLAN, 'runs.ndjson': '{}\n' });
  mkdirSync(path.join(store, 'sweep', '20260103T120000.000+0000'));
  const { get } = await serving(t, store);
  const { body } = await get('/');
  const path_ = `/sweep/${encodeURIComponent(TIME)}/`;
  t.regex(
    body,
    new RegExp(`<a href="${path_}">Sweep of broadcast</a></b> <span class="badge good">target met`),
  );
  t.true(body.includes('fanout · 2 points · 6 runs · 1 failed'));
  t.true(body.includes('Take fanout=1.'));
  t.true(body.includes('fanout · 2 points · 1 of 6 runs'));
  t.true(body.includes('Its files cannot be read.'));
  t.is((await get(path_)).body, '<p>sweep</p>');
});

test('a run that a sweep kept is found below the sweep, by names that are there', async (t) => {
  const store = storeOf({ results: RESULTS });
  const sweep = addSweep(store, TIME, { 'sweep.html': '<p>sweep</p>' });
  const kept = addRun(path.join(sweep, 'runs', 'point-1-seed-2'), { results: RESULTS });
  write(path.join(kept, 'report.html'), '<p>kept</p>');
  symlinkSync(path.join(store, 'broadcast'), path.join(sweep, 'runs', 'linked'));
  const { get } = await serving(t, store);
  const below = `/sweep/${encodeURIComponent(TIME)}/runs/point-1-seed-2/broadcast/${encodeURIComponent(TIME)}/`;
  for (const place of [below, `${below}report.html`]) {
    const { body, headers } = await get(place);
    t.is(body, '<p>kept</p>');
    t.regex(String(headers['content-security-policy']), /^sandbox allow-scripts /);
  }
  t.is((await get(below.slice(0, -1))).headers.location, below);
  t.is(JSON.parse((await get(`${below}results.json`)).body).seed, 7);
  for (const gone of [
    below.replace('point-1-seed-2', 'linked'),
    below.replace('/runs/', '/walks/'),
    below.replace('broadcast', 'echo'),
    `${below}secret.txt`,
    `${below}report.html/`,
  ])
    t.is((await get(gone)).status, 404, gone);
});

test('the small picture of a run is data, and of no run it is not there', async (t) => {
  const store = storeOf(
    { results: RESULTS, history: [{ time: 1, process: 1, type: 'ok' }] },
    { workload: 'echo' },
  );
  const { get } = await serving(t, store);
  const { body, headers } = await get(`/over-time/${RUN}`);
  t.is(headers['content-type'], 'application/json');
  t.deepEqual(JSON.parse(body), { seconds: 0.1, ok: [10], info: [0] });
  t.like(await get(`/over-time/echo/${TIME}`), { status: 204, body: '' });
  for (const gone of ['/over-time/broadcast/latest', `/over-time/${RUN}/`, '/over-time/'])
    t.is((await get(gone)).status, 404, gone);
});

test('an address that leads nowhere is a page with a way back, and does not repeat the address', async (t) => {
  const { get } = await serving(t, storeOf());
  const { status, body, headers } = await get('/nowhere/%3Cimg%3E');
  t.is(status, 404);
  t.is(headers['content-type'], 'text/html; charset=utf-8');
  t.true(body.includes('<a href="/">'));
  t.false(body.includes('nowhere'));
});

test('names and texts of a run are text', async (t) => {
  const workload = '<img src=x onerror=alert(1)>';
  const results = {
    ...RESULTS,
    faults: [{ fault: EVIL.replaceAll('/', ''), text: EVIL, from: 0 }],
    runtime: EVIL,
  };
  const store = storeOf({ results, test: { nodes: [EVIL], runtime: EVIL, [EVIL]: EVIL } });
  const run = addRun(store, { workload, results: { valid: false }, test: { [EVIL]: '' } });
  write(path.join(run, 'node-logs', '<img>.log'), 'x');
  const { get } = await serving(t, store);
  const name = `${encodeURIComponent(workload)}/${encodeURIComponent(TIME)}`;
  for (const each of [
    '/',
    RUN_PATH,
    `/run/${name}/`,
    `/compare?a=${RUN}&b=${encodeURIComponent(`${workload}/${TIME}`)}`,
    `/compare?a=${encodeURIComponent(EVIL)}`,
  ]) {
    const { body } = await get(each);
    t.notRegex(body, /<img|<script>/, each);
  }
  t.is((await get(`/run/${name}/node-logs/%3Cimg%3E.log`)).body, 'x');
});

test('a comparison of runs that are not there says so', async (t) => {
  const { get } = await serving(t, storeOf({ results: RESULTS }));
  for (const query of ['', '?a=x', `?a=${RUN}&b=broadcast/../x`, `?a=${RUN}&b=${RUN}/x`]) {
    t.is((await get(`/compare${query}`)).status, 404, query);
  }
});

test('a store that is not there yet is empty', async (t) => {
  const { get } = await serving(t, path.join(folder(), 'none'));
  t.regex((await get('/')).body, /There are no runs here yet/);
});

test('a port that is taken, and a host that is not here, are wrong usage', async (t) => {
  const store = storeOf();
  const { port } = await serving(t, store);
  await t.throwsAsync(serve({ store, host: '127.0.0.1', port }), {
    instanceOf: UsageError,
    message: new RegExp(`^--port: ${port} is in use on 127\\.0\\.0\\.1`),
  });
  await t.throwsAsync(serve({ store, host: '203.0.113.7', port: 0 }), {
    instanceOf: UsageError,
    message: /^--host: /,
  });
});

test('it stops at once, though somebody has sent half a request', async (t) => {
  const { url, stop } = await serve({ store: storeOf(), host: '127.0.0.1', port: 0 });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\n');
  await (await fetch(url)).text();
  await t.notThrowsAsync(Promise.all([once(socket, 'close'), stop()]));
});
