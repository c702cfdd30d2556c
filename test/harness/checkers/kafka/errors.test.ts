/** What the checker of kafka objects to: each error by the smallest history that has it. */

import test from 'ava';
import type { Row } from '../operations.js';
import { assign, check, errors, type Example, poll, pollOf, send, sends, transaction } from './rows.js';

const ALL = pollOf(9, 'a', 1, 2, 3);

const FAULTY: readonly (readonly [
  title: string,
  rows: readonly Row[][],
  bad: readonly string[],
  text: RegExp,
])[] = [
  [
    'two messages at one offset',
    [send(0, 'a', 1, 0), send(1, 'a', 2, 0), pollOf(2, 'a', 1), poll(3, { a: [[0, 2]] })],
    ['inconsistent-offsets'],
    /^key "a" has several messages at offset 0: 1 and 2$/,
  ],
  [
    'one message at two offsets',
    [send(0, 'a', 1, 0), poll(1, { a: [[0, 1]] }), poll(2, { a: [[1, 1]] })],
    ['duplicate'],
    /^message 1 of key "a" is at several offsets: 0 and 1$/,
  ],
  [
    'a send that failed is read',
    [send(0, 'a', 1, 'fail'), pollOf(1, 'a', 1)],
    ['G1a'],
    /^message 1 of key "a" was read, though its send failed$/,
  ],
  [
    'a message that nobody sent',
    [send(0, 'a', 1, 0), pollOf(1, 'a', 1, 2), pollOf(2, 'a', 1, 2)],
    ['no-writer-of-value'],
    /^message 2 of key "a" was read, although no operation sent it$/,
  ],
  [
    'a process leaves out a message from one poll to the next',
    [sends('a', 3), pollOf(1, 'a', 1), pollOf(1, 'a', 3), ALL],
    ['poll-skip'],
    /^one process, from one poll to the next, went from message 1 of key "a" to message 3 of key "a", and so left out 2$/,
  ],
  [
    'a process is shown the same twice',
    [sends('a', 3), pollOf(1, 'a', 1, 2), pollOf(1, 'a', 2, 3), ALL],
    ['nonmonotonic-poll'],
    /was shown message 2 of key "a" and then message 2 of key "a", which is at the same position$/,
  ],
  [
    'a process goes back over a key that it keeps',
    [sends('a', 3), pollOf(1, 'a', 1, 2, 3), assign(1, ['a', 'b']), pollOf(1, 'a', 1, 2, 3)],
    ['nonmonotonic-poll'],
    /was shown message 3 of key "a" and then message 1 of key "a", which lies 2 before it$/,
  ],
  [
    'later sends of a process come before its earlier ones',
    [
      send(0, 'a', 1, 1),
      send(0, 'a', 2, 0),
      poll(1, {
        a: [
          [0, 2],
          [1, 1],
        ],
      }),
    ],
    ['nonmonotonic-send'],
    /appended message 1 of key "a" and then message 2 of key "a", which lies 1 before it$/,
  ],
  [
    'one poll leaves out a message',
    [sends('a', 3), pollOf(1, 'a', 1, 3), ALL],
    ['int-poll-skip'],
    /^a poll went from message 1 of key "a" to message 3 of key "a", and so left out 2$/,
  ],
  [
    'one poll goes back',
    [sends('a', 3), pollOf(1, 'a', 2, 1), ALL],
    ['int-nonmonotonic-poll'],
    /^a poll showed message 2 of key "a" and then message 1 of key "a", which lies 1 before it$/,
  ],
  [
    'one operation sends backwards',
    [
      transaction(
        0,
        [
          ['send', 'a', 1],
          ['send', 'a', 2],
        ],
        [
          ['send', 'a', [1, 1]],
          ['send', 'a', [0, 2]],
        ],
      ),
      poll(1, {
        a: [
          [0, 2],
          [1, 1],
        ],
      }),
    ],
    ['int-nonmonotonic-send'],
    /^a send appended message 1 of key "a" and then message 2 of key "a"/,
  ],
  [
    'an operation reads what it sends',
    [
      send(1, 'a', 2, 0),
      transaction(
        0,
        [['send', 'a', 1], ['poll']],
        [
          ['send', 'a', [1, 1]],
          [
            'poll',
            {
              a: [
                [0, 2],
                [1, 1],
              ],
            },
          ],
        ],
      ),
    ],
    ['precommitted-read'],
    /^message 1 of key "a" was read by the very operation that sent it/,
  ],
  [
    'nobody reads the last message',
    [sends('a', 3), pollOf(1, 'a', 1, 2)],
    ['unseen'],
    /^1 acknowledged message was never read, of key "a"$/,
  ],
];

for (const [title, rows, bad, text] of FAULTY) {
  test(`${title}: ${bad.join(' and ')}, in words too`, (t) => {
    const result = check(...rows);
    t.false(result.valid);
    t.deepEqual(result['bad-error-types'], bad);
    t.deepEqual(result['error-types'], bad);
    const [type = ''] = bad;
    const told = type === 'unseen' ? (result['unseen'] as Example) : errors(result, type)[0];
    t.regex(told?.text ?? '', text);
  });
}

test('a message that was acknowledged is lost, though it was sent once more in vain', (t) => {
  const result = check(sends('a', 2), send(1, 'a', 1, 'fail'), pollOf(2, 'a', 2));
  t.deepEqual(result['bad-error-types'], ['lost-write', 'unseen']);
  t.like(errors(result, 'lost-write')[0], { value: 1, writer: { index: 1, type: 'ok' } });
});

test('G1a names the send that failed, and not another of the same message', (t) => {
  for (const outcomes of [
    [0, 'fail'],
    ['fail', 0],
  ] as const) {
    const rows = outcomes.map((outcome, process) => send(process, 'a', 1, outcome));
    const found = errors(check(...rows, pollOf(2, 'a', 1)), 'G1a');
    t.like(found[0], { writer: { type: 'fail' } });
  }
});

test('a message passed over by all: lost-write, with who sent it and how far reads got', (t) => {
  const result = check(sends('a', 3), pollOf(1, 'a', 1), pollOf(2, 'a', 3));
  t.deepEqual(result['bad-error-types'], ['lost-write', 'unseen']);
  t.like(errors(result, 'lost-write')[0], {
    key: 'a',
    value: 2,
    index: 1,
    'max-read-index': 2,
    text: 'message 2 of key "a" was acknowledged, and a message behind it was read, but it never was itself',
  });
  t.like(errors(result, 'lost-write')[0], { writer: { index: 3 }, 'max-read': { index: 9 } });
  t.like(result['unseen'], { unseen: { a: 1 }, messages: { a: [2] }, time: 9e6 });
});

test('a message whose only offset went to another one is lost when that is read', (t) => {
  const result = check(send(0, 'a', 1, 0), send(1, 'a', 2, 0), pollOf(2, 'a', 1));
  t.deepEqual(result['bad-error-types'], ['inconsistent-offsets', 'lost-write', 'unseen']);
  t.like(errors(result, 'lost-write')[0], { value: 2, index: 0, 'max-read-index': 0 });
});

test('a send that failed has no place in the order of its process', (t) => {
  const read = poll(1, {
    a: [
      [0, 2],
      [5, 1],
    ],
  });
  t.deepEqual(check(send(0, 'a', 1, 'fail'), send(0, 'a', 2, 0), read)['bad-error-types'], ['G1a']);
});

test('how far reads got is told by the first offset of a message, whether one was passed over by its last', (t) => {
  const twice = poll(1, {
    a: [
      [0, 1],
      [9, 1],
    ],
  });
  const result = check(send(0, 'a', 1, 0), send(2, 'a', 2, 3), twice);
  t.deepEqual(result['bad-error-types'], ['duplicate', 'int-nonmonotonic-poll', 'unseen']);
});

test('a message that was read before it was sent: a cycle in time, told step by step', (t) => {
  const result = check(pollOf(1, 'a', 1), send(0, 'a', 1, 0));
  t.deepEqual(result['bad-error-types'], ['G1c-realtime', 'strong-PL-2-cycle-exists']);
  const [{ text } = { text: '' }] = errors(result, 'G1c-realtime');
  t.regex(text, /sent message 1 of key "a", which T\d read/);
  t.regex(text, /completed \(operation 1, /);
  t.regex(
    errors(result, 'strong-PL-2-cycle-exists')[0]?.text ?? '',
    /^these 2 operations come before each other/,
  );
});

test('transactions that read each other: a cycle without time', (t) => {
  const result = check([
    [0, 'invoke', 'txn', [['send', 'a', 1], ['poll']]],
    [1, 'invoke', 'txn', [['send', 'b', 1], ['poll']]],
    [
      0,
      'ok',
      'txn',
      [
        ['send', 'a', [0, 1]],
        ['poll', { b: [[0, 1]] }],
      ],
    ],
    [
      1,
      'ok',
      'txn',
      [
        ['send', 'b', [0, 1]],
        ['poll', { a: [[0, 1]] }],
      ],
    ],
  ]);
  t.deepEqual(result['bad-error-types'], ['G1c', 'PL-2-cycle-exists']);
});
