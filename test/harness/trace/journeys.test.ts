import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import test from 'ava';
import * as fc from 'fast-check';
import { readJournal } from '../../../harness/store/journal-reader.js';
import {
  type Journey,
  liveJourneys,
  storedJourneys,
  type TraceEntry,
} from '../../../harness/trace/journeys.js';
import { folder } from '../folder.js';
import { all, drop, fault, journal, recv, send } from './journal.js';

const everything = (): boolean => true;

async function stored(...lines: readonly unknown[]): Promise<readonly string[]> {
  return (await all(storedJourneys(journal(...lines), everything))).map(short);
}

async function live(...lines: readonly unknown[]): Promise<readonly string[]> {
  const shown: string[] = [];
  // What is shown is what is known at that moment: a later copy still counts in the journey itself.
  for await (const entry of liveJourneys(readJournal(journal(...lines)), everything))
    shown.push(short(entry));
  return shown;
}

/** `17 delivered 200 x2`: number, outcome, when, how often. */
function short(entry: TraceEntry): string {
  if (entry.type === 'fault') return `fault ${entry.fault}`;
  const { message, outcome, copies } = entry;
  if (outcome.kind === 'under-way') return `${message.id} under way`;
  const end = `${message.id} ${outcome.kind === 'dropped' ? outcome.reason : outcome.kind} ${outcome.at / 1e6}`;
  return copies > 1 ? `${end} x${copies}` : end;
}

test('messages come in the order of sending, each with what became of it', async (t) => {
  t.deepEqual(
    await stored(
      send(1, 0, 'n1', 'n2', {}),
      send(2, 1, 'n1', 'n3', {}),
      drop(2, 1, 'partition'),
      send(3, 2, 'n1', 'n4', {}),
      recv(4, 2),
      recv(9, 0),
    ),
    ['0 delivered 9', '1 partition 2', '2 delivered 4'],
  );
});

test('a message whose end is not told is under way, and holds nobody up', async (t) => {
  t.deepEqual(await stored(send(1, 0, 'n1', 'n2', {}), send(2, 1, 'n1', 'n2', {}), recv(3, 1)), [
    '0 under way',
    '1 delivered 3',
  ]);
});

test('faults stand between the messages before and after them', async (t) => {
  t.deepEqual(
    await stored(
      fault(0, 'latency', ''),
      send(1, 0, 'n1', 'n2', {}),
      fault(2, 'partition', ''),
      send(3, 1, 'n1', 'n2', {}),
      drop(3, 1, 'partition'),
      recv(4, 0),
      fault(5, 'heal', ''),
    ),
    ['fault latency', '0 delivered 4', 'fault partition', '1 partition 3', 'fault heal'],
  );
});

test('a duplicated message is one journey: its first delivery, and how often it came', async (t) => {
  t.deepEqual(
    await stored(
      send(1, 0, 'n1', 'n2', {}),
      send(2, 1, 'n1', 'n2', {}),
      recv(3, 0),
      recv(4, 1),
      recv(5, 0),
      recv(6, 0),
    ),
    ['0 delivered 3 x3', '1 delivered 4'],
  );
});

test('a message of which one copy was dropped and another arrived was delivered', async (t) => {
  t.deepEqual(await stored(send(1, 0, 'n1', 'n2', {}), drop(2, 0, 'dead'), recv(3, 0)), ['0 delivered 3']);
  t.deepEqual(await stored(send(1, 0, 'n1', 'n2', {}), recv(2, 0), drop(3, 0, 'dead')), ['0 delivered 2']);
  t.deepEqual(await stored(send(1, 0, 'n1', 'n2', {}), drop(2, 0, 'dead'), drop(3, 0, 'overflow')), [
    '0 dead 2',
  ]);
});

test('an end without a beginning is nobody', async (t) => {
  const lines = [recv(1, 5), drop(1, 6, 'loss'), send(2, 0, 'n1', 'n2', {}), recv(3, 0)];
  t.deepEqual(await stored(...lines), ['0 delivered 3']);
  t.deepEqual(await live(...lines), ['0 delivered 3']);
});

test('two messages of one number both come', async (t) => {
  const [first, second] = [send(1, 0, 'n1', 'n2', {}), send(5, 0, 'n1', 'n3', {})];
  t.is((await stored(first, second, recv(6, 0))).length, 2);
  t.is((await stored(first, recv(2, 0), recv(3, 0), second, recv(6, 0))).length, 2);
});

test('a message that is not accepted is left out, and its end too', async (t) => {
  const file = journal(send(1, 0, 'n1', 'n2', {}), send(2, 1, 'n3', 'n2', {}), recv(3, 0), recv(4, 1));
  t.deepEqual((await all(storedJourneys(file, ({ src }) => src === 'n3'))).map(short), ['1 delivered 4']);
  t.deepEqual((await all(liveJourneys(readJournal(file), ({ src }) => src === 'n3'))).map(short), [
    '1 delivered 4',
  ]);
});

test('live, a message comes when its end is known, and at the end what is under way', async (t) => {
  t.deepEqual(
    await live(
      send(1, 0, 'n1', 'n2', {}),
      send(2, 1, 'n1', 'n3', {}),
      fault(3, 'heal', ''),
      recv(4, 1),
      send(5, 2, 'n1', 'n3', {}),
      send(6, 3, 'n1', 'n3', {}),
      recv(7, 2),
      recv(8, 2),
    ),
    ['fault heal', '1 delivered 4', '2 delivered 7', '0 under way', '3 under way'],
  );
});

test('live, a copy that was dropped waits for another that is announced, and is shown once', async (t) => {
  const announced = (id: number) => ({ ...(send(1, id, 'n1', 'n2', {}) as object), copies: 2 });
  t.deepEqual(
    await live(
      announced(0),
      announced(1),
      announced(2),
      drop(2, 0, 'dead'),
      drop(2, 1, 'dead'),
      recv(2, 2),
      recv(3, 0),
      drop(4, 1, 'overflow'),
      recv(5, 2),
    ),
    ['2 delivered 2', '0 delivered 3', '1 dead 2'],
  );
});

test('with any latencies, losses and copies it is the same as with the whole journal in memory', async (t) => {
  const message = fc.record({
    gap: fc.nat(3),
    ends: fc.array(fc.record({ after: fc.nat(20), reason: fc.constantFrom(undefined, 'loss', 'dead') }), {
      maxLength: 3,
    }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 40 }), async (messages) => {
      const events: { at: number; line: unknown }[] = [];
      const expected: string[] = [];
      let now = 0;
      for (const [id, { gap, ends }] of messages.entries()) {
        now += gap;
        events.push({ at: now, line: send(now, id, 'n1', 'n2', {}) });
        const sorted = ends.toSorted((a, b) => a.after - b.after);
        for (const { after, reason } of sorted) {
          const at = now + after;
          events.push({ at, line: reason === undefined ? recv(at, id) : drop(at, id, reason) });
        }
        const arrived = sorted.filter(({ reason }) => reason === undefined);
        const end = arrived[0] ?? sorted[0];
        const copies = arrived.length > 1 ? ` x${arrived.length}` : '';
        expected.push(
          end === undefined
            ? `${id} under way`
            : `${id} ${end.reason ?? 'delivered'} ${now + end.after}${copies}`,
        );
      }
      const lines = events.toSorted((a, b) => a.at - b.at).map(({ line }) => line);
      t.deepEqual(await stored(...lines), expected);
    }),
    { numRuns: 100 },
  );
});

test('memory does not grow with the journal, not even behind a message that never ends', async (t) => {
  const file = path.join(folder(), 'journal.ndjson');
  const out = createWriteStream(file);
  const padding = 'x'.repeat(500);
  for (let id = 0; id < 150_000; id++) {
    const lines = [
      send(id, id, 'n1', 'n2', { padding: `${id} ${padding}` }),
      ...(id === 0 ? [] : [recv(id, id)]),
    ];
    out.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  out.end();
  await finished(out);
  const journeys = new URL('../../../harness/trace/journeys.js', import.meta.url).href;
  const script = `
    import { storedJourneys } from ${JSON.stringify(journeys)};
    let count = 0;
    for await (const journey of storedJourneys(${JSON.stringify(file)}, () => true)) count++;
    console.log(count);`;
  // The bodies alone are 75 MB.
  const args = ['--max-old-space-size=40', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  t.is(stdout, '150000\n');
});

test('an outcome says when it was known, in nanoseconds', async (t) => {
  const [entry] = await all(storedJourneys(journal(send(1, 0, 'n1', 'n2', {}), recv(101, 0)), everything));
  const expected: Partial<Journey> = {
    sentAt: 1_000_000,
    outcome: { kind: 'delivered', at: 101_000_000 },
    copies: 1,
  };
  t.like(entry, expected);
});
