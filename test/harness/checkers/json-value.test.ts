import test from 'ava';
import * as fc from 'fast-check';
import { canonicalJson, compareJson, JsonMap, sameJson } from '../../../harness/checkers/json-value.js';

test('the text of an object has its keys in order, at every depth', (t) => {
  t.is(canonicalJson({ b: [{ d: 1, c: 'x' }], a: null }), '{"a":null,"b":[{"c":"x","d":1}]}');
});

test('a number too great for a double is not null', (t) => {
  t.false(sameJson(JSON.parse('[1e400]'), [null]));
});

test('kinds follow each other in one order, and each is sorted within', (t) => {
  const sorted = [null, false, true, -1, 2, 10, 'B', 'a', [9], [1, 'x'], [1, [2]], { a: 1 }, { b: 0 }];
  t.deepEqual(sorted.toReversed().toSorted(compareJson), sorted);
});

test('a map finds composites by value and tells kinds apart', (t) => {
  const map = new JsonMap<string>();
  map.set([1], 'array');
  map.set('[1]', 'string');
  map.set({ a: 1, b: 2 }, 'object');
  map.set(null, 'null');
  t.is(map.get([1]), 'array');
  t.is(map.get('[1]'), 'string');
  t.is(map.get({ b: 2, a: 1 }), 'object');
  t.is(map.get(undefined), 'null');
  t.is(map.get('1'), undefined);
});

test('a map takes equal numbers for one, whether double or bigint', (t) => {
  for (const [double, exact] of [
    [1, 1n],
    [0, 0n],
    [2 ** 53, 2n ** 53n],
    [1e21, 10n ** 21n],
  ] as const) {
    const map = new JsonMap<string>();
    map.set(double, 'double');
    map.set(exact, 'exact');
    t.deepEqual(map.values(), ['exact']);
    t.is(map.get(double), 'exact');
    t.is(map.get(exact + 1n), undefined);
  }
});

test('the text of a value is JSON of that value', (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      t.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('comparing is a total order, and 0 means the same', (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (a, b, c) => {
      t.is(Math.sign(compareJson(a, b)), 0 - Math.sign(compareJson(b, a)));
      t.is(compareJson(a, b) === 0, sameJson(a, b));
      if (compareJson(a, b) <= 0 && compareJson(b, c) <= 0) t.true(compareJson(a, c) <= 0);
    }),
  );
});
