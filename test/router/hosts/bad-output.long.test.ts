/**
 * What nodes print that is no message, live: it costs that line only. Maelstrom goes deaf to a node at its first bad line;
 * here each is a trouble that says what came, and the node is heard as before.
 */

import test from 'ava';
import type { TroubleKind } from '../../../router/index.js';
import { printing, startedCluster } from '../live-cluster.js';
import { until } from '../../real-time.js';

/** What init_ok leaves as the number of the next line. */
const LINE = 2;

const BAD: readonly (readonly [
  title: string,
  output: string | Buffer,
  kind: TroubleKind,
  what: string | RegExp,
  text: string,
])[] = [
  [
    'a stray line of text',
    'listening on 8080',
    'not-json',
    /^n1 printed a line that is not JSON \(line 2 of its stdout: Unexpected token .*\)$/,
    'listening on 8080',
  ],
  ['an empty line', '', 'not-json', 'n1 printed an empty line (line 2 of its stdout)', ''],
  [
    'bytes that are not UTF-8',
    Buffer.from([0xff, 0xfe, 0x80]),
    'not-json',
    'n1 printed a line that holds bytes that are not UTF-8 (line 2 of its stdout)',
    '\ufffd\ufffd\ufffd',
  ],
  [
    'a message without src',
    '{"dest":"n2","body":{}}',
    'malformed',
    'n1 printed a line that is no message (line 2 of its stdout): src is not a string',
    '{"dest":"n2","body":{}}',
  ],
  [
    'a message without dest',
    '{"src":"n1","body":{}}',
    'malformed',
    'n1 printed a line that is no message (line 2 of its stdout): dest is not a string',
    '{"src":"n1","body":{}}',
  ],
  [
    'a message without body',
    '{"src":"n1","dest":"n2"}',
    'malformed',
    'n1 printed a line that is no message (line 2 of its stdout): body is not an object',
    '{"src":"n1","dest":"n2"}',
  ],
  [
    'a message with a key too many',
    '{"src":"n1","dest":"n2","body":{},"type":"x"}',
    'malformed',
    'n1 printed a line that is no message (line 2 of its stdout): the key "type" is not part of a message',
    '{"src":"n1","dest":"n2","body":{},"type":"x"}',
  ],
  [
    'a message to nobody',
    '{"src":"n1","dest":"n9","body":{}}',
    'unknown-dest',
    'n1 sent a message whose dest does not exist: "n9" (line 2 of its stdout)',
    '{"src":"n1","dest":"n9","body":{}}',
  ],
  [
    'a message from nobody',
    '{"src":"n9","dest":"n2","body":{}}',
    'unknown-src',
    'n1 sent a message whose src does not exist: "n9" (line 2 of its stdout)',
    '{"src":"n9","dest":"n2","body":{}}',
  ],
];

for (const [title, output, kind, what, text] of BAD) {
  test(`${title} is a trouble, and the node is heard as before`, async (t) => {
    const { ask, troubles, cluster } = await startedCluster(t);
    // The answer comes behind the bad line, on the same stdout.
    await ask('n1', printing(Buffer.concat([Buffer.from(output as string), Buffer.from('\n')])));
    const [trouble, ...others] = troubles;
    t.deepEqual(others, []);
    t.like(trouble, { node: 'n1', kind, text });
    if (typeof what === 'string') t.is(trouble?.what, what);
    else t.regex(trouble?.what ?? '', what);
    t.regex(trouble?.expected ?? '', /./);
    t.regex(trouble?.hint ?? '', /./);
    t.like(await ask('n1', { type: 'ping' }), { type: 'ping_ok' });
    t.deepEqual([...cluster.states().values()], ['running', 'running']);
  });
}

test('a thousand bad lines are a thousand troubles, each with its line, and the node is heard as before', async (t) => {
  const { ask, troubles } = await startedCluster(t, { nodes: ['n1'] });
  await ask('n1', printing('no\n'.repeat(1000)));
  t.is(troubles.length, 1000);
  t.regex(troubles.at(-1)?.what ?? '', new RegExp(`line ${LINE + 999} of its stdout`));
  t.like(await ask('n1', { type: 'ping' }), { type: 'ping_ok' });
});

test('a bad line between good ones, in one write, costs neither of them', async (t) => {
  const { ask, troubles, journal } = await startedCluster(t);
  const good = '{"src":"n1","dest":"n2","body":{"type":"load"}}';
  await ask('n1', printing(`${good}\r\nbad\r${good}\n`));
  t.is(troubles.length, 1);
  t.is(journal.received.filter(({ body }) => body.type === 'load').length, 2);
});

test('a line past 64 Mi characters is skipped and told of by its start, and the node is heard as before', async (t) => {
  const { ask, troubles, journal } = await startedCluster(t);
  // One message of so many characters is one line of so many.
  await ask('n1', { type: 'send', dest: 'n2', length: 64 * 1024 * 1024 + 1, count: 1 });
  const [trouble, ...others] = troubles;
  t.deepEqual(others, []);
  t.like(trouble, {
    node: 'n1',
    kind: 'too-long',
    what: 'n1 printed a line that is too long (line 2 of its stdout), it was skipped',
    expected: 'lines of at most 64 Mi characters',
  });
  t.is(trouble?.text?.length, 201);
  t.true(trouble?.text?.startsWith('{"src":"n1","dest":"n2","body":{"type":"load","text":"xxx'));
  t.false(journal.received.some(({ body }) => body.type === 'load'));
  t.like(await ask('n1', { type: 'ping' }), { type: 'ping_ok' });
});

test('bytes that are not UTF-8 inside a text arrive as replacement characters, and that is a trouble', async (t) => {
  const { ask, troubles } = await startedCluster(t);
  const start = Buffer.from('{"src":"n1","dest":"n2","body":{"type":"payload","text":"a');
  await ask('n1', printing(Buffer.concat([start, Buffer.from([0xff]), Buffer.from('b"}}\n')])));
  t.regex(String((await ask('n2', { type: 'seen' }))['line']), /"text":"a\ufffdb"/);
  t.deepEqual(
    troubles.map(({ kind }) => kind),
    ['not-utf8'],
  );
  t.regex(troubles[0]?.what ?? '', /^n1 printed bytes that are not UTF-8 \(line 2 of its stdout\)/);
  // A node may print U+FFFD itself.
  await ask('n1', printing('{"src":"n1","dest":"n2","body":{"type":"payload","text":"\ufffd"}}\n'));
  t.is(troubles.length, 1);
});

test('a reply to a client that has left is dropped as closed, and is nobody’s fault', async (t) => {
  const { ask, troubles, journal, cluster } = await startedCluster(t, { nodes: ['n1'] });
  const leaving = cluster.client();
  await t.throwsAsync(leaving.rpc('n1', { type: 'later', ms: 50 }, 1));
  leaving.close();
  await until(() => journal.of('drop').length > 0);
  t.regex(journal.of('drop')[0] ?? '', /^drop #\d+ closed$/);
  t.deepEqual(troubles, []);
  t.like(await ask('n1', { type: 'ping' }), { type: 'ping_ok' });
});

test('a node that ends mid-run is told of, with its status and last words, and the others go on', async (t) => {
  const { ask, troubles, journal, cluster, client, deaths, log } = await startedCluster(t);
  const hex = Buffer.from('out of luck\n').toString('hex');
  cluster.network.submit({ src: client.id, dest: 'n1', body: { type: 'exit', status: 3, hex } });
  await until(() => deaths.size > 0);
  const [trouble, ...others] = troubles;
  t.deepEqual(others, []);
  t.like(trouble, {
    node: 'n1',
    kind: 'crashed',
    hint: 'its log has the whole story: --log-stderr shows it, a stored run keeps it in node-logs/',
  });
  t.regex(trouble?.what ?? '', /^n1 ended by itself with exit status 3 at \d+\.\d{3} s$/);
  t.regex(
    trouble?.text ?? '',
    /^stderr, last 1 lines:\n {2}out of luck\nstdout, last 1 lines:\n {2}\{.*init_ok.*\}$/,
  );
  t.deepEqual(log, ['n1: out of luck']);
  t.deepEqual(
    [...cluster.states()],
    [
      ['n1', 'dead'],
      ['n2', 'running'],
    ],
  );
  t.deepEqual(journal.of('fault'), ['fault crash: n1 ended with exit status 3']);

  await ask('n2', printing('{"src":"n2","dest":"n1","body":{}}\n'));
  t.regex(journal.of('drop')[0] ?? '', / dead$/);
  await cluster.control('restart n1');
  t.like(await ask('n1', { type: 'ping' }), { type: 'ping_ok' });
  t.is(deaths.size, 1);
});
