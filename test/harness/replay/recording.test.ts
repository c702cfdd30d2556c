import test from 'ava';
import { readRecording, type RecordingOptions } from '../../../harness/replay/recording.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { drop, journal, recv, send } from '../trace/journal.js';

const ALL: RecordingOptions = { node: 'n1', limit: 100, all: false };
const MS = 1e6;

const init = (ms: number, id: number, node = 'n1'): unknown =>
  send(ms, id, 'c0', node, { type: 'init', msg_id: 1, node_id: node, node_ids: ['n1', 'n2'] });
const ask = (ms: number, id: number, msg_id: number): unknown =>
  send(ms, id, 'c1', 'n1', { type: 'read', msg_id });
const answer = (ms: number, id: number, in_reply_to: number): unknown =>
  send(ms, id, 'n1', 'c1', { type: 'read_ok', in_reply_to });
const tell = (ms: number, id: number, src: string, dest: string): unknown =>
  send(ms, id, src, dest, { type: 'tell', id });

const types = (lines: readonly string[]): unknown[] =>
  lines.map((line) => (JSON.parse(line) as { body: { type: unknown } }).body.type);

test('messages come in the order of delivery, without those that never arrived', async (t) => {
  const file = journal(
    init(0, 0),
    recv(0, 0),
    tell(1, 1, 'n2', 'n1'),
    tell(2, 2, 'n2', 'n1'),
    tell(2, 3, 'n2', 'n1'),
    tell(2, 4, 'n1', 'n2'),
    recv(3, 2),
    drop(3, 3, 'loss'),
    recv(4, 1),
    recv(4, 4),
    recv(5, 2),
  );
  const { input, output, unheard } = await readRecording(file, ALL);
  t.deepEqual(input.slice(1), [
    '{"src":"n2","dest":"n1","body":{"type":"tell","id":2}}',
    '{"src":"n2","dest":"n1","body":{"type":"tell","id":1}}',
    // It was duplicated.
    '{"src":"n2","dest":"n1","body":{"type":"tell","id":2}}',
  ]);
  t.deepEqual(output, []);
  t.is(unheard, 1);
});

test('a message is heard if its second copy arrives, though the first was dropped', async (t) => {
  const file = journal(init(0, 0), recv(0, 0), tell(1, 1, 'n2', 'n1'), drop(2, 1, 'dead'), recv(3, 1));
  t.deepEqual(types((await readRecording(file, ALL)).input), ['init', 'tell']);
});

test('replies to clients that were taken are expected, and with all whatever it sent', async (t) => {
  const file = journal(
    init(0, 0),
    recv(0, 0),
    ask(1, 1, 7),
    recv(1, 1),
    tell(1, 2, 'n1', 'n2'),
    tell(1, 3, 'n1', 'c1'),
    ask(2, 4, 8),
    recv(2, 4),
    answer(3, 5, 7),
    answer(3, 6, 8),
    answer(3, 7, 99),
  );
  t.deepEqual((await readRecording(file, ALL)).output.length, 2);
  t.deepEqual(types((await readRecording(file, { ...ALL, all: true })).output), [
    'tell',
    'tell',
    'read_ok',
    'read_ok',
    'read_ok',
  ]);
  // The second request is left out, and with it its reply; the first is answered after that.
  const cut = await readRecording(file, { ...ALL, limit: 2 });
  t.like(cut, { behind: 1, unheard: 4 });
  t.deepEqual(types(cut.output), ['read_ok']);
});

test('a time leaves out what was delivered outside it, but never the init', async (t) => {
  const file = journal(
    init(0, 0),
    recv(0, 0),
    ask(1, 1, 1),
    recv(1, 1),
    ask(2, 2, 2),
    recv(2, 2),
    ask(3, 3, 3),
    recv(3, 3),
  );
  const { input, before, behind } = await readRecording(file, { ...ALL, time: { from: 2 * MS, to: 2 * MS } });
  t.deepEqual(types(input), ['init', 'read']);
  t.deepEqual([before, behind], [1, 1]);
});

test('a recording ends where the node was restarted, or begins there', async (t) => {
  const life = (ms: number, id: number): unknown[] => [
    init(ms, id),
    recv(ms, id),
    ask(ms + 1, id + 1, id),
    recv(ms + 1, id + 1),
    answer(ms + 1, id + 2, id),
  ];
  const file = journal(...life(0, 0), ...life(10, 10));
  const first = await readRecording(file, ALL);
  t.like(first, { restartedAt: 10 * MS, behind: 2 });
  t.is(first.output.length, 1);
  const second = await readRecording(file, { ...ALL, time: { from: 5 * MS, to: Infinity } });
  t.like(second, { restartedAt: undefined, before: 2, behind: 0 });
  t.is(JSON.parse(second.output[0] ?? '').body.in_reply_to, 10);
});

test('a line keeps all digits, and holds nothing that a terminal acts on', async (t) => {
  const message =
    '{"id":1,"src":"c1","dest":"n1","body":{"type":"x","n":9007199254740993, "text":"\u009B\u202E"}}';
  const file = journal(init(0, 0), recv(0, 0), `{"time":1,"type":"send","message":${message}}`, recv(1, 1));
  const { input } = await readRecording(file, ALL);
  t.is(
    input[1],
    String.raw`{"src":"c1","dest":"n1","body":{"type":"x","n":9007199254740993,"text":"\u009b\u202e"}}`,
  );
});

test('what is nested too deeply to be written is left out, and counted', async (t) => {
  const body = `{"type":"x","a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const file = journal(
    init(0, 0),
    recv(0, 0),
    `{"time":1,"type":"send","message":{"id":1,"src":"c1","dest":"n1","body":${body}}}`,
    recv(1, 1),
  );
  t.like(await readRecording(file, ALL), { tooDeep: 1 });
});

test("Maelstrom's journals, whose deliveries repeat the message, are read too", async (t) => {
  const message = { id: 7, src: 'c0', dest: 'n1', body: { type: 'init', msg_id: 1 } };
  const file = journal({ id: 0, time: 0, type: 'send', message }, { id: 1, time: 1, type: 'recv', message });
  t.deepEqual(types((await readRecording(file, ALL)).input), ['init']);
});

test('a node that is not there is a usage error that names those that are', async (t) => {
  const file = journal(init(0, 0), recv(0, 0), init(0, 1, 'n2'), recv(0, 1));
  await t.throwsAsync(readRecording(file, { ...ALL, node: 'n9' }), {
    instanceOf: UsageError,
    message: /no "n9" in this run: expected one of n1, n2/,
  });
  await t.throwsAsync(readRecording(journal(), ALL), { instanceOf: UsageError, message: /initialised/ });
});
