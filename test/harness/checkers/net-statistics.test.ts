import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import test from 'ava';
import { NetStatistics } from '../../../harness/checkers/index.js';
import type { Message } from '../../../node/index.js';
import { Envelope } from '../../../router/index.js';

const JOURNALS = new URL('../../../../fixtures/goldens/journals/', import.meta.url);

interface JournalLine {
  readonly time: number;
  readonly type: 'send' | 'recv';
  readonly message: Message & { readonly id: number };
}

/** Maelstrom's journal holds the whole message at both ends. */
function observeGolden(statistics: NetStatistics, line: JournalLine): void {
  const envelope = new Envelope(line.message.id, line.message);
  if (line.type === 'send') statistics.send(line.time, envelope);
  else statistics.receive(line.time, envelope);
}

for (const run of ['gset-js-part', 'linkv-proxy-rb']) {
  test(`the figures of ${run} are Maelstrom's to the last digit`, (t) => {
    const expected = JSON.parse(readFileSync(new URL(`${run}.expected.json`, JOURNALS), 'utf8')) as {
      net: Record<string, unknown>;
      client_invocations: number;
    };
    const statistics = new NetStatistics();
    for (const line of gunzipSync(readFileSync(new URL(`${run}.ndjson.gz`, JOURNALS)))
      .toString()
      .split('\n')) {
      if (line !== '') observeGolden(statistics, JSON.parse(line) as JournalLine);
    }
    const { 'valid?': _, ...groups } = expected.net;
    t.deepEqual(statistics.result(expected.client_invocations), { valid: true, ...groups });
  });
}

function envelope(id: number, src: string, dest: string): Envelope {
  return new Envelope(id, { src, dest, body: {} });
}

test('a message with a client at either end is a client message, all others are server messages', (t) => {
  const statistics = new NetStatistics();
  for (const [id, [src, dest]] of [
    ['c0', 'n1'],
    ['n1', 'c0'],
    ['n1', 'n2'],
    ['n1', 'lin-kv'],
    ['lin-kv', 'n1'],
  ].entries()) {
    statistics.send(0, envelope(id, src ?? '', dest ?? ''));
  }
  t.like(statistics.result(0), {
    all: { 'send-count': 5 },
    clients: { 'send-count': 2 },
    servers: { 'send-count': 3 },
  });
});

test('a dropped message counts as sent, and a server message as dropped for its reason', (t) => {
  const statistics = new NetStatistics();
  const drops = [
    [envelope(0, 'n1', 'n2'), 'partition'],
    [envelope(1, 'n2', 'n1'), 'partition'],
    [envelope(2, 'n2', 'n3'), 'loss'],
    [envelope(3, 'c1', 'n3'), 'dead'],
  ] as const;
  for (const [message, reason] of drops) {
    statistics.send(0, message);
    statistics.drop(0, message, reason);
  }
  t.deepEqual(statistics.drops, { partition: 2, loss: 1 });
  t.like(statistics.result(1), {
    servers: { 'send-count': 3, 'recv-count': 0, 'msg-count': 3, 'msgs-per-op': 3 },
  });
});

test('a message delivered twice is one message received twice', (t) => {
  const statistics = new NetStatistics();
  const message = envelope(0, 'n1', 'n2');
  statistics.send(0, message);
  statistics.receive(1, message);
  statistics.receive(2, message);
  t.deepEqual(statistics.result(3)['servers'], {
    'send-count': 1,
    'recv-count': 2,
    'msg-count': 1,
    'msgs-per-op': 0.33333334,
  });
});

test('without operations there are no messages per operation, and clients never have them', (t) => {
  const statistics = new NetStatistics();
  statistics.send(0, envelope(0, 'n1', 'n2'));
  for (const operations of [0, 1]) {
    const { all, clients, servers } = statistics.result(operations);
    t.is('msgs-per-op' in Object(all), operations > 0);
    t.is('msgs-per-op' in Object(servers), operations > 0);
    t.false('msgs-per-op' in Object(clients));
  }
});

test('nothing sent between servers is 0 messages per operation', (t) => {
  t.like(new NetStatistics().result(5), { servers: { 'msgs-per-op': 0 } });
});
