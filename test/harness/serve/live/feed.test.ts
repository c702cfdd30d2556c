/** The live view's stream, over real HTTP: a run that begins, goes on and ends while a reader listens. */

import { appendFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Row } from '../../../../harness/serve/live/row.js';
import { Reader } from '../../../../harness/serve/live/reader.js';
import { write } from '../../folder.js';
import { addRun, linesOf, RESULTS, storeOf, TIME } from '../made-up-store.js';
import { serving } from '../serving.js';

interface Event {
  readonly name: string;
  readonly data: unknown;
}

/** Events as they come. */
async function* eventsAt(t: ExecutionContext, url: string): AsyncGenerator<Event> {
  const response = await new Promise<AsyncIterable<Buffer>>((resolve, reject) => {
    const request = get(`${url}live/events`, { agent: false }, resolve);
    request.on('error', reject);
    t.teardown(() => request.destroy());
  });
  let text = '';
  for await (const chunk of response) {
    text += chunk.toString();
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
      if (name !== undefined && data !== undefined) yield { name, data: JSON.parse(data) };
    }
  }
}

const SEND = { time: 1e9, type: 'send', message: { id: 1, src: 'n1', dest: 'n2', body: { type: 'gossip' } } };
const EVIL = {
  time: 1e9,
  type: 'send',
  message: { id: 2, src: 'n1', dest: '\n\nevent: end\ndata: {}\n\n', body: { type: '\r\n' } },
};
const RECV = { time: 2e9, type: 'recv', id: 1 };

test('a run is told from its beginning to its verdict, and the next one after it', async (t) => {
  const store = storeOf();
  const { url } = await serving(t, store);
  const events = eventsAt(t, url);
  const next = async (): Promise<Event> => (await events.next()).value as Event;
  /** Rows up to and with one of these. */
  const rowsUntil = async (kind: Row['kind'], at: number): Promise<readonly Row[]> => {
    const rows: Row[] = [];
    while (!rows.some((row) => row.kind === kind && 'at' in row && row.at === at)) {
      const { name, data } = await next();
      if (name !== 'rows') throw new Error(`expected rows, got ${name} ${JSON.stringify(data)}`);
      rows.push(...(data as readonly Row[]));
    }
    return rows;
  };
  t.is((await next()).name, 'waiting');

  const run = addRun(store, { history: [{ process: 0, type: 'invoke', time: 0 }], journal: [SEND, EVIL] });
  symlinkSync(`broadcast/${TIME}`, path.join(store, 'current'));
  t.like(await next(), {
    name: 'run',
    data: { workload: 'broadcast', nodes: ['n1', 'n2'], when: '2026-01-01 12:00:00' },
  });
  t.like((await rowsUntil('send', 1))[0], { kind: 'send', at: 1, from: 'n1', to: 'n2' });
  appendFileSync(path.join(run, 'journal.ndjson'), linesOf([RECV]));
  const rows = await rowsUntil('receive', 2);
  t.like(rows.at(-1), { kind: 'counts', counts: { sent: 2, invoked: 1 } });

  // A second reader is told what was.
  const late = eventsAt(t, url);
  t.like((await late.next()).value, { name: 'run' });
  const { value } = (await late.next()) as IteratorYieldResult<Event>;
  t.deepEqual((value.data as readonly Row[]).map(({ kind }) => kind).slice(0, 3), [
    'send',
    'send',
    'receive',
  ]);

  writeFileSync(path.join(run, 'results.json'), JSON.stringify({ ...RESULTS, valid: false }));
  let event = await next();
  while (event.name === 'rows') event = await next();
  t.deepEqual(event, {
    name: 'end',
    data: { verdict: 'INVALID', tone: 'bad', path: `/run/broadcast/${encodeURIComponent(TIME)}/` },
  });
});

test('a journal that is damaged ends the story, and says where', async (t) => {
  const store = storeOf({ history: [], journal: ['{"time":1}'] });
  symlinkSync(`broadcast/${TIME}`, path.join(store, 'current'));
  const { url } = await serving(t, store);
  for await (const { name, data } of eventsAt(t, url)) {
    if (name !== 'end') continue;
    t.regex((data as { readonly problem: string }).problem, /journal\.ndjson, line 1: expected type/);
    break;
  }
});

test('a current run that lies elsewhere is not told', async (t) => {
  const store = storeOf({ results: RESULTS });
  const elsewhere = addRun(path.join(store, '..', 'other'), {
    workload: 'echo',
    history: [],
    journal: [SEND],
  });
  symlinkSync(elsewhere, path.join(store, 'current'));
  const { url, get } = await serving(t, store);
  t.is(((await eventsAt(t, url).next()).value as Event).name, 'waiting');
  t.notRegex((await get('/')).body, /under way/);
});

test('a page that lists a run under way leads to the live view', async (t) => {
  const store = storeOf();
  const run = addRun(store, { history: [] });
  const { get } = await serving(t, store);
  t.regex((await get('/')).body, /A test of broadcast is under way: <a href="\/live">/);
  write(path.join(run, 'results.json'), JSON.stringify(RESULTS));
  t.notRegex((await get('/')).body, /under way/);
});

test('a reader that is slow goes on with the newest, and is told what it missed', (t) => {
  const written: string[] = [];
  let drained = (): void => {};
  let room = true;
  const response = {
    write: (text: string) => {
      written.push(text);
      return room;
    },
    on: (_: string, listener: () => void) => (drained = listener),
  };
  const reader = new Reader(response as never);
  const counts: Row = {
    kind: 'counts',
    at: 0,
    counts: { sent: 0, dropped: 0, invoked: 0, ok: 0, fail: 0, info: 0, faults: 0 },
  };
  room = false;
  reader.row({ kind: 'receive', at: 0, id: 0 });
  reader.flush(counts);
  t.is(written.length, 1);
  for (let i = 1; i <= 10_000; i++) {
    reader.row({ kind: 'receive', at: i, id: i });
    reader.flush(counts);
  }
  t.is(written.length, 1);
  drained();
  reader.flush(counts);
  t.is(written.length, 2);
  const rows = JSON.parse(/^data: (.*)$/m.exec(written[1] ?? '')?.[1] ?? '') as readonly Row[];
  t.deepEqual(rows[0], { kind: 'skipped', rows: 8000 });
  t.is(rows.length, 1 + 2000 + 1);
  t.like(rows.at(-2), { id: 10_000 });
});
