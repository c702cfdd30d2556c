/** `eddy up`: a cluster on the desk, talked to by a script. */

import path from 'node:path';
import test from 'ava';
import { programFile } from '../../router/programs.js';
import { until } from '../../real-time.js';
import { folder, write } from '../folder.js';
import { eddy, Eddy, type Ended, processesOf } from './eddy.js';

const SIM = ['up', '--runtime', 'sim', '--nodes', 'n1,n2,n3', '--program', 'echo', '--no-trace'];
const PUPPET = ['up', '--bin', programFile('puppet.js'), '--nodes', 'n1', '--no-trace'];

function script(args: readonly string[], ...lines: readonly string[]): Promise<Ended> {
  return eddy(args, { input: lines.map((line) => `${line}\n`).join('') });
}

/** The messages on stdout, without the network's own numbers. */
function messages({ out }: Ended): unknown[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { id: _, ...message } = JSON.parse(line) as Record<string, unknown>;
      return message;
    });
}

function reply(client: string, node: string, echo: unknown, msgId: number, counted: number): unknown {
  return { src: node, dest: client, body: { type: 'echo_ok', echo, in_reply_to: msgId, msg_id: counted } };
}

test('messages of clients go to nodes, and what nodes tell clients comes out, a JSON line each', async (t) => {
  const ended = await script(
    SIM,
    '{"src":"c7","dest":"n1","body":{"type":"echo","msg_id":5,"echo":"a"}}',
    '{"dest":"n2","body":{"type":"echo","msg_id":6,"echo":"without src it is c1"}}',
    '  { "src" : "c7" , "dest" : "n1" , "body" : { "type":"echo", "msg_id":8, "echo":[] } }  ',
    '# a comment, and an empty line',
    '',
    'n3 {"type":"echo","echo":"short"}',
    'n3 {"type":"echo","echo":"shorter"}',
    'n3{"echo":1,"type":"echo","msg_id":70}',
  );
  t.is(ended.status, 0, ended.err);
  t.deepEqual(messages(ended), [
    reply('c7', 'n1', 'a', 5, 1),
    reply('c1', 'n2', 'without src it is c1', 6, 1),
    reply('c7', 'n1', [], 8, 2),
    reply('c1', 'n3', 'short', 1, 1),
    reply('c1', 'n3', 'shorter', 2, 2),
    reply('c1', 'n3', 1, 70, 3),
  ]);
  t.is(ended.err, 'n1 n2 n3 are up; help lists what you can type\n');
});

test('an error reply is a message like any other', async (t) => {
  const ended = await script(SIM, 'n1 {"type":"ecco"}');
  t.like(messages(ended)[0], { src: 'n1', dest: 'c1', body: { type: 'error', code: 10, in_reply_to: 1 } });
  t.is(ended.status, 0);
});

const BAD = [
  ['kil n1', '? unknown word "kil": expected partition, heal,'],
  ['kill n9', '? there is no node n9; known are n1, n2, n3'],
  ['partition half', '? partition expects one, majority,'],
  ['{"dest":"n1"}', '? expected {"src":"c1","dest":"n1","body":{...}}, got {"dest":"n1"}'],
  [
    '{"dest":"n1","body":[]}',
    '? expected {"src":"c1","dest":"n1","body":{...}}, got {"dest":"n1","body":[]}',
  ],
  ['{"src":"n2","dest":"n1","body":{}}', '? src "n2": expected a client, whose name begins with c'],
  [
    '{"dest":"n9","body":{"msg_id":1}}',
    '? there is no "n9": expected one of n1, n2, n3, lin-kv, seq-kv, lww-kv, lin-tso',
  ],
  ['n9 {"type":"read"}', '? there is no "n9": expected one of n1, n2, n3, lin-kv, seq-kv, lww-kv, lin-tso'],
  ['{broken', '? not JSON: {broken ('],
  ['n1 {"type":', '? not JSON: {"type": ('],
  ['n1 {"a":"\u009B2J"', '? not JSON: {"a":"\\u009b2J" ('],
] as const;

test('a line that cannot be is told with what was expected, and costs that line only', async (t) => {
  const ended = await script(SIM, ...BAD.map(([line]) => line), 'n1 {"type":"echo","echo":"still here"}');
  const [first, ...said] = ended.err.trimEnd().split('\n');
  t.is(first, 'n1 n2 n3 are up; help lists what you can type');
  t.is(said.length, BAD.length, ended.err);
  for (const [i, [line, problem]] of BAD.entries())
    t.true(said[i]?.startsWith(problem), `${line}: ${said[i]}`);
  t.is(messages(ended).length, 1);
  t.is(ended.status, 0);
});

test('control lines change the cluster, in their order among the messages', async (t) => {
  const ended = await script(
    SIM,
    'nodes',
    'pause n1',
    'kill n2',
    'nodes',
    'restart n2',
    'n2 {"type":"echo","echo":"in its second life"}',
    'resume n1',
    'nodes',
    'help',
    'partition n1 | n2,n3',
    'heal',
    'latency 100 uniform',
    'loss 0.5',
  );
  const said = ended.err.split('\n');
  t.deepEqual(said.slice(1, 4), [
    'n1 running, n2 running, n3 running',
    'n1 paused, n2 dead, n3 running',
    'n1 running, n2 running, n3 running',
  ]);
  t.regex(ended.err, /\n {2}partition n1 -> n2,n3 {2,}/);
  t.notRegex(ended.err, /^\?/m);
  // Its msg_ids begin anew: it has forgotten its first life.
  t.deepEqual(messages(ended), [reply('c1', 'n2', 'in its second life', 1, 1)]);
});

test('the trace shows messages and faults on stderr; --no-trace does not', async (t) => {
  const { err } = await script(
    SIM.filter((arg) => arg !== '--no-trace'),
    'n1 {"type":"echo","echo":"traced"}',
    'partition n1 | n2,n3',
  );
  t.regex(err, /\n +0\.\d{3} +\d+ c1 -> n1 +echo #1 \{"echo":"traced"\} {2}✓/);
  t.regex(err, /\n-- 0\.\d{3} s partition n1 \| n2 n3/);
});

test('what the user typed and what a node printed go on letter by letter, integers of 64 bits too', async (t) => {
  const big = '{"dest":"n1","body":{"type":"payload","big":12345678901234567890,"small":1.0,"e":1E2}}';
  const printed = '{"src":"n1","dest":"c1","body":{"big":9007199254740993,"n":-0.0}}';
  const hex = Buffer.from(`${printed}\n`).toString('hex');
  const { out } = await script(PUPPET, big, 'n1 {"type":"seen"}', `n1 {"type":"print","hex":"${hex}"}`);
  const [seen = '', print = ''] = out.split('\n');
  const { body } = JSON.parse(seen) as { readonly body: { readonly line: string } };
  t.regex(
    body.line,
    /^\{"id":\d+,"src":"c1","dest":"n1","body":\{"type":"payload","big":12345678901234567890,"small":1\.0,"e":1E2\}\}$/,
  );
  t.is(print.replace(/^\{"id":\d+,/, '{'), printed);
});

test('a process can be stopped, killed and started again from the script', async (t) => {
  const ended = await script(
    PUPPET,
    'n1 {"type":"ping"}',
    'pause n1',
    'n1 {"type":"ping"}',
    'nodes',
    'resume n1',
    'n1 {"type":"ping"}',
    'nodes',
  );
  t.is(ended.status, 0, ended.err);
  t.deepEqual(ended.err.split('\n').slice(1, 3), ['n1 paused', 'n1 running']);
  t.is(messages(ended).length, 3);
  const again = await script(PUPPET, 'kill n1', 'nodes', 'restart n1', 'n1 {"type":"ping"}');
  t.is(again.status, 0, again.err);
  t.is(again.err.split('\n')[1], 'n1 dead');
  t.is(messages(again).length, 1);
});

test('a request to a node that is dead, or dies of it, is not waited for', async (t) => {
  const dead = await script(SIM, 'kill n2', 'n2 {"type":"echo","echo":1}', 'n1 {"type":"echo","echo":2}');
  const dies = await script(PUPPET, 'n1 {"type":"exit","status":0,"hex":""}');
  const text = 'request 1 of c1 will not be answered:';
  t.true(dead.err.includes(`\n? ${text} n2 did not get it, or forgot it (dead)\n`), dead.err);
  t.true(dies.err.includes(`\n? ${text} n1 did not get it, or forgot it (dead)\n`), dies.err);
  for (const { err } of [dead, dies]) t.false(err.includes('unanswered'), err);
  t.deepEqual(messages(dead), [reply('c1', 'n1', 2, 2, 1)]);
});

test('a bad line of a node is told at once, and a node that ends by itself is exit status 255', async (t) => {
  const session = new Eddy(PUPPET);
  session.child.stdin?.write(
    'n1 {"type":"print","hex":"6f6f70730a"}\n{"dest":"n1","body":{"type":"exit","status":3,"hex":""}}\n',
  );
  await until(() => session.err.includes('ended by itself'), 'the end of the node');
  session.child.stdin?.end('nodes\n');
  const { status, err } = await session.ended;
  t.regex(err, /\n! n1 printed a line that is not JSON \(line \d+ of its stdout: .*\)\n {4}oops\n/);
  t.regex(err, /\n! n1 ended by itself with exit status 3 at /);
  t.regex(err, /\nn1 dead\n$/);
  t.is(status, 255);
});

test('the session ends with quit, with Ctrl-C and with the end of input, and no node is left', async (t) => {
  const bin = write(path.join(folder(), 'cat.mjs'), `import ${JSON.stringify(programFile('puppet.js'))};\n`);
  const ends: readonly ((session: Eddy) => unknown)[] = [
    ({ child }) => child.stdin?.write('quit\n'),
    ({ child }) => child.kill('SIGINT'),
    ({ child }) => child.stdin?.end(),
  ];
  await Promise.all(
    ends.map(async (end) => {
      const session = new Eddy(['up', '--bin', bin, '--node-count', '2']);
      await until(() => session.err.includes('n0 n1 are up'), 'the nodes to be up');
      end(session);
      t.is((await session.ended).status, 0);
    }),
  );
  t.deepEqual(processesOf(bin), []);
});
