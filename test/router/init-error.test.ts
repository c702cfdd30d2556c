/** What is said of a node that runs and did not answer `init`. */

import test from 'ava';
import type { Trouble } from '../../router/index.js';
import { endedEarly, holdsInitOk, noReply, unreadableAnswer } from '../../router/init-error.js';

const NOTHING = { lines: 0, rest: { length: 0, start: '' }, stderr: [] };
const SILENT = {
  timeoutMs: 10_000,
  printed: NOTHING,
  unreadable: undefined,
  others: [],
  stray: undefined,
  trouble: undefined,
  deadlock: undefined,
};

const bom: Trouble = {
  node: 'n1',
  kind: 'not-json',
  what: 'n1 printed a line that begins with a byte order mark (line 1 of its stdout)',
  text: '\uFEFF{"body": {"type": "init_ok"}}',
  expected: 'one JSON object a line',
  hint: 'write UTF-8 without one',
};

test('of a node that printed nothing it is asked whether it flushes, and more time is offered', (t) => {
  t.regex(noReply(SILENT), /within 10 s\. Expected .*; nothing came: does it flush .*: --init-timeout 60$/);
  t.regex(noReply({ ...SILENT, timeoutMs: 90_000 }), /--init-timeout 180$/);
});

test('the last of its log is quoted', (t) => {
  const printed = { ...NOTHING, stderr: ['Error: no database', 'waiting'] };
  t.regex(noReply({ ...SILENT, printed }), /\. The last of its log: Error: no database$/);
});

test('a node that printed lines is not asked whether it flushes', (t) => {
  const text = noReply({ ...SILENT, printed: { ...NOTHING, lines: 1 } });
  t.notRegex(text, /flush|init-timeout/);
});

test('what waits for its line end is counted and quoted', (t) => {
  const rest = { length: 7, start: '{"a":1}' };
  t.is(
    noReply({ ...SILENT, printed: { ...NOTHING, rest } }),
    'it did not answer init within 10 s. It printed 7 characters without a line end, which are "{\\"a\\":1}". ' +
      'A message ends with \\n',
  );
});

test('output that cannot be read is the reason, with the cure', (t) => {
  t.is(
    noReply({ ...SILENT, unreadable: bom }),
    `it did not answer init within 10 s. ${bom.what}. Write UTF-8 without one`,
  );
  t.is(
    unreadableAnswer(bom).message,
    `n1 did not start: its answer to init cannot be read. ${bom.what}. Write UTF-8 without one`,
  );
});

test('other nodes that did not answer either are named once', (t) => {
  t.regex(noReply({ ...SILENT, others: ['n2', 'n3'] }), /within 10 s \(neither did n2, n3\)\. /);
});

test('an answer is known by its type, in whatever it is wrapped', (t) => {
  const holds = (text: string): boolean => holdsInitOk({ ...bom, text });
  t.true(holds('DEBUG {"type":"init_ok"}'));
  t.true(holds(String.raw`"{\"type\": \"init_ok\"}"`));
  t.true(holds('"type": "init_ok"'.replaceAll(/./g, '$&\0')));
  t.false(holds('sending init_ok'));
  t.false(holdsInitOk({ node: 'n1', kind: 'closed', what: '', expected: '', hint: '' }));
});

test('a node that ended is reported with what it said last, and with the cause if it is known', (t) => {
  const exit = { code: 1, signal: null, stdout: [], stderr: ['Error: x'] };
  const start = 'n1 did not start: it ended with exit status';
  t.is(endedEarly('n1', exit).message, `${start} 1 before it answered init: Error: x`);
  t.is(
    endedEarly('n1', { ...exit, cause: 'the file is empty' }).message,
    `${start} 1 before it answered init: Error: x. The file is empty`,
  );
  t.regex(
    endedEarly('n1', { ...exit, code: 0, stderr: [] }).message,
    /exit status 0 before it answered init\. A node reads lines from its stdin until Eddy stops it/,
  );
});
