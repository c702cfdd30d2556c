/** What the checker of kafka reports beside single errors: too little to judge, causes, and which of many examples. */

import test from 'ava';
import type { Row } from '../operations.js';
import { assign, check, errors, type Example, poll, pollOf, send, sends } from './rows.js';

test('without clients the verdict is unknown; where nothing succeeded the test has failed', (t) => {
  const { valid, error } = check([['nemesis', 'info', 'start']]);
  t.is(valid, 'unknown');
  t.is(error, 'no client did anything: nothing was tested');
  const nothing = check(assign(0, ['a'], 'info'), send(1, 'a', 1, 'info'));
  t.false(nothing.valid);
  t.deepEqual(nothing['bad-error-types'], ['empty-transaction-graph']);
  t.deepEqual(nothing['info-txn-causes'], ['net-timeout']);
  t.regex((nothing['empty-transaction-graph'] as Example).text, /nothing was tested$/);
});

test('causes are told once each, those of assigns and crashes not', (t) => {
  const cause = (process: number, f: string, error?: [string, string]): Row[] => [
    [process, 'invoke', f],
    [process, 'info', f, null, error === undefined ? {} : { error }],
  ];
  const result = check(
    cause(0, 'send', ['crash', 'x']),
    cause(1, 'poll', ['crash', 'x']),
    cause(2, 'assign', ['crash', 'y']),
    cause(3, 'crash'),
    send(4, 'a', 1, 'info'),
  );
  t.deepEqual(result['info-txn-causes'], [['crash', 'x'], 'net-timeout']);
});

test('of many errors all are counted; shown are the longest skips, the furthest steps back, and the first 32 of a log', (t) => {
  const rows = [sends('a', 45)];
  for (let i = 2; i < 42; i++) rows.push(pollOf(100 + i, 'a', 1), pollOf(100 + i, 'a', i));
  for (let i = 2; i < 42; i++) rows.push(pollOf(200 + i, 'a', 42), pollOf(200 + i, 'a', i));
  for (let i = 0; i < 40; i++)
    rows.push(
      poll(300, {
        b: [
          [i, i],
          [i, 100 + i],
        ],
      }),
    );
  const result = check(...rows);
  const deltas = (type: string): unknown[] => errors(result, type).map(({ delta }) => delta);
  t.is((result['poll-skip'] as { count: number }).count, 39);
  t.deepEqual(deltas('poll-skip'), [33, 34, 35, 36, 37, 38, 39, 40]);
  t.deepEqual(deltas('nonmonotonic-poll'), [-40, -39, -38, -37, -36, -35, -34, -33]);
  t.is((result['inconsistent-offsets'] as { count: number }).count, 40);
  t.deepEqual(
    errors(result, 'inconsistent-offsets').map(({ offset }) => offset),
    [...Array(32).keys()],
  );
  t.regex(errors(result, 'poll-skip')[7]?.text ?? '', /left out 2, 3, 4, 5, 6, 7, 8, 9 and 31 more$/);
  t.is(errors(result, 'no-writer-of-value').length, 8);
});

test('of many unseen messages of a key 32 are shown', (t) => {
  const { unseen, messages } = check(sends('a', 40), sends('b', 2)).unseen as Record<
    string,
    Record<string, unknown>
  >;
  t.deepEqual(unseen, { a: 40, b: 2 });
  t.deepEqual(messages, { a: Array.from({ length: 32 }, (_, i) => i + 1), b: [1, 2] });
});
