/** Lines of a node's stdout: which are messages, and what is said of those that are not. */

import test from 'ava';
import { describe, isTrouble, parseLine, type Trouble } from '../../router/index.js';
import { rejected, tooLong } from '../../router/ingress.js';

const ACCEPTED: readonly string[] = [
  '{"src":"n1","dest":"n2","body":{}}',
  '{"src":"n1","dest":"n2","body":{"type":"echo","msg_id":1}}',
  '{"id":3,"src":"n1","dest":"n2","body":{}}',
  '{"id":3.0,"src":"n1","dest":"n2","body":{}}',
  '{"src":"n9","dest":"nobody","body":{}}',
  '{"src":"","dest":"","body":{}}',
  '{"src":"n1","dest":"n2","body":{"type":5,"msg_id":"x","in_reply_to":null}}',
  ' {"body":{"src":1},"dest":"n2","src":"n1"}\t',
];

for (const line of ACCEPTED) {
  test(`${line} is a message`, (t) => {
    t.deepEqual(parseLine('n1', line, 1), JSON.parse(line));
  });
}

const MALFORMED: readonly (readonly [line: string, flaw: string])[] = [
  ['{}', 'src is not a string'],
  ['{"dest":"n2","body":{}}', 'src is not a string'],
  ['{"src":1,"dest":"n2","body":{}}', 'src is not a string'],
  ['{"src":null,"dest":"n2","body":{}}', 'src is not a string'],
  ['{"src":"n1","body":{}}', 'dest is not a string'],
  ['{"src":"n1","dest":["n2"],"body":{}}', 'dest is not a string'],
  ['{"src":"n1","dest":"n2"}', 'body is not an object'],
  ['{"src":"n1","dest":"n2","body":null}', 'body is not an object'],
  ['{"src":"n1","dest":"n2","body":[]}', 'body is not an object'],
  ['{"src":"n1","dest":"n2","body":"{}"}', 'body is not an object'],
  ['{"src":"n1","dest":"n2","body":{},"type":"echo"}', 'the key "type" is not part of a message'],
  ['{"src":"n1","dest":"n2","body":{},"a\\"b":1}', 'the key "a\\"b" is not part of a message'],
  ['{"src":"n1","dest":"n2","body":{},"__proto__":{}}', 'the key "__proto__" is not part of a message'],
  ['{"id":"1","src":"n1","dest":"n2","body":{}}', 'id is not an integer'],
  ['{"id":1.5,"src":"n1","dest":"n2","body":{}}', 'id is not an integer'],
  ['{"id":null,"src":"n1","dest":"n2","body":{}}', 'id is not an integer'],
];

function troubleOf(line: string): Trouble {
  const result = parseLine('n1', line, 12);
  if (!isTrouble(result)) throw new Error(`${line} was accepted`);
  return result;
}

for (const [line, flaw] of MALFORMED) {
  test(`${line} is no message: ${flaw}`, (t) => {
    t.deepEqual(troubleOf(line), {
      node: 'n1',
      kind: 'malformed',
      what: `n1 printed a line that is no message (line 12 of its stdout): ${flaw}`,
      text: line,
      expected: 'one JSON object a line: {"src": "n1", "dest": "n2", "body": {"type": ...}}',
      hint: 'type, msg_id and in_reply_to belong inside body',
    });
  });
}

const ANOTHER_VALUE: readonly (readonly [line: string, flaw: string, hint: RegExp])[] = [
  ['null', 'it is not a JSON object', /print it to stderr/],
  ['5', 'it is not a JSON object', /print it to stderr/],
  ['"hello"', 'it is not a JSON object', /print it to stderr/],
  [String.raw`"{\"src\":\"n1\"}"`, 'it is not a JSON object', /encoded twice/],
  ['[]', 'it is a JSON array, not an object', /without \[ and \]/],
  ['[{"src":"n1","dest":"n2","body":{}}]', 'it is a JSON array, not an object', /without \[ and \]/],
];

for (const [line, flaw, hint] of ANOTHER_VALUE) {
  test(`${line} is no message: ${flaw}, and what to do follows from what it is`, (t) => {
    const trouble = troubleOf(line);
    t.is(trouble.what, `n1 printed a line that is no message (line 12 of its stdout): ${flaw}`);
    t.regex(trouble.hint, hint);
  });
}

test('an empty line is called so', (t) => {
  for (const line of ['', '   '])
    t.is(troubleOf(line).what, 'n1 printed an empty line (line 12 of its stdout)');
});

const NOT_JSON: readonly string[] = [
  'listening on port 8080',
  '{"src":"n1","dest":"n2","body":{}',
  '{"src":"n1","dest":"n2","body":{"x":"a\tb"}}',
];

for (const line of NOT_JSON) {
  test(`${JSON.stringify(line)} is not JSON`, (t) => {
    const { what, ...rest } = troubleOf(line);
    t.regex(what, /^n1 printed a line that is not JSON \(line 12 of its stdout: .+\)$/);
    t.deepEqual(rest, {
      node: 'n1',
      kind: 'not-json',
      text: line,
      expected: 'one JSON object a line: {"src": "n1", "dest": "n2", "body": {"type": ...}}',
      hint: 'if this is a log line, print it to stderr: stdout carries messages only',
    });
  });
}

test('a long line is quoted by its first 300 characters', (t) => {
  t.is(troubleOf('x'.repeat(300)).text, 'x'.repeat(300));
  t.is(troubleOf('x'.repeat(301)).text, `${'x'.repeat(300)}… (301 characters)`);
});

test('a message to nobody names who could have been meant, clients aside', (t) => {
  const message = { src: 'n1', dest: 'n9', body: { type: 'x' } };
  t.deepEqual(rejected('n1', message, 'unknown-dest', ['n1', 'n2', 'c0', 'lin-kv'], 4), {
    node: 'n1',
    kind: 'unknown-dest',
    what: 'n1 sent a message whose dest does not exist: "n9" (line 4 of its stdout)',
    text: '{"src":"n1","dest":"n9","body":{"type":"x"}}',
    expected: 'dest to be one of n1, n2, lin-kv, or the client that asked',
    hint: 'names come from node_ids of init; a reply goes to the src of its request',
  });
});

test('a message from nobody is told what its src must be', (t) => {
  const message = { src: 'node1', dest: 'n2', body: {} };
  t.deepEqual(rejected('n1', message, 'unknown-src', ['n1', 'n2', 'c0']), {
    node: 'n1',
    kind: 'unknown-src',
    what: 'n1 sent a message whose src does not exist: "node1"',
    text: '{"src":"node1","dest":"n2","body":{}}',
    expected: 'src to be one of n1, n2',
    hint: 'src must be the node_id that init gave',
  });
});

test('a line past the limit is quoted by its start', (t) => {
  t.deepEqual(tooLong('n1', '{"src"', 5), {
    node: 'n1',
    kind: 'too-long',
    what: 'n1 printed a line that is too long (line 5 of its stdout), it was skipped',
    text: '{"src"…',
    expected: 'lines of at most 64 Mi characters',
    hint: 'is a line end missing between messages?',
  });
});

test('a trouble told to a person is one paragraph', (t) => {
  t.is(
    describe(troubleOf('{"src":"n1"}')),
    'n1 printed a line that is no message (line 12 of its stdout): dest is not a string\n' +
      '    {"src":"n1"}\n' +
      '  expected: one JSON object a line: {"src": "n1", "dest": "n2", "body": {"type": ...}}\n' +
      '  hint: type, msg_id and in_reply_to belong inside body',
  );
});
