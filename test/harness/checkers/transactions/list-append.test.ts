/** Transactions over lists: each anomaly by itself, what it shows, and what histories the checker cannot use. */

import test from 'ava';
import { listAppend, type IsolationResult } from '../../../../harness/checkers/index.js';
import type { History } from '../../../../harness/operations/history.js';
import { history } from '../operations.js';
import { concurrent, successive } from './txns.js';

function check(all: History, model = 'serializable', quirks = false): IsolationResult {
  return listAppend(all, { models: [model], quirks });
}

function first(result: IsolationResult, type: string): unknown {
  return (result['anomalies'] as Record<string, unknown[]>)[type]?.[0];
}

const APPENDED = 'append x 1';

for (const [type, txns, example] of [
  ['G1a', [['fail', APPENDED], 'r x [1]'], { mop: ['r', 'x', [1]], element: 1, writer: { index: 2 } }],
  ['G1b', ['append x 1, append x 2', 'r x [1]'], { mop: ['r', 'x', [1]], element: 1, writer: { index: 2 } }],
  ['G1b', [['info', 'append x 1, append x 2'], 'r x [1]'], { element: 1, writer: { type: 'info' } }],
  ['internal', ['append x 1', 'append x 2, r x [1]'], { mop: ['r', 'x', [1]], expected: ['...', 2] }],
  ['internal', ['append x 1', 'append x 2, append x 3, r x [2 1 3]'], { expected: ['...', 2, 3] }],
  ['internal', ['append x 1', 'r x [], r x [1]'], { mop: ['r', 'x', [1]], expected: [] }],
  ['internal', ['append x 1', 'r x, r x [1]'], { mop: ['r', 'x', [1]], expected: [] }],
  ['internal', ['append x 1', 'r x [1], r x'], { mop: ['r', 'x', null], expected: [1] }],
  ['internal', ['append x 1', 'r x, append x 2, r x [1 2]'], { mop: ['r', 'x', [1, 2]], expected: [2] }],
  ['internal', ['append x 1, r x', 'r x [1]'], { mop: ['r', 'x', null], expected: ['...', 1] }],
  ['internal', ['append x 1', 'r x [1], append x 2, r x [2]'], { mop: ['r', 'x', [2]], expected: [1, 2] }],
  ['future-read', ['r x [1], append x 1'], { mop: ['r', 'x', [1]], element: 1 }],
  ['duplicate-elements', [APPENDED, 'r x [1 1]'], { mop: ['r', 'x', [1, 1]], duplicates: { 1: 2 } }],
  ['garbage-read', ['append x 1', 'r x [7]'], { mop: ['r', 'x', [7]], element: 7, op: { index: 3 } }],
  ['incompatible-order', ['append x 1, append x 2', 'r x [1]', 'r x [2]'], { key: 'x', values: [[1], [2]] }],
  ['incompatible-order', ['append x 1', 'append x 2', 'r x [2]', 'r x [1 2]'], { values: [[2], [1, 2]] }],
  ['dirty-update', [['fail', APPENDED], 'append x 2', 'r x [1 2]'], { key: 'x', values: [1, 2] }],
  ['lost-update', [APPENDED, 'r x [1], append x 2', 'r x [1], append x 3'], { key: 'x', value: [1] }],
  ['lost-update', ['r x, append x 2', 'r x [], append x 3'], { key: 'x', value: null }],
] as const) {
  test(`lists, ${type}: ${JSON.stringify(txns)}`, (t) => {
    const result = check(concurrent(...txns));
    t.false(result.valid);
    t.true((result['anomaly-types'] as string[]).includes(type));
    t.like(first(result, type), example);
  });
}

for (const [why, txns] of [
  ['a read of what may have been appended', [['info', APPENDED], 'r x [1]']],
  ['a read of what is still open', [['invoke', APPENDED], 'r x [1]']],
  ['null and [] are both an empty list', ['r x', 'r x []', 'append x 1']],
  ['null and [] agree, and an append comes after both', ['r x, r x [], r x, append x 1, r x [1]', 'r x [1]']],
  ['a transaction sees its own appends', ['append x 1, r x [1], append x 2, r x [1 2]', 'r x [1 2]']],
  ['the end of a list whose beginning was never read', [APPENDED, 'append x 2, r x [1 2]']],
  ['a transaction may read what is its own in between', ['append x 1, r x [1], append x 2', 'r x [1 2]']],
  ['one that failed and is seen nowhere', [['fail', APPENDED], 'append x 2', 'r x [2]']],
  ['only one of two who read the same wrote', [APPENDED, 'r x [1], append x 2', 'r x [1]']],
  ['writing before reading loses nothing', ['append x 1, r x [1]', 'append x 2, r x [1 2]']],
  ['elements may be strings', ['append x 1', 'r y, append y 1', 'r y [1]']],
] as const) {
  test(`lists that are fine: ${why}`, (t) => {
    t.deepEqual(check(concurrent(...txns)), { valid: true });
  });
}

for (const [type, txns, text] of [
  [
    'G1a',
    [['fail', APPENDED], 'r x [1]'],
    'operation 3 read key "x" as [1]; operation 2 appended 1, and failed',
  ],
  [
    'G1b',
    ['append x 1, append x 2', 'r x [1]'],
    'operation 3 read key "x" as [1]; operation 2 appended 1, and then more',
  ],
  [
    'internal',
    ['append x 2, r x [1]', 'append x 1'],
    'operation 2 read key "x" as [1], where its own reads and appends leave ["...",2]',
  ],
  ['future-read', ['r x [1], append x 1'], 'operation 1 read key "x" as [1], and appended 1 only then'],
  ['garbage-read', ['append x 1', 'r x [7]'], 'operation 3 read key "x" as [7]; no operation appended 7'],
  ['duplicate-elements', [APPENDED, 'r x [1 1]'], 'operation 3 read key "x" as [1,1]'],
  [
    'incompatible-order',
    ['append x 1, append x 2', 'r x [1]', 'r x [2]'],
    'key "x" was read as [1] and as [2]',
  ],
  [
    'dirty-update',
    [['fail', APPENDED], 'append x 2', 'r x [1 2]'],
    'key "x" still holds 1 of a transaction that failed, before 2 of one that did not',
  ],
  [
    'lost-update',
    ['r x, append x 2', 'r x, append x 3'],
    'operations 2 and 3 read key "x" as null, and each then wrote to it',
  ],
] as const) {
  test(`lists, ${type} in words: ${text}`, (t) => {
    t.is((first(check(concurrent(...txns)), type) as { text: string }).text, text);
  });
}

test('each step of a cycle is told in words, with the facts beside', (t) => {
  const result = check(concurrent('r x, append y 1', 'r y, append x 1', 'r x [1], r y [1]'));
  t.like(result, {
    valid: false,
    'anomaly-types': ['G2-item'],
    'anomaly-counts': { 'G2-item': 1 },
    not: ['repeatable-read'],
    'also-not': ['serializable', 'strong-serializable', 'strong-session-serializable'],
  });
  t.like(first(result, 'G2-item'), {
    type: 'G2-item',
    cycle: [{ index: 3 }, { index: 4 }, { index: 3 }],
    steps: [
      { type: 'rw', key: 'x', value: null, "value'": 1, 'a-mop-index': 0, 'b-mop-index': 1 },
      { type: 'rw', key: 'y', value: null, "value'": 1, 'a-mop-index': 0, 'b-mop-index': 1 },
    ],
    text: [
      'T1 = operation 3 of process 0: [["r","x",null],["append","y",1]]',
      'T2 = operation 4 of process 1: [["r","y",null],["append","x",1]]',
      'T1 before T2: T1 read key "x" as [], before T2 appended 1.',
      'T2 before T1: T2 read key "y" as [], before T1 appended 1.',
      'So T1 would have to come before itself (G2-item).',
    ].join('\n'),
  });
});

test('a write cycle and a circle of reads, in words', (t) => {
  const writes = concurrent('append x 1, append y 2', 'append x 2, append y 1', 'r x [1 2], r y [1 2]');
  t.regex(
    (first(check(writes), 'G0') as { text: string }).text,
    /T1 before T2: T1 appended 1 to key "x", and T2 then appended 2\.\nT2 before T1: T2 appended 1 to key "y", and T1 then appended 2\./,
  );
  const reads = concurrent('append x 1, r y [1]', 'append y 1, r x [1]');
  const found = first(check(reads), 'G1c');
  t.like(found, {
    steps: [{ type: 'wr', key: 'x', value: 1, 'a-mop-index': 0, 'b-mop-index': 1 }, { type: 'wr' }],
  });
  t.regex(
    (found as { text: string }).text,
    /T1 before T2: T1 appended 1 to key "x", which T2 read as \[1\]\./,
  );
});

test('an element that no read shows came after those that one shows', (t) => {
  const skew = concurrent('append x 1', 'append x 2, append y 1', 'r x [1], r y [1]');
  const found = first(check(skew), 'G-single-item');
  t.regex(
    (found as { text: string }).text,
    /read key "x" as \[1\], before T\d appended 2, which no read shows\./,
  );
});

test('a stale read is told by the clock, and in one step however long ago it was', (t) => {
  const between = Array.from({ length: 30 }, (_, i) => [1, `append y ${i + 1}`] as const);
  const all = successive([0, 'append x 1'], ...between, [2, 'r x']);
  t.deepEqual(check(all), { valid: true });
  const result = check(all, 'strict-serializable');
  t.deepEqual(result['not'], ['strong-snapshot-isolation']);
  const found = first(result, 'G-single-item-realtime') as { steps: unknown[]; text: string };
  t.is(found.steps.length, 2);
  t.like(found.steps[1], { type: 'realtime', "a'": { index: 1 }, b: { index: 62 } });
  t.regex(
    found.text,
    /completed \(operation 1, 0\.001000 s\) before T\d was invoked \(operation 62, 0\.062000 s\)/,
  );
});

test('within a process, its order is told', (t) => {
  const all = successive([3, 'append x 1'], [3, 'r x']);
  const found = first(check(all, 'strong-session-serializable'), 'G-single-item-process');
  t.like(found, { steps: [{ type: 'rw' }, { type: 'process', process: 3 }] });
  t.regex((found as { text: string }).text, /process 3 did T2 first and T1 next/);
  // Another process need not know.
  t.true(check(successive([3, 'append x 1'], [4, 'r x']), 'strong-session-serializable').valid);
});

test('what a transaction that failed did before comes in no order', (t) => {
  const all = concurrent(['fail', 'append x 1, append y 2'], 'append x 2, append y 1', 'r x [2], r y [1]');
  t.deepEqual(check(all, 'strict-serializable'), { valid: true });
});

test('of each anomaly a few are shown and all are counted', (t) => {
  const reads = Array.from({ length: 20 }, () => 'r x [1]');
  const result = check(concurrent(['fail', 'append x 1'], ...reads));
  t.like(result['anomaly-counts'], { G1a: 20 });
  t.is((result['anomalies'] as Record<string, unknown[]>)['G1a']?.length, 8);
});

test('where nothing depends on anything there is nothing to judge', (t) => {
  for (const all of [[], concurrent('append x 1'), concurrent(['info', 'append x 1'], ['info', 'r x'])]) {
    t.deepEqual(check(all), {
      valid: 'unknown',
      'anomaly-types': ['empty-transaction-graph'],
      anomalies: { 'empty-transaction-graph': [true] },
      'anomaly-counts': { 'empty-transaction-graph': 1 },
      not: [],
      'also-not': [],
    });
  }
});

test('the same element appended twice leaves the verdict unknown, and says by whom', (t) => {
  const result = check(concurrent('append x 1', 'append x 1', 'r x [1]'));
  t.like(result, { valid: 'unknown', type: 'duplicate-appends', key: 'x', value: 1, op: { index: 1 } });
  t.regex(
    String(result['error']),
    /^element 1 was appended to key "x" more than once, by operations 3 and 4: /,
  );
  t.is(check(concurrent('append x 1, append x 1')).valid, 'unknown');
});

test('under Maelstrom’s quirks an element without a completed transaction leaves the verdict unknown', (t) => {
  for (const all of [concurrent('append x 1', 'r x [7]'), concurrent(['invoke', 'append x 1'], 'r x [1]')]) {
    const result = check(all, 'serializable', true);
    t.is(result.valid, 'unknown');
    t.regex(String(result['error']), /^no completed transaction wrote element [17] of key "x"/);
  }
  t.true(check(concurrent('append x 1', 'r x [1]'), 'serializable', true).valid);
});

test('under Maelstrom’s quirks a read of null disagrees with no read after it, unless an append comes between', (t) => {
  const changed = concurrent('append x 1', 'r x, r x [1]');
  t.false(check(changed, 'read-atomic').valid);
  t.true(check(changed, 'read-atomic', true).valid);
  const appended = concurrent('append x 1', 'r x, append x 2, r x [1 2]');
  t.like(first(check(appended, 'serializable', true), 'internal'), { expected: [2] });
});

test('what is no transaction is told with its operation', (t) => {
  for (const value of [null, [['append', 'x']], [['w', 'x', 1]], [5], 'txn']) {
    const result = check(history([0, 'invoke', 'txn', value]));
    t.is(result.valid, 'unknown');
    t.regex(
      String(result['error']),
      /^operation 0 is no transaction: expected a list of \["r", key, value\]/,
    );
  }
  const shown = check(history([0, 'invoke', 'txn', []], [0, 'ok', 'txn', [['r', 'x', 3]]]));
  t.is(shown['error'], 'a read shows 3: expected a list, or null');
});

test('what others do is none of its business, nor is the nemesis', (t) => {
  const all = concurrent('append x 1', 'r x [1]');
  const more = history(
    ...all.map(({ process, type, f, value }) => [process, type, f, value] as const),
    ['nemesis', 'info', 'txn', 'start'],
    [7, 'invoke', 'read', 'no transaction'],
    [7, 'ok', 'read', 'no transaction'],
  );
  t.deepEqual(check(more), { valid: true });
});

test('keys and elements may be any JSON', (t) => {
  const key = { a: [1, 2] };
  const other = { a: [1, 2] };
  const all = history(
    [0, 'invoke', 'txn', [['append', key, 'one']]],
    [1, 'invoke', 'txn', [['append', other, [2]]]],
    [2, 'invoke', 'txn', [['r', key, null]]],
    [3, 'invoke', 'txn', [['r', key, null]]],
    [0, 'ok', 'txn', [['append', key, 'one']]],
    [1, 'ok', 'txn', [['append', other, [2]]]],
    [2, 'ok', 'txn', [['r', other, ['one', [2]]]]],
    [3, 'ok', 'txn', [['r', other, [[2], 'one']]]],
  );
  t.deepEqual(check(all)['anomaly-types'], ['incompatible-order']);
  t.true(check(all.filter(({ process }) => process !== 3)).valid);
});

test('a model that nothing here can disprove is said to be so', (t) => {
  const all = concurrent('append x 1, append x 2', 'r x [1]');
  t.deepEqual(check(all, 'linearizable'), {
    valid: true,
    note: 'no anomaly that is looked for here could rule out linearizable',
  });
});

test('a dirty update begins with the first of several that failed', (t) => {
  const all = concurrent(['fail', 'append x 1'], ['fail', 'append x 2'], 'append x 3', 'r x [1 2 3]');
  t.like(first(check(all), 'dirty-update'), { values: [1, 2, 3] });
});

test('the order of one process is no matter for serializability', (t) => {
  t.deepEqual(check(successive([3, 'append x 1'], [3, 'r x'])), { valid: true });
  t.is(check(concurrent('r x', ['fail', 'append x 1'], ['fail', 'append x 2'])).valid, 'unknown');
});
