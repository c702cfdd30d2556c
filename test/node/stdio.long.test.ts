/** A program as a process of its own, from its first line of input to its exit. */

import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import type { Message } from '../../node/index.js';
import { folder, write } from '../harness/folder.js';
import { exitCode, init, lines, programFile, request, runProgram, startProgram } from './program-process.js';

const INIT_OK: Message = { src: 'n1', dest: 'c0', body: { type: 'init_ok', in_reply_to: 1, msg_id: 0 } };

function echo(msgId: number, value: unknown): object {
  return request({ type: 'echo', msg_id: msgId, echo: value });
}

function echoOk(msgId: number, value: unknown, ownMsgId: number): Message {
  const body = { type: 'echo_ok', echo: value, in_reply_to: msgId, msg_id: ownMsgId };
  return { src: 'n1', dest: 'c1', body };
}

test('a program answers all it was given, in order, and exits 0 after the end of its input', async (t) => {
  const ids = Array.from({ length: 2000 }, (_, i) => i + 2);
  const ended = await runProgram('echo', lines(init('n1'), ...ids.map((id) => echo(id, `value ${id}`))));
  t.is(ended.code, 0);
  t.is(ended.stderr, '');
  t.deepEqual(ended.messages, [INIT_OK, ...ids.map((id) => echoOk(id, `value ${id}`, id - 1))]);
});

test('a last line without an end is answered', async (t) => {
  const { messages, code } = await runProgram('echo', lines(init('n1'), echo(2, 'last')).trimEnd());
  t.is(code, 0);
  t.is(messages.length, 2);
});

test('lines may end in CRLF', async (t) => {
  const { messages, code } = await runProgram(
    'echo',
    lines(init('n1'), echo(2, 'x')).replaceAll('\n', '\r\n'),
  );
  t.is(code, 0);
  t.is(messages.length, 2);
});

test('no input at all is no reason to fail', async (t) => {
  t.deepEqual(await runProgram('echo', ''), { messages: [], stderr: '', code: 0 });
});

test('no timer keeps a program alive after the end of its input', async (t) => {
  const configure = request({ type: 'configure', msg_id: 2, gossip_interval_ms: 100_000 });
  const { messages, code } = await runProgram(
    'broadcast',
    lines(init('n1', 'n2', 'n3'), configure, request({ type: 'broadcast', msg_id: 3, message: 1 })),
  );
  t.is(code, 0);
  t.deepEqual(
    messages.slice(0, 3).map(({ body }) => body.type),
    ['init_ok', 'configure_ok', 'broadcast_ok'],
  );
  // On a busy machine its input may stay open for long enough that it asks its peers, and shows its value; nothing else is sent.
  t.true(messages.slice(3).every(({ body }) => body['ask'] === true));
});

test('what is forwarded leaves after the replies to the lines that are already there', async (t) => {
  const configure = request({ type: 'configure', msg_id: 2, gossip_interval_ms: 0 });
  const broadcasts = [3, 4, 5].map((id) => request({ type: 'broadcast', msg_id: id, message: id }));
  const { messages, code } = await runProgram(
    'broadcast',
    lines(init('n1', 'n2', 'n3'), configure, ...broadcasts),
  );
  t.is(code, 0);
  t.deepEqual(
    messages.slice(0, 5).map(({ body }) => body.msg_id),
    [0, 1, 2, 3, 4],
  );
  t.deepEqual(
    messages.slice(5, 7).map(({ dest, body }) => [dest, body.type, 'msg_id' in body]),
    [
      ['n2', 'gossip', false],
      ['n3', 'gossip', false],
    ],
  );
});

const BAD_LINES: readonly (readonly [line: string, complaint: RegExp])[] = [
  ['hello world', /^input line 2: not JSON \(.+\): hello world$/],
  ['null', /^input line 2: expected a JSON object: null$/],
  ['{"src":"c1"}', /^input line 2: expected an object with src, dest and body: \{"src":"c1"\}$/],
  [`"${'x'.repeat(1000)}"`, /^input line 2: expected a JSON object: "x{199}$/],
];

test('a line that is no message is complained about and costs itself alone', async (t) => {
  await Promise.all(
    BAD_LINES.map(async ([line, complaint]) => {
      const { messages, stderr, code } = await runProgram(
        'echo',
        `${lines(init('n1'))}${line}\n${lines(echo(2, 'x'))}`,
      );
      t.is(code, 0, line);
      t.regex(stderr.trimEnd(), complaint);
      t.deepEqual(messages, [INIT_OK, echoOk(2, 'x', 1)], line);
    }),
  );
});

test('blank lines are skipped without a word', async (t) => {
  const { messages, stderr, code } = await runProgram(
    'echo',
    `\n  \n\t\r\n${lines(init('n1'))}\n\n${lines(echo(2, 'x'))}\n`,
  );
  t.is(code, 0);
  t.is(stderr, '');
  t.is(messages.length, 2);
});

test('a line of a megabyte is answered with a line of a megabyte', async (t) => {
  const long = 'é'.repeat(1024 * 1024);
  const { messages, code } = await runProgram('echo', lines(init('n1'), echo(2, long), echo(3, 'short')));
  t.is(code, 0);
  t.deepEqual(messages, [INIT_OK, echoOk(2, long, 1), echoOk(3, 'short', 2)]);
});

test('a program runs from any directory, by a relative path and through links', async (t) => {
  const here = folder();
  const file = programFile('echo');
  symlinkSync(file, path.join(here, 'my-echo'));
  symlinkSync(path.dirname(file), path.join(here, 'programs'));
  const starts = [
    { cwd: here },
    { cwd: path.dirname(file), file: 'echo.js' },
    { cwd: here, file: path.relative(here, file) },
    { cwd: here, file: './my-echo' },
    { cwd: '/', file: path.join(here, 'programs', 'echo.js') },
  ];
  await Promise.all(
    starts.map(async (start) => {
      const { messages, code } = await runProgram('echo', lines(init('n1')), start);
      t.is(code, 0);
      t.deepEqual(messages, [INIT_OK], JSON.stringify(start));
    }),
  );
});

test('a program that is imported does not run', async (t) => {
  const text = `import ${JSON.stringify(pathToFileURL(programFile('echo')).href)};`;
  const importer = write(path.join(folder(), 'importer.mjs'), text);
  const ended = await runProgram('echo', lines(init('n1')), { file: importer });
  t.deepEqual(ended, { messages: [], stderr: '', code: 0 });
});

test('a program whose reader is gone exits 0 without a word', async (t) => {
  const child = startProgram('echo');
  const stderr = text(child.stderr);
  child.stdin.write(lines(init('n1')));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.destroy();
  const exited = exitCode(child);
  child.stdin.write(lines(...Array.from({ length: 100 }, (_, i) => echo(i, 'x'.repeat(1000)))));
  t.is(await exited, 0);
  t.is(await stderr, '');
});

test('a program whose log nobody reads goes on', async (t) => {
  const child = startProgram('echo');
  child.stderr.destroy();
  child.stdin.end(`${lines(init('n1'))}garbage\ngarbage\n${lines(echo(2, 'x'))}`);
  const [stdout, code] = await Promise.all([text(child.stdout), exitCode(child)]);
  t.is(code, 0);
  t.is(stdout.trimEnd().split('\n').length, 2);
});

test('EDDY_SEED decides what a program draws; without it each start draws anew', async (t) => {
  const draw = async (env: Readonly<Record<string, string>>): Promise<unknown> => {
    const { messages } = await runProgram(
      'unique-ids',
      lines(init('n1'), request({ type: 'generate', msg_id: 2 })),
      { env },
    );
    return messages[1]?.body['id'];
  };
  const [a, again, b, free, freeAgain] = await Promise.all([
    draw({ EDDY_SEED: '7' }),
    draw({ EDDY_SEED: '7' }),
    draw({ EDDY_SEED: '8' }),
    draw({}),
    draw({}),
  ]);
  t.is(typeof a, 'string');
  t.is(a, again);
  t.is(new Set([a, b, free, freeAgain]).size, 4);
});
