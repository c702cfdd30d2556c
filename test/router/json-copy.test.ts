/** The copy against the round trip that it stands for. */

import test from 'ava';
import * as fc from 'fast-check';
import type { Body } from '../../node/index.js';
import { jsonCopy } from '../../router/json-copy.js';

function roundTrip(body: Body): unknown {
  return JSON.parse(JSON.stringify(body));
}

test('what JSON cannot say becomes what JSON makes of it', (t) => {
  const body: Body = {
    type: 'x',
    gone: undefined,
    alsoGone: () => 1,
    alsoGoneToo: Symbol('s'),
    nan: NaN,
    infinite: [Infinity, -Infinity],
    negativeZero: -0,
    list: [undefined, () => 1, null, 1],
    date: new Date(0),
    boxed: [Object(1), Object('s'), Object(true)],
    map: new Map([[1, 2]]),
    bytes: new Uint8Array([1, 2]),
    bare: Object.assign(Object.create(null) as Record<string, unknown>, { a: 1 }),
  };
  t.deepEqual(jsonCopy(body), {
    type: 'x',
    nan: null,
    infinite: [null, null],
    negativeZero: 0,
    list: [null, null, null, 1],
    date: '1970-01-01T00:00:00.000Z',
    boxed: [1, 's', true],
    map: {},
    bytes: { 0: 1, 1: 2 },
    bare: { a: 1 },
  });
});

test('an object that says how it wants to be written is asked', (t) => {
  class Set1 {
    toJSON(): unknown {
      return [1];
    }
  }
  const plain = { hidden: 1, toJSON: () => ({ shown: 2 }) };
  t.deepEqual(jsonCopy({ a: new Set1(), b: plain }), { a: [1], b: { shown: 2 } } as Body);
});

test('inherited keys are not copied', (t) => {
  class Point {
    x = 1;
    get y(): number {
      return 2;
    }
  }
  t.deepEqual(jsonCopy({ point: new Point() }), { point: { x: 1 } } as Body);
});

test('a subclass of Array becomes an array, and symbols do not travel', (t) => {
  class Stack extends Array<number> {}
  const copy = jsonCopy({ stack: Stack.from([1, 2]), map: { a: 1, [Symbol('mine')]: 2 } });
  t.deepEqual(copy, { stack: [1, 2], map: { a: 1 } } as Body);
  t.is(Object.getPrototypeOf(copy['stack']), Array.prototype);
  t.deepEqual(Object.getOwnPropertySymbols(copy['map']), []);
});

test('a list or a map of nothing but plain values is copied value by value all the same', (t) => {
  const body = { list: [0, -0, 1.5, 'a', true, null], map: { z: 0, m: -0, s: 'a', b: false, n: null } };
  const copy = jsonCopy(body);
  t.deepEqual(copy, { list: [0, 0, 1.5, 'a', true, null], map: { z: 0, m: 0, s: 'a', b: false, n: null } });
  t.not(copy['list'], body.list);
  t.not(copy['map'], body.map);
});

test('the key __proto__ is a key like any other, and sets no prototype', (t) => {
  const body = JSON.parse('{"nested":{"__proto__":{"admin":true}},"__proto__":1}') as Body;
  const copy = jsonCopy(body);
  t.is(JSON.stringify(copy), '{"nested":{"__proto__":{"admin":true}},"__proto__":1}');
  t.is(Object.getPrototypeOf(copy), Object.prototype);
  t.is((copy['nested'] as { readonly admin?: unknown }).admin, undefined);
});

test('changing the original at any depth does not reach the copy', (t) => {
  const inner = { list: [1, 2], map: { k: 'v' } };
  const body = { type: 'x', inner };
  const copy = jsonCopy(body);
  inner.list.push(3);
  inner.map.k = 'changed';
  body.type = 'y';
  t.deepEqual(copy, { type: 'x', inner: { list: [1, 2], map: { k: 'v' } } });
});

test('an integer past 2^53 keeps all its digits', (t) => {
  const n = 9007199254740993n;
  t.deepEqual(jsonCopy({ n, list: [n, 1], map: { n: [{ n }] } }), { n, list: [n, 1], map: { n: [{ n }] } });
});

test('a copy is what parsing the text would have given, key order included', (t) => {
  const anything = fc.anything({
    withDate: true,
    withNullPrototype: true,
    withSparseArray: true,
    withBoxedValues: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withUnicodeString: true,
  });
  fc.assert(
    fc.property(fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), anything), (body: Body) => {
      const copy = jsonCopy(body);
      t.deepEqual(copy, roundTrip(body));
      t.is(JSON.stringify(copy), JSON.stringify(body));
    }),
    { numRuns: 500 },
  );
});

test('a copy of JSON shares no object with it', (t) => {
  const objectsOf = (value: unknown): readonly object[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(objectsOf)] : [];
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body: Body) => {
      const originals = new Set(objectsOf(body));
      t.false(objectsOf(jsonCopy(body)).some((each) => originals.has(each)));
    }),
  );
});
