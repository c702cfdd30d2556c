/** What a report carries: all of the run, in columns that come out as they went in, and nothing that could act. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import test from 'ava';
import { unfold } from '../../../harness/picture/folded-text.js';
import { sums, unpackNumbers } from '../../../harness/picture/varint.js';
import type { ReportData } from '../../../harness/report/report-data.js';
import { LONG_MARK, type TextTable } from '../../../harness/page/packing.js';
import { writeReport } from '../../../harness/report/report.js';
import { readJournal } from '../../../harness/store/journal-reader.js';
import { runTest } from '../../../harness/run/run-test.js';
import { folder, write } from '../folder.js';
import { madeRun } from './made-run.js';

/** A report taken apart, as its script does it. */
class Opened {
  readonly html: string;
  readonly data: ReportData;

  constructor(html: string) {
    this.html = html;
    this.data = JSON.parse(this.element('data')) as ReportData;
  }

  element(id: string): string {
    return new RegExp(`<script type="[a-z/]+" id="${id}">([^<]*)</script>`).exec(this.html)?.[1] ?? '';
  }

  column(id: string, length: number): readonly number[] {
    return [...unpackNumbers(gunzipSync(Buffer.from(this.element(id), 'base64')), new Float64Array(length))];
  }

  steps(id: string, length: number): readonly number[] {
    return [...sums(Float64Array.from(this.column(id, length)))];
  }

  texts(prefix: string, { blocks, longBlocks }: TextTable): readonly string[] {
    const block = (id: string): readonly string[] =>
      gunzipSync(Buffer.from(this.element(id), 'base64'))
        .toString()
        .split('\n');
    const long = longBlocks.flatMap((_, i) => unfold(block(`${prefix}-long${i}`)));
    return blocks
      .flatMap((_, i) => block(`${prefix}${i}`))
      .map((text) => (text.startsWith(LONG_MARK) ? (long[Number(text.slice(1))] ?? '') : text));
  }
}

async function opened(place: string): Promise<Opened> {
  return new Opened(readFileSync((await writeReport(place)).file, 'utf8'));
}

test('every message of the journal is in it: who sent what to whom, when, and what became of it', async (t) => {
  const run = await runTest({
    workload: 'broadcast',
    runtime: 'sim',
    seed: 1,
    rate: 30,
    latency: 10,
    duplication: 0.1,
    'time-limit': 4,
    nemesis: ['partition', 'kill'],
    'nemesis-interval': 1,
    store: folder(),
  });
  const place = String(run.folder);
  const report = await opened(place);
  const { messages, endpoints, outcomes, types } = report.data;
  const [ids, sent] = [report.steps('m-id', messages.length), report.steps('m-sent', messages.length)];
  const column = (name: string): readonly number[] => report.column(name, messages.length);
  const [took, src, dest, type] = [column('m-took'), column('m-src'), column('m-dest'), column('m-type')];
  const [outcome, copies] = [column('m-outcome'), column('m-copies')];
  const bodies = report.texts('m-text', messages);
  const rows = new Map(ids.map((id, row) => [id, row]));
  const received = new Map<number, number[]>();
  let count = 0;
  for await (const event of readJournal(path.join(place, 'journal.ndjson'))) {
    if (event.type === 'fault') continue;
    const row = rows.get(event.type === 'send' ? event.message.id : event.id) ?? -1;
    if (event.type === 'send') {
      count++;
      t.is(sent[row], event.time);
      t.is(endpoints[src[row] ?? -1]?.name, event.message.src);
      t.is(endpoints[dest[row] ?? -1]?.name, event.message.dest);
      t.is(types[type[row] ?? -1], String(event.message.body.type));
      t.deepEqual(JSON.parse(bodies[row] ?? ''), event.message.body);
    } else if (event.type === 'recv') received.set(row, [...(received.get(row) ?? []), event.time]);
    else if (!received.has(row)) t.is(outcomes[outcome[row] ?? -1], event.reason);
  }
  t.is(messages.length, count);
  for (const [row, times] of received) {
    t.is(outcomes[outcome[row] ?? -1], 'delivered');
    t.is(copies[row], times.length);
    t.is((sent[row] ?? 0) + (took[row] ?? 0) - 1, times[0] ?? NaN);
  }
  t.true([...received.values()].some((times) => times.length === 2));
  t.deepEqual(
    endpoints.slice(0, 5).map(({ name }) => name),
    ['n1', 'n2', 'n3', 'n4', 'n5'],
  );
});

test('requests know their replies, and both their operation', async (t) => {
  const run = await runTest({
    workload: 'echo',
    runtime: 'sim',
    seed: 1,
    rate: 20,
    'time-limit': 2,
    store: folder(),
  });
  const report = await opened(String(run.folder));
  const { messages, operations, types } = report.data;
  const type = report.column('m-type', messages.length).map((each) => types[each]);
  const back = report.column('m-request', messages.length);
  const operation = report.column('m-operation', messages.length);
  const invocations = report.steps('o-index', operations.length);
  t.is(operations.length, run.history.length / 2);
  for (const [row, name] of type.entries()) {
    if (name !== 'echo_ok') continue;
    t.is(type[row - (back[row] ?? 0)], 'echo');
    t.is(operation[row], operation[row - (back[row] ?? 0)]);
    t.true(invocations.includes((operation[row] ?? 0) - 1));
  }
});

test('of bodies that repeat each other only what is new is kept', async (t) => {
  const seen = Array.from({ length: 3000 }, (_, i) => i);
  const messages = Array.from({ length: 400 }, (_, i) => ({
    src: 'n1',
    dest: 'c1',
    body: JSON.stringify({ type: 'read_ok', messages: seen.slice(0, 2000 + i), in_reply_to: i }),
    at: i,
    end: i,
  }));
  const place = madeRun(messages);
  const report = await opened(place);
  const size = readFileSync(path.join(place, 'journal.ndjson')).length;
  t.true(report.element('m-text-long0').length < size / 100);
  t.deepEqual(
    report.texts('m-text', report.data.messages),
    messages.map(({ body }) => body),
  );
});

test('the same run gives the same report, byte for byte', async (t) => {
  const page = async (): Promise<string> => {
    const run = await runTest({
      workload: 'g-set',
      runtime: 'sim',
      seed: 5,
      rate: 20,
      'time-limit': 2,
      store: folder(),
    });
    const { html } = await opened(String(run.folder));
    return html.replaceAll(path.basename(String(run.folder)), '').replaceAll(/<dt>store<\/dt><dd>[^<]*/g, '');
  };
  t.is(await page(), await page());
});

test('nothing of a run becomes markup, and only what is in the page may run', async (t) => {
  const evil = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';
  const place = madeRun(
    [{ src: evil, dest: 'n1', body: JSON.stringify({ type: evil, [evil]: evil }), at: 1, end: evil }],
    {
      'test.json': { workload: 'broadcast', bin: evil, nodes: ['n1', evil] },
      'results.json': {
        valid: false,
        error: evil,
        workload: { valid: false, lost: [evil] },
        faults: [{ fault: evil, text: evil, from: 0 }],
        diagnostics: [{ node: evil, kind: evil, count: 1, first: [] }],
        explanations: [{ kind: 'lost', value: evil, node: evil, text: evil, messages: [0], operations: [] }],
      },
    },
  );
  const { html } = await opened(place);
  t.false(html.includes('<img'));
  t.false(html.includes('<script>alert'));
  t.is(html.split('<script type="module">').length, 2);
  t.false(
    /<[^>]* (?:on\w+|style|src|href)=/.test(
      html.replaceAll(
        /<script[^]*?<\/script>|<link rel="icon" href="data:image[^>]*>|<a class="skip" href="#\w+">/g,
        '',
      ),
    ),
  );
  const script = /<script type="module">([^]*?)<\/script>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(script).digest('base64');
  t.true(html.includes(`default-src 'none'; style-src 'sha256-`));
  t.true(html.includes(`script-src 'sha256-${hash}'; img-src data:; base-uri 'none'`));
});

test('a run that was broken off has a report of what it left', async (t) => {
  const report = await opened(
    madeRun([{ src: 'n1', dest: 'n2', body: '{"type":"hi"}', at: 1 }], {
      'test.json': { nodes: ['n1', 'n2'] },
    }),
  );
  t.regex(report.html, /NOT FINISHED/);
  t.true(report.html.includes('it is under way, was broken off, or was not made by Eddy'));
  t.is(report.data.messages.length, 1);
});

test("a history of elsewhere, such as Maelstrom's, is judged for its report", async (t) => {
  const run = await runTest({
    workload: 'g-set',
    runtime: 'sim',
    seed: 1,
    rate: 20,
    'time-limit': 2,
    store: folder(),
  });
  const place = path.join(folder(), 'g-set', '20260101T120000.000Z');
  write(path.join(place, 'history.edn'), readFileSync(path.join(String(run.folder), 'history.edn'), 'utf8'));
  const { html, data } = await opened(place);
  t.regex(html, /<h1>g-set <span class="verdict good">VALID<\/span>/);
  t.is(data.operations.length, Number(run.results.stats['count']));
  t.is(data.messages.length, 0);
});

test('a run without messages and operations has one too', async (t) => {
  const report = await opened(madeRun([]));
  t.is(report.data.messages.length, 0);
  t.is(report.data.end, 0);
});

test('where there is no run, the error says what was looked for', async (t) => {
  await t.throwsAsync(writeReport(path.join(folder(), 'none')), {
    name: 'UsageError',
    message: /there is no history at/,
  });
});
