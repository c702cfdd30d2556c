import { appendFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { type JournalEvent, readJournal } from '../../../harness/store/journal-reader.js';
import { readNdjson } from '../../../harness/store/ndjson-reader.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { Envelope, NdjsonJournal } from '../../../router/index.js';
import { elapse, until } from '../../real-time.js';
import { folder, write } from '../folder.js';
import { all, journal, recv, send } from '../trace/journal.js';

function fileWith(text: string): string {
  return write(path.join(folder(), 'journal.ndjson'), text);
}

test('what the router journals is read back', async (t) => {
  const lines: string[] = [];
  const written = new NdjsonJournal((line) => lines.push(line));
  const envelope = new Envelope(17, { src: 'n1', dest: 'n3', body: { type: 'gossip', values: [1] } });
  written.send(4_100_000_000, envelope);
  written.receive(4_200_000_000, envelope);
  written.drop(4_300_000_000, envelope, 'dead');
  written.fault(4_400_000_000, 'heal', 'all links are open');
  t.deepEqual(await all(readJournal(journal(...lines))), [
    {
      type: 'send',
      time: 4_100_000_000,
      message: { id: 17, src: 'n1', dest: 'n3', body: { type: 'gossip', values: [1] } },
    },
    { type: 'recv', time: 4_200_000_000, id: 17 },
    { type: 'drop', time: 4_300_000_000, id: 17, reason: 'dead' },
    { type: 'fault', time: 4_400_000_000, fault: 'heal', text: 'all links are open' },
  ]);
});

test("in Maelstrom's journals the id is the message's, not the event's", async (t) => {
  const message = { id: 0, src: 'c0', dest: 'n1', body: { type: 'init', msg_id: 1 } };
  const file = journal(
    { id: 1, time: 1529340358314, type: 'send', message },
    { id: 2, time: 1529341482769, type: 'recv', message },
  );
  t.deepEqual(await all(readJournal(file)), [
    { type: 'send', time: 1529340358314, message },
    { type: 'recv', time: 1529341482769, id: 0 },
  ]);
});

test('a last line that is cut off is the end of what was written so far', async (t) => {
  const whole = JSON.stringify(recv(2, 1));
  for (let length = 1; length < whole.length; length++) {
    const file = fileWith(`${JSON.stringify(recv(1, 0))}\n${whole.slice(0, length)}`);
    t.is((await all(readJournal(file))).length, 1, `cut after ${length}`);
  }
  t.is((await all(readJournal(fileWith(`${whole}\n${whole}`)))).length, 2, 'only its line end is missing');
});

test('an empty file holds nothing', async (t) => {
  t.deepEqual(await all(readJournal(fileWith(''))), []);
});

test('a line that is no JSON object is an error with file and line', async (t) => {
  const good = JSON.stringify(recv(1, 0));
  for (const bad of [
    'garbage',
    'null',
    '5',
    '"text"',
    '[]',
    '{"time":1',
    '{} {}',
    '{"time":NaN}',
    '\0\0\0',
    good.slice(1),
  ]) {
    const file = journal(good, good, bad, good);
    const error = await t.throwsAsync(all(readJournal(file)), { instanceOf: UsageError });
    t.true(error.message.startsWith(`${file}, line 3: expected a JSON object, got `), error.message);
  }
});

test('what the error quotes cannot act on the terminal', async (t) => {
  for (const bad of [
    '\u001b[2J\u009b31m',
    '{"a": \u001b]0;title\u0007}',
    JSON.stringify({ time: 1, type: '\u009b2J\u202e' }),
  ]) {
    const error = await t.throwsAsync(all(readJournal(journal(bad))), { instanceOf: UsageError });
    t.notRegex(error.message, /[\p{Cc}\p{Cf}]/u);
  }
});

test('what is no event is an error that says what was expected', async (t) => {
  const message = { id: 1, src: 'n1', dest: 'n2', body: {} };
  const cases: [object, string][] = [
    [{ type: 'recv', id: 1 }, 'expected time to be a number, got nothing'],
    [{ time: '1', type: 'recv', id: 1 }, 'expected time to be a number, got "1"'],
    [{ time: 1, type: 'recv' }, 'expected id to be a number, got nothing'],
    [{ time: 1, type: 'recv', message: null }, 'expected message to be an object, got null'],
    [{ time: 1, type: 'drop', id: 1 }, 'expected reason to be a string, got nothing'],
    [{ time: 1, type: 'fault', fault: 'heal' }, 'expected text to be a string, got nothing'],
    [{ time: 1, type: 'shrug' }, 'expected type to be send, recv, drop or fault, got "shrug"'],
    [{ time: 1 }, 'expected type to be send, recv, drop or fault, got nothing'],
    [{ time: 1, type: 'send' }, 'expected message to be an object, got nothing'],
    [
      { time: 1, type: 'send', message: { ...message, id: 'x' } },
      'expected message.id to be a number, got "x"',
    ],
    [
      { time: 1, type: 'send', message: { ...message, src: 1 } },
      'expected message.src to be a string, got 1',
    ],
    [
      { time: 1, type: 'send', message: { ...message, dest: {} } },
      'expected message.dest to be a string, got an object',
    ],
    [
      { time: 1, type: 'send', message: { ...message, body: [] } },
      'expected message.body to be an object, got an array',
    ],
  ];
  for (const [event, expected] of cases) {
    const file = journal(recv(0, 0), event);
    await t.throwsAsync(all(readJournal(file)), {
      message: `${file}, line 2: ${expected}`,
      instanceOf: UsageError,
    });
  }
});

test('empty lines are skipped and counted, and lines may end as on Windows', async (t) => {
  const line = JSON.stringify(recv(1, 0));
  t.is((await all(readJournal(fileWith(`\n${line}\r\n   \r\n${line}\n\n`)))).length, 2);
  const file = fileWith(`\r\n${line}\r\n\r\nnull\r\n`);
  await t.throwsAsync(all(readJournal(file)), {
    message: `${file}, line 4: expected a JSON object, got null`,
  });
});

test('a body of a megabyte, and characters of several bytes, arrive whole', async (t) => {
  const text = `${'€'.repeat(350_000)}${'日本語🎉'.repeat(10_000)}`;
  const events = await all(readJournal(journal(send(1, 0, 'n1', 'n2', { text }), recv(1, 0))));
  t.is(events.length, 2);
  t.true(events[0]?.type === 'send' && events[0].message.body['text'] === text);
});

test('a file that is not there is an error that names it', async (t) => {
  await t.throwsAsync(all(readJournal('/nowhere/journal.ndjson')), {
    instanceOf: UsageError,
    message: /cannot read \/nowhere\/journal\.ndjson: ENOENT/,
  });
});

test('reading ends where it is told to, and what that cuts off is left out', async (t) => {
  const first = JSON.stringify(recv(1, 0));
  const file = journal(first, first);
  for (const end of [first.length + 1, first.length + 5]) {
    t.is((await all(readJournal(file, { end }))).length, 1);
  }
});

test('any objects come back with their line numbers and their text, however the file is cut into pieces', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())),
      async (values) => {
        const padding = 'x'.repeat(65_500);
        const lines = [JSON.stringify({ padding }), ...values.map((value) => JSON.stringify(value))];
        const rows = (await all(readNdjson(journal(...lines)))).flat();
        t.deepEqual(
          rows.slice(1),
          values.map((_, i) => {
            const text = lines[i + 1] ?? '';
            return { line: i + 2, value: JSON.parse(text) as object, text };
          }),
        );
      },
    ),
    { numRuns: 50 },
  );
});

test('a journal that is followed gives each line when it is whole, until the signal', async (t) => {
  const line = JSON.stringify(recv(1, 7));
  const file = fileWith(`${line}\n`);
  const stop = new AbortController();
  const events: JournalEvent[] = [];
  const done = (async () => {
    for await (const event of readJournal(file, { follow: true, signal: stop.signal })) events.push(event);
  })();
  await until(() => events.length === 1);
  appendFileSync(file, line.slice(0, 10));
  await elapse(250);
  t.is(events.length, 1, 'half a line is no event');
  appendFileSync(file, `${line.slice(10)}\n${line}\n${line.slice(0, 5)}`);
  await until(() => events.length === 3);
  stop.abort();
  await done;
  t.is(events.length, 3);
});

test('a journal that is complete is read to its end, whatever was written while that was asked', async (t) => {
  const file = journal(recv(1, 0));
  let asked = 0;
  const complete = (): boolean => {
    if (++asked === 2) appendFileSync(file, `${JSON.stringify(recv(2, 1))}\n`);
    return asked === 2;
  };
  const events = await all(readJournal(file, { follow: true, complete }));
  t.is(events.length, 2);
  t.is(asked, 2);
});

test('of a body whose numbers JavaScript may not hold the text is kept, of others not', async (t) => {
  const body = '{"type": "x", "n": 9007199254740993}';
  const line = `{"time":1,"type":"send","message":{"id":0,"src":"n1","dest":"n2","body":${body}}}`;
  const [first, second] = await all(readJournal(journal(line, send(1, 1, 'n1', 'n2', { n: 12 }))));
  t.like(first, { type: 'send', message: { bodyText: body } });
  t.false('bodyText' in (second?.type === 'send' ? second.message : {}));
});

test('a signal that came before stops the reading at once', async (t) => {
  t.deepEqual(await all(readJournal(journal(recv(1, 0)), { follow: true, signal: AbortSignal.abort() })), []);
});

test('a bad line ends the following too', async (t) => {
  const file = journal(recv(1, 0), 'null');
  await t.throwsAsync(all(readJournal(file, { follow: true })), {
    message: /line 2: expected a JSON object, got null/,
  });
});
