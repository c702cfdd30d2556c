/** The streams of a node that both live hosts share, on streams of the test's own and a virtual clock. */

import { PassThrough } from 'node:stream';
import test from 'ava';
import { Random, SECOND } from '../../../node/index.js';
import { Network, type Trouble, VirtualClock } from '../../../router/index.js';
import { LineIo } from '../../../router/hosts/line-io.js';
import { Inbox } from '../inbox.js';
import { RecordingJournal } from '../recording-journal.js';
import { turns, until } from '../../real-time.js';

const MIB = 1024 * 1024;

function streamed() {
  const clock = new VirtualClock();
  const journal = new RecordingJournal();
  const network = new Network(
    { clock, random: new Random(1), journal },
    { latency: { meanMs: 1000, distribution: 'constant' }, loss: 0, duplication: 0 },
  );
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const troubles: Trouble[] = [];
  const log: string[] = [];
  const io = new LineIo(
    'n1',
    network,
    {
      trouble: (trouble) => troubles.push(trouble),
      log: (line) => log.push(line),
      died: () => {},
    },
    streams,
  );
  const n2 = new Inbox();
  const c0 = new Inbox();
  network.attach('n1', io);
  network.attach('n2', n2);
  network.attach('c0', c0);
  const tell = (text: string): void => {
    network.submit({ src: 'c0', dest: 'n1', body: { text } });
  };
  return { clock, journal, network, io, streams, troubles, log, n2, c0, tell };
}

const LINE = '{"src":"n1","dest":"c0","body":{}}\n';

test('what is delivered in one turn leaves in one write, in order', async (t) => {
  const { streams, tell } = streamed();
  const chunks: string[] = [];
  streams.stdin.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
  tell('a');
  tell('b');
  await turns();
  tell('c');
  await turns();
  t.deepEqual(chunks, [
    '{"id":0,"src":"c0","dest":"n1","body":{"text":"a"}}\n{"id":1,"src":"c0","dest":"n1","body":{"text":"b"}}\n',
    '{"id":2,"src":"c0","dest":"n1","body":{"text":"c"}}\n',
  ]);
});

test('held, neither input nor output passes; released, both do, in order', async (t) => {
  const { io, streams, c0, tell } = streamed();
  let input = '';
  streams.stdin.on('data', (chunk: Buffer) => (input += String(chunk)));
  tell('a');
  io.hold();
  tell('b');
  streams.stdout.write(LINE);
  await turns();
  t.is(input, '');
  t.is(c0.envelopes.length, 0);
  io.release();
  await turns();
  t.deepEqual(input.match(/"text":"."/g), ['"text":"a"', '"text":"b"']);
  t.is(c0.envelopes.length, 1);
  tell('c');
  await turns();
  t.regex(input, /"text":"c"/);
});

test('a node that reads again gets what waited for it, and messages again; the next jam is told of anew', async (t) => {
  const { journal, streams, troubles, tell } = streamed();
  const mebibyte = 'x'.repeat(MIB);
  const jam = async (): Promise<number> => {
    const before = journal.of('drop').length;
    for (let i = 0; i < 20; i++) tell(mebibyte);
    await turns();
    return journal.of('drop').length - before;
  };
  t.is(await jam(), 4);
  t.is(await jam(), 20);
  t.deepEqual(
    troubles.map(({ kind }) => kind),
    ['overflow'],
  );
  let read = 0;
  streams.stdin.on('data', (chunk: Buffer) => (read += chunk.length));
  await until(() => read > 16 * MIB);
  streams.stdin.pause();
  t.is(await jam(), 4);
  t.is(troubles.length, 2);
  t.true(journal.of('drop').every((event) => event.endsWith('overflow')));
});

test('a flooding node is read no further until its messages have arrived; a hold outlasts that', async (t) => {
  const { clock, network, io, streams, n2 } = streamed();
  const line = `{"src":"n1","dest":"n2","body":{"text":"${'x'.repeat(MIB)}"}}\n`;
  for (let i = 0; i < 150; i++) streams.stdout.write(line);
  await until(() => network.serversUnderWay > 60);
  await turns();
  t.is(network.serversUnderWay, 64);
  const second = (): Promise<void> =>
    clock.drive(
      () =>
        new Promise((resolve) => {
          clock.schedule(SECOND, resolve);
        }),
    );
  io.hold();
  await second();
  await turns();
  t.is(n2.envelopes.length, 64);
  t.is(network.serversUnderWay, 0);
  io.release();
  await until(() => network.serversUnderWay > 60);
  await second();
  await until(() => network.serversUnderWay > 20);
  await second();
  t.is(n2.envelopes.length, 150);
});

test('the last 32 lines of each output are kept, long ones by their start', async (t) => {
  const { io, streams, log, troubles } = streamed();
  for (let i = 0; i < 40; i++) {
    streams.stdout.write(`out ${i}\n`);
    streams.stderr.write(`err ${i}\n`);
  }
  streams.stderr.write(`${'x'.repeat(600)}\n`);
  io.log('of its container');
  await turns();
  t.is(troubles.length, 40);
  t.is(io.stdoutTail.length, 32);
  t.is(io.stdoutTail[0], 'out 8');
  t.is(io.stderrTail.length, 32);
  t.true(io.stderrTail.includes(`${'x'.repeat(500)}…`));
  t.true(log.includes('x'.repeat(600)));
  t.true(log.includes('of its container'));
});

test('what has no line end yet counts when the output ends', async (t) => {
  const { io, streams, c0, log } = streamed();
  streams.stdout.end(LINE.trim());
  streams.stderr.end('last words');
  await io.drained();
  t.is(c0.envelopes.length, 1);
  t.deepEqual(log, ['last words']);
});

test('a stream that a node closes while it runs on is reported a second later, unless the node is gone', async (t) => {
  const second = (clock: VirtualClock): Promise<void> =>
    clock.drive(
      () =>
        new Promise((resolve) => {
          clock.schedule(SECOND, resolve);
        }),
    );
  const runsOn = streamed();
  runsOn.streams.stdout.end();
  await turns();
  await second(runsOn.clock);
  t.deepEqual(
    runsOn.troubles.map(({ kind, what }) => [kind, what]),
    [['closed', 'n1 closed its stdout and runs on: no message of it can be read any more']],
  );
  const gone = streamed();
  gone.streams.stdout.end();
  await turns();
  gone.io.close();
  await second(gone.clock);
  t.deepEqual(gone.troubles, []);
});

test('an output that somebody holds open is waited for only so long', async (t) => {
  const { io, streams, c0 } = streamed();
  streams.stdout.write(LINE);
  await io.drained();
  t.is(c0.envelopes.length, 1);
});

test('closed, whatever the node says is ignored, and whatever waited for it is forgotten', async (t) => {
  const { io, streams, c0, log, tell } = streamed();
  let input = '';
  streams.stdin.on('data', (chunk: Buffer) => (input += String(chunk)));
  tell('a');
  io.close();
  streams.stdout.write(LINE);
  streams.stderr.write('too late\n');
  await turns();
  t.is(input, '');
  t.is(c0.envelopes.length, 0);
  t.deepEqual(log, []);
});

test('a broken pipe is no error of Eddy’s', async (t) => {
  const { streams, c0, troubles, tell } = streamed();
  streams.stdin.destroy(new Error('EPIPE'));
  tell('a');
  streams.stdout.write(LINE);
  await turns();
  t.deepEqual(troubles, []);
  t.is(c0.envelopes.length, 1);
});
