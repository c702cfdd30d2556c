/** Whose operation a client's message is: by order and time alone, since neither history nor journal says so. */

import test from 'ava';
import type { History, Operation } from '../../../harness/history.js';
import { OperationFinder } from '../../../harness/trace/operation-finder.js';
import { runTest } from '../../../harness/test-run.js';
import { readJournal } from '../../../harness/store/journal-reader.js';
import path from 'node:path';
import { folder } from '../folder.js';

function history(...rows: readonly (readonly [time: number, type: string, process: number])[]): History {
  return rows.map(
    ([time, type, process], index) => ({ index, time, type, process, f: 'read', value: null }) as Operation,
  );
}

const request = (client: string, id: number) => ({
  src: client,
  dest: 'n1',
  body: { type: 'read', msg_id: id },
});
const reply = (client: string, id: number) => ({
  src: 'n1',
  dest: client,
  body: { type: 'read_ok', in_reply_to: id },
});

test('a request belongs to the operation that was just invoked, and its reply too', (t) => {
  const finder = new OperationFinder(
    history([10, 'invoke', 0], [20, 'ok', 0], [30, 'invoke', 0], [40, 'ok', 0]),
  );
  t.is(finder.of(request('c1', 1), 10), 0);
  t.is(finder.of(reply('c1', 1), 20), 0);
  t.is(finder.of(request('c1', 2), 30), 2);
  t.is(finder.of(reply('c1', 2), 40), 2);
});

test('operations that begin at one instant are told apart by their order', (t) => {
  const finder = new OperationFinder(
    history([10, 'invoke', 0], [10, 'invoke', 1], [20, 'ok', 1], [30, 'ok', 0]),
  );
  t.is(finder.of(request('c1', 1), 10), 0);
  t.is(finder.of(request('c2', 1), 10), 1);
  t.is(finder.of(reply('c2', 1), 20), 1);
  t.is(finder.of(reply('c1', 1), 30), 0);
});

test('operations that take no time at all have their messages nevertheless', (t) => {
  const finder = new OperationFinder(history([0, 'invoke', 0], [0, 'ok', 0], [0, 'invoke', 0], [0, 'ok', 0]));
  t.is(finder.of(request('c1', 1), 0), 0);
  t.is(finder.of(reply('c1', 1), 0), 0);
  t.is(finder.of(request('c1', 2), 0), 2);
});

test('a second request of an operation under way belongs to it, whoever else begins one', (t) => {
  const finder = new OperationFinder(
    history([10, 'invoke', 0], [15, 'invoke', 1], [40, 'ok', 0], [50, 'ok', 1]),
  );
  t.is(finder.of(request('c1', 1), 10), 0);
  t.is(finder.of(request('c2', 1), 15), 1);
  t.is(finder.of(request('c1', 2), 30), 0);
});

test('an operation that sends nothing does not take the message of the next', (t) => {
  const finder = new OperationFinder(
    history([10, 'invoke', 0], [10, 'ok', 0], [20, 'invoke', 1], [30, 'ok', 1]),
  );
  t.is(finder.of(request('c2', 1), 20), 2);
});

test('messages of set-up, of observers and between nodes belong to none', (t) => {
  const finder = new OperationFinder(history([10, 'invoke', 0], [20, 'ok', 0]));
  t.is(finder.of(request('c0', 1), 0), undefined);
  t.is(finder.of(reply('c0', 1), 0), undefined);
  t.is(finder.of(request('c1', 1), 10), 0);
  t.is(finder.of({ src: 'n1', dest: 'n2', body: { type: 'gossip' } }, 12), undefined);
  t.is(finder.of(request('c9', 1), 90_000_000), undefined);
});

test('live, a request may come a little after its invocation', (t) => {
  const finder = new OperationFinder(history([10_000, 'invoke', 0], [900_000, 'ok', 0]));
  t.is(finder.of(request('c1', 1), 60_000), 0);
});

for (const workload of ['broadcast', 'kafka', 'txn-list-append', 'lin-kv']) {
  test(`in a run of ${workload} each operation that asked a node has the messages that say so`, async (t) => {
    const run = await runTest({
      workload,
      runtime: 'sim',
      seed: 3,
      rate: 40,
      'time-limit': 4,
      nemesis: ['partition', 'kill'],
      'nemesis-interval': 1,
      store: folder(),
    });
    const finder = new OperationFinder(run.history);
    const types = new Map<number, Set<string>>();
    for await (const event of readJournal(path.join(String(run.folder), 'journal.ndjson'))) {
      if (event.type !== 'send') continue;
      const operation = finder.of(event.message, event.time);
      if (operation === undefined) continue;
      const seen = types.get(operation) ?? new Set();
      types.set(operation, seen.add(String(event.message.body.type)));
    }
    const asked = run.history.filter(
      ({ type, process, f }) =>
        type === 'invoke' && process !== 'nemesis' && WORDS[workload]?.[f] !== undefined,
    );
    t.true(asked.length > 20);
    for (const { index, f } of asked)
      t.true(types.get(index)?.has(WORDS[workload]?.[f] ?? ''), `${index} ${f}`);
  });
}

/** The first request that an operation makes, by workload and function; others make none, or are of several kinds. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  broadcast: { broadcast: 'broadcast', read: 'read' },
  kafka: { send: 'send', poll: 'poll' },
  'txn-list-append': { txn: 'txn' },
  'lin-kv': { read: 'read', write: 'write', cas: 'cas' },
};
