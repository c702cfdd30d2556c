/** Whose operation a client's message is: by order and time alone, since neither history nor journal says so. */

import test from 'ava';
import type { History, Operation } from '../../../harness/operations/history.js';
import { OperationFinder } from '../../../harness/trace/operation-finder.js';
import { runTest } from '../../../harness/run/run-test.js';
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

const MS = 1e6;

/** Operations with names and values of their own. */
function named(
  ...rows: readonly (readonly [ms: number, type: string, process: number, f: string, value: unknown])[]
): History {
  return rows.map(
    ([ms, type, process, f, value], index) =>
      ({ index, time: ms * MS, type, process, f, value }) as Operation,
  );
}

const ask = (client: string, body: object) => ({ src: client, dest: 'n1', body: { msg_id: 1, ...body } });

test('live on a slow machine, a request may come long after its invocation', (t) => {
  const finder = new OperationFinder(history([10, 'invoke', 0], [900 * MS, 'ok', 0]));
  t.is(finder.of(request('c1', 1), 700 * MS), 0);
});

test('a request after the completion of the only operation belongs to none', (t) => {
  const finder = new OperationFinder(history([10, 'invoke', 0], [20, 'ok', 0]));
  t.is(finder.of(request('c1', 1), 21), undefined);
});

test('of operations that wait for their request, the type decides, then the value', (t) => {
  const finder = new OperationFinder(
    named(
      [0, 'invoke', 0, 'broadcast', 7],
      [1, 'invoke', 1, 'broadcast', 8],
      [2, 'invoke', 2, 'read', null],
      [90, 'ok', 0, 'broadcast', 7],
      [91, 'ok', 1, 'broadcast', 8],
      [92, 'ok', 2, 'read', [7, 8]],
    ),
  );
  t.is(finder.of(ask('c3', { type: 'read' }), 5 * MS), 2);
  t.is(finder.of(ask('c2', { type: 'broadcast', message: 8 }), 6 * MS), 1);
  t.is(finder.of(ask('c1', { type: 'broadcast', message: 7 }), 7 * MS), 0);
});

test('a request of the same name with another value is not taken for it', (t) => {
  const finder = new OperationFinder(named([0, 'invoke', 0, 'broadcast', 7], [9, 'ok', 0, 'broadcast', 7]));
  t.is(finder.of(ask('c1', { type: 'broadcast', message: 8 }), 3 * MS), undefined);
  t.is(finder.of(ask('c1', { type: 'read' }), 3 * MS), 0);
});

test('a request bears the name of no other operation than its own', (t) => {
  const finder = new OperationFinder(
    named([0, 'invoke', 0, 'broadcast', 7], [9, 'ok', 0, 'broadcast', 7], [10, 'invoke', 0, 'read', null]),
  );
  t.is(finder.of(ask('c9', { type: 'read' }), 3 * MS), undefined);
});

test('integers past 2^53 find their operation, though the journal rounds them', (t) => {
  const finder = new OperationFinder(
    named([0, 'invoke', 0, 'broadcast', 2n ** 53n + 1n], [9, 'ok', 0, 'broadcast', 2n ** 53n + 1n]),
  );
  t.is(finder.of(ask('c1', { type: 'broadcast', message: 2 ** 53 }), 3 * MS), 0);
});

test('a client stays with its process, also where requests come in another order than invocations', (t) => {
  const finder = new OperationFinder(
    named(
      [0, 'invoke', 0, 'read', null],
      [1, 'ok', 0, 'read', []],
      [2, 'invoke', 1, 'read', null],
      [3, 'ok', 1, 'read', []],
      [4, 'invoke', 0, 'read', null],
      [5, 'invoke', 1, 'read', null],
      [20, 'ok', 0, 'read', []],
      [21, 'ok', 1, 'read', []],
    ),
  );
  t.is(finder.of(ask('c1', { type: 'read' }), 0.5 * MS), 0);
  t.is(finder.of(ask('c2', { type: 'read' }), 2.5 * MS), 2);
  t.is(finder.of(ask('c2', { type: 'read' }), 8 * MS), 5);
  t.is(finder.of(ask('c1', { type: 'read' }), 9 * MS), 4);
});

for (const workload of ['broadcast', 'kafka', 'txn-list-append', 'lin-kv'] as const) {
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
