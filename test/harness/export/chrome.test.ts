import test from 'ava';
import * as fc from 'fast-check';
import { chrome } from '../../../harness/export/chrome.js';
import type { ChromeEvent } from '../../../harness/export/chrome-track.js';
import type { ExportedRun } from '../../../harness/export/exported-run.js';
import type { Operation } from '../../../harness/operations/history.js';
import { deepBody, drop, fault, HOSTILE, linesOf, recv, send } from './runs.js';

async function eventsOf(
  lines: readonly unknown[],
  more?: Partial<ExportedRun>,
): Promise<readonly ChromeEvent[]> {
  const text = (await linesOf(chrome, lines, more)).join('\n');
  return (JSON.parse(text) as { readonly traceEvents: readonly ChromeEvent[] }).traceEvents;
}

/** Names of the processes, by number. */
function processes(events: readonly ChromeEvent[]): Map<number, unknown> {
  const named = events.filter(({ name }) => name === 'process_name');
  return new Map(named.map(({ pid, args }) => [pid, (args as { readonly name: unknown }).name]));
}

test('a message is a slice at its sender and one at its receiver, with an arrow between', async (t) => {
  const events = await eventsOf([send(1, 0, 'n1', 'n2', { type: 'gossip' }), recv(21, 0)]);
  const names = processes(events);
  t.deepEqual([...names.values()], ['faults', 'clients', 'n1', 'n2']);
  const shown = events
    .filter(({ ph }) => 'Xsf'.includes(ph))
    .map(({ ph, name, pid, ts, id }) => [ph, name, names.get(pid), ts, id]);
  t.deepEqual(shown, [
    ['X', '→ gossip', 'n1', 1000, undefined],
    ['s', 'message', 'n1', 1000, '0.0'],
    ['X', '← gossip', 'n2', 21_000, undefined],
    ['f', 'message', 'n2', 21_000, '0.0'],
  ]);
});

test('a drop is an instant with its reason', async (t) => {
  const events = await eventsOf([send(1, 0, 'n1', 'n2', { type: 'gossip' }), drop(1, 0, 'partition')]);
  t.like(
    events.find(({ cat }) => cat === 'drop'),
    { ph: 'i', name: '✗ partition: gossip', ts: 1000 },
  );
  t.false(events.some(({ ph }) => ph === 's'));
});

test('slices of a thread never cross, and an arrow never leads back', async (t) => {
  const step = fc.record({ from: fc.nat(2), to: fc.nat(2), at: fc.nat(3), copies: fc.nat(2) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const sorted = steps.toSorted((a, b) => a.at - b.at);
      const lines = sorted.flatMap(({ from, to, at, copies }, id) => [
        send(at / 10_000, id, `n${from}`, `n${to}`, {}),
        ...Array.from({ length: copies }, () => recv(at / 10_000, id)),
      ]);
      const events = await eventsOf(lines);
      const free = new Map<number, number>();
      for (const { ph, pid, ts = 0, dur } of events) {
        if (ph !== 'X') continue;
        t.true(ts >= (free.get(pid) ?? 0), `${pid} at ${ts}`);
        t.true(Number(dur) > 0);
        // In whole nanoseconds: sums of microseconds are not exact.
        free.set(pid, Math.round((ts + Number(dur)) * 1000) / 1000);
      }
      for (const { ph, id, ts = 0 } of events) {
        if (ph !== 'f') continue;
        const start = events.find((other) => other.ph === 's' && other.id === id);
        t.true(start !== undefined && (start.ts ?? 0) < ts);
      }
    }),
    { numRuns: 100 },
  );
});

test('operations of clients are slices, a thread for each process', async (t) => {
  const operation = (index: number, ms: number, type: Operation['type'], process: number): Operation => ({
    index,
    time: ms * 1e6,
    type,
    process,
    f: 'read',
    value: 5n,
  });
  const events = await eventsOf([send(9, 0, 'n1', 'n2', {})], {
    operations: async () => [
      { invoke: operation(0, 1, 'invoke', 0), completion: operation(1, 3, 'ok', 0) },
      { invoke: operation(2, 2, 'invoke', 1), completion: undefined },
    ],
  });
  const slices = events.filter(({ cat }) => cat === 'operation');
  t.deepEqual(
    slices.map(({ name, tid, ts, dur }) => [name, tid, ts, dur]),
    [
      ['read', 1, 1000, 2000],
      ['read (open)', 2, 2000, 7000],
    ],
  );
});

test('faults are spans, to the end of the run where nothing ended them', async (t) => {
  const events = await eventsOf([fault(1000, 'heal', 'all links are open'), send(4000, 0, 'n1', 'n2', {})], {
    faults: [
      { fault: 'partition', text: 'n1 | n2', from: 0.5, to: 1 },
      { fault: 'kill', text: 'n3', from: 2 },
    ],
  });
  t.deepEqual(
    events.filter(({ cat }) => cat === 'fault').map(({ ph, name, ts }) => [ph, name, ts]),
    [
      ['b', 'partition n1 | n2', 500_000],
      ['e', 'partition n1 | n2', 1_000_000],
      ['b', 'kill n3', 2_000_000],
      ['e', 'kill n3', 4_000_000],
      ['i', 'heal all links are open', 1_000_000],
    ],
  );
});

test('it is JSON, whatever a node printed', async (t) => {
  const events = await eventsOf([
    send(1, 0, HOSTILE, 'n1', { type: HOSTILE }),
    drop(2, 0, HOSTILE),
    `{"time":5000000,"type":"send","message":{"id":2,"src":"n1","dest":"n2","body":${deepBody()}}}`,
  ]);
  t.is(events.filter(({ ph }) => ph === 'X').length, 2);
  t.true((await eventsOf([])).length > 0);
});
