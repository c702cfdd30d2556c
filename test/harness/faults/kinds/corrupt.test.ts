/** Whole runs in which messages are damaged: what the journal has of it, on whom it falls, and what it leaves alone. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { runTest } from '../../../../harness/run/run-test.js';
import { type JournalEvent, readJournal } from '../../../../harness/store/journal-reader.js';
import type { TestInput } from '../../../../harness/options/schema.js';
import { isClientId, readMessage } from '../../../../node/index.js';
import { NdjsonJournal } from '../../../../router/index.js';
import { folder } from '../../folder.js';

const INPUT: TestInput = {
  workload: 'broadcast',
  runtime: 'sim',
  nodes: ['n1', 'n2', 'n3'],
  latency: 10,
  rate: 20,
  seed: 5,
  'time-limit': 4,
};

/** The lines of the journal of a run, and its events as they are read back. */
async function journalOf(input: TestInput) {
  const lines: string[] = [];
  const run = await runTest(
    { ...INPUT, ...input },
    { store: false, journal: new NdjsonJournal((line) => lines.push(line)) },
  );
  const file = path.join(folder(), 'journal.ndjson');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  const events: JournalEvent[] = [];
  for await (const event of readJournal(file)) events.push(event);
  return { run, lines, events };
}

test('the journal shows what was sent and what arrived: one byte of the body is another', async (t) => {
  const { run, lines, events } = await journalOf({ faults: [{ at: 0, do: 'corrupt 0.5' }] });
  const sent = new Map(
    lines.flatMap((line) => {
      const [, message] = /"type":"send",(?:"copies":2,)?"message":(.*)\}$/.exec(line) ?? [];
      return message === undefined ? [] : [[Number(/"id":(\d+)/.exec(message)?.[1]), message] as const];
    }),
  );
  const damaged = events.flatMap((event) =>
    event.type === 'recv' && event.line !== undefined ? [{ id: event.id, line: event.line }] : [],
  );
  t.true(damaged.length > 50, String(damaged.length));
  let unreadable = 0;
  for (const { id, line } of damaged) {
    const text = sent.get(id) ?? '';
    t.is(line.length, text.length);
    t.is(Array.from({ length: line.length }, (_, i) => i).filter((i) => line[i] !== text[i]).length, 1);
    if (typeof readMessage(line) === 'string') unreadable++;
  }
  t.true(unreadable > 0 && unreadable < damaged.length);
  const ids = new Set(damaged.map(({ id }) => id));
  for (const event of events)
    if (event.type === 'send' && ids.has(event.message.id))
      t.false(isClientId(event.message.src) || isClientId(event.message.dest));
  t.true(run.results.faults.every(({ fault, to }) => fault === 'corrupt' && to !== undefined));
});

test('off, it damages nothing', async (t) => {
  const { lines } = await journalOf({ nemesis: ['loss', 'reorder'], 'nemesis-interval': 0.5 });
  t.false(lines.some((line) => line.includes('"line"')));
});
