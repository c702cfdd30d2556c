import test from 'ava';
import * as fc from 'fast-check';
import { uniqueIds } from '../../../harness/checkers/index.js';
import type { History } from '../../../harness/operations/history.js';
import { history } from './operations.js';

/** One process that got these ids. */
function generated(...ids: readonly unknown[]): History {
  return history(
    ...ids.flatMap((id) => [[0, 'invoke', 'generate'] as const, [0, 'ok', 'generate', id] as const]),
  );
}

test('an empty history is valid and has an empty range', (t) => {
  t.deepEqual(uniqueIds([]), {
    valid: true,
    'attempted-count': 0,
    'acknowledged-count': 0,
    'duplicated-count': 0,
    duplicated: {},
    range: [null, null],
  });
});

test('an id given out twice is invalid and is listed with its count', (t) => {
  const result = uniqueIds(generated('a', 'b', 'a', 'a'));
  t.false(result.valid);
  t.deepEqual(result['duplicated'], { a: 3 });
  t.deepEqual(result['range'], ['a', 'b']);
});

test('ids are compared by value, whatever their shape', (t) => {
  t.deepEqual(uniqueIds(generated([1, 'x'], [1, 'x'], { a: 1, b: 2 }, { b: 2, a: 1 }))['duplicated'], {
    '[1,"x"]': 2,
    '{"a":1,"b":2}': 2,
  });
});

test('a number and a string of the same text are two ids', (t) => {
  t.true(uniqueIds(generated(7, '7')).valid);
  t.deepEqual(uniqueIds(generated(7, '7', 7, '7'))['duplicated'], { 7: 2, '"7"': 2 });
});

test('repeated nulls are one duplicate and stand outside the range', (t) => {
  const result = uniqueIds(generated(null, 3, null, 1));
  t.deepEqual(result['duplicated'], { null: 2 });
  t.deepEqual(result['range'], [1, 3]);
});

test('only acknowledged ids count', (t) => {
  const result = uniqueIds(
    history(
      [0, 'invoke', 'generate'],
      [0, 'ok', 'generate', 1],
      [0, 'invoke', 'generate'],
      [0, 'fail', 'generate', 1],
      [0, 'invoke', 'generate'],
      [0, 'info', 'generate', 1],
      ['nemesis', 'info', 'start-partition', 1],
    ),
  );
  t.true(result.valid);
  t.is(result['attempted-count'], 3);
  t.is(result['acknowledged-count'], 1);
});

test('at most 48 duplicates are listed, the most frequent ones, while the count is full', (t) => {
  const ids = Array.from({ length: 50 }, (_, id) => [id, id]).flat();
  const { duplicated, ...rest } = uniqueIds(generated(...ids, 3, 5));
  t.is(rest['duplicated-count'], 50);
  t.is(Object.keys(Object(duplicated)).length, 48);
  t.like(duplicated, { 3: 3, 5: 3 });
});

test('arrays range by length, then element by element', (t) => {
  t.deepEqual(uniqueIds(generated([9], [1, 5], [1, 3], [0, 0, 0]))['range'], [[9], [0, 0, 0]]);
});

for (const [title, ids] of [
  ['a string among numbers', [1, 2, 'a']],
  ['several objects', [{ a: 1 }, { a: 2 }]],
  ['an array among numbers', [1, [1]]],
] as const) {
  test(`${title}: valid, and no range (Maelstrom: unknown)`, (t) => {
    const result = uniqueIds(generated(...ids));
    t.true(result.valid);
    t.is(result['range'], null);
  });
}

test('one object alone is its own range', (t) => {
  t.deepEqual(uniqueIds(generated({ a: 1 }))['range'], [{ a: 1 }, { a: 1 }]);
});

test('integers past 2^53 that a reader kept whole are told apart', (t) => {
  const result = uniqueIds(generated(9007199254740992n, 9007199254740993n, 5));
  t.true(result.valid);
  t.deepEqual(result['range'], [5, 9007199254740993n]);
});

test('valid where there are as many different ids as ids', (t) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(20), fc.string({ maxLength: 1 }), fc.constant(null))), (ids) => {
      const result = uniqueIds(generated(...ids));
      t.is(result.valid, new Set(ids).size === ids.length);
      t.is(result['acknowledged-count'], ids.length);
    }),
  );
});
