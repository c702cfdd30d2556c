/** What the checker of kafka lets pass, and what says nothing either way. */

import test from 'ava';
import type { Row } from '../operations.js';
import { assign, check, poll, pollOf, send, sends, transaction } from './rows.js';

const FINE: readonly (readonly [title: string, rows: readonly Row[][]])[] = [
  [
    'gaps between offsets are no skips',
    [
      send(0, 'a', 1, 3),
      send(0, 'a', 2, 70),
      poll(1, {
        a: [
          [3, 1],
          [70, 2],
        ],
      }),
    ],
  ],
  [
    'other offsets are those of other keys',
    [send(0, 'a', 1, 0), send(0, 'b', 1, 0), poll(1, { a: [[0, 1]], b: [[0, 1]] })],
  ],
  [
    'a dropped key may be read from the beginning',
    [sends('a', 2), pollOf(1, 'a', 1, 2), assign(1, ['b']), assign(1, ['a']), pollOf(1, 'a', 1, 2)],
  ],
  [
    'a dropped key may be sent to in any order',
    [
      send(0, 'a', 1, 1),
      assign(0, []),
      send(0, 'a', 2, 0),
      poll(1, {
        a: [
          [0, 2],
          [1, 1],
        ],
      }),
    ],
  ],
  ['processes need not agree on how far they are', [sends('a', 2), pollOf(1, 'a', 1, 2), pollOf(2, 'a', 1)]],
  ['a poll may show nothing of a key', [sends('a', 2), poll(1, { a: [], b: [] }), pollOf(1, 'a', 1, 2)]],
  ['a send of unknown outcome may be read', [send(0, 'a', 1, 'info'), pollOf(1, 'a', 1)]],
  [
    'a send of unknown outcome may be missing',
    [send(0, 'a', 1, 'info'), send(1, 'a', 2, 0), poll(2, { a: [[0, 2]] })],
  ],
  ['a send that is still open may be read', [send(0, 'a', 1, 'open'), pollOf(1, 'a', 1)]],
  [
    'a send that failed is not missed',
    [send(0, 'a', 1, 'fail'), send(0, 'a', 2, 0), poll(1, { a: [[0, 2]] })],
  ],
  [
    'a send that failed is not missed, even where a poll that failed has shown it',
    [send(0, 'a', 1, 'fail'), poll(1, { a: [[0, 1]] }, 'fail'), send(0, 'a', 2, 1), poll(2, { a: [[1, 2]] })],
  ],
  [
    'a negative offset says nothing of the order',
    [send(0, 'a', 1, -1), sends('b', 2), poll(1, { a: [[0, 1]] }), pollOf(1, 'b', 1, 2)],
  ],
  [
    'a step from or to an unknown offset is right',
    [
      send(0, 'a', 1, null),
      send(0, 'a', 2, 5),
      poll(1, { a: [[null, 1]] }),
      poll(1, { a: [[5, 2]] }),
      poll(1, { a: [[null, 1]] }),
    ],
  ],
  [
    'one operation may send around the messages of others',
    [
      transaction(
        0,
        [
          ['send', 'a', 1],
          ['send', 'a', 2],
        ],
        [
          ['send', 'a', [0, 1]],
          ['send', 'a', [2, 2]],
        ],
      ),
      send(1, 'a', 3, 1),
      poll(1, {
        a: [
          [0, 1],
          [1, 3],
          [2, 2],
        ],
      }),
    ],
  ],
];

for (const [title, rows] of FINE) {
  test(`${title}: valid`, (t) => {
    const result = check(...rows);
    t.deepEqual(result['bad-error-types'], []);
    t.true(result.valid);
  });
}

test('int-send-skip is told, and does no harm', (t) => {
  const told = check(...(FINE.at(-1)?.[1] ?? []));
  t.deepEqual(told['error-types'], ['int-send-skip']);
  t.like(told['int-send-skip'], { count: 1, errs: [{ skipped: [3], delta: 2 }] });
});

test('offsets may be as large as integers get', (t) => {
  const top = Number.MAX_SAFE_INTEGER;
  t.true(
    check(
      send(0, 'a', 1, 5),
      send(0, 'a', 2, top),
      poll(1, {
        a: [
          [5, 1],
          [top, 2],
        ],
      }),
    ).valid,
  );
});

test('messages may be any JSON, and are the same where their JSON is', (t) => {
  const messages = ['x', { b: 1, a: [2] }, null, [0, 1, 2]];
  const rows = messages.flatMap((message, i) => send(0, 'a', message, i));
  const read = poll(1, {
    a: [['x'], [{ a: [2], b: 1 }], [null], [[0, 1, 2]]].map(([message], i) => [i, message]),
  });
  t.true(check(rows, read).valid);
});

test('polls that did not succeed tell where messages are, but not that they were read', (t) => {
  const rows = [send(0, 'a', 1, 0), poll(1, { a: [[1, 1]] }, 'fail'), poll(2, { a: [[0, 1]] })];
  t.deepEqual(check(...rows)['bad-error-types'], ['duplicate']);
  t.deepEqual(check(sends('a', 2), pollOf(1, 'a', 1), poll(2, { a: [[1, 2]] }, 'fail'))['bad-error-types'], [
    'unseen',
  ]);
});

test('an assign that failed makes a process forget nothing', (t) => {
  const rows = [sends('a', 2), pollOf(1, 'a', 1, 2), assign(1, [], 'fail'), pollOf(1, 'a', 1, 2)];
  t.deepEqual(check(...rows)['bad-error-types'], ['nonmonotonic-poll']);
});
