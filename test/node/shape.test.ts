/** What each shape accepts, and what the sender of anything else is told, to the letter. */

import test from 'ava';
import { ERRORS, RpcError, shape } from '../../node/index.js';

const JSON_VALUES = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  '',
  'text',
  [],
  [1],
  ['a'],
  [null],
  {},
  { a: 1 },
  { a: 'b' },
];

interface Row {
  readonly of: shape.Shape<unknown>;
  readonly expected: string;
  readonly accepts: readonly unknown[];
}

const ROWS: Readonly<Record<string, Row>> = {
  any: { of: shape.any, expected: 'any JSON value', accepts: JSON_VALUES },
  string: { of: shape.string, expected: 'a string', accepts: ['', 'text'] },
  boolean: { of: shape.boolean, expected: 'true or false', accepts: [true, false] },
  integer: { of: shape.integer(), expected: 'an integer', accepts: [0, -1] },
  'integer({ min: 0 })': { of: shape.integer({ min: 0 }), expected: 'an integer >= 0', accepts: [0] },
  number: { of: shape.number(), expected: 'a finite number', accepts: [0, -1, 1.5, 2 ** 53] },
  'number({ min: 0 })': {
    of: shape.number({ min: 0 }),
    expected: 'a finite number >= 0',
    accepts: [0, 1.5, 2 ** 53],
  },
  'array(string)': { of: shape.array(shape.string), expected: 'an array of a string', accepts: [[], ['a']] },
  'array(number)': {
    of: shape.array(shape.number()),
    expected: 'an array of a finite number',
    accepts: [[], [1]],
  },
  'record(string)': {
    of: shape.record(shape.string),
    expected: 'an object of a string',
    accepts: [{}, { a: 'b' }],
  },
  'record(integer)': {
    of: shape.record(shape.integer()),
    expected: 'an object of an integer',
    accepts: [{}, { a: 1 }],
  },
};

function refusal(body: object, fields: shape.Fields): RpcError | undefined {
  try {
    shape.check({ type: 'greet', ...body }, fields);
    return undefined;
  } catch (error) {
    if (error instanceof RpcError) return error;
    throw error;
  }
}

for (const [name, { of, expected, accepts }] of Object.entries(ROWS)) {
  test(`${name} accepts what it says, and all else is refused with what came`, (t) => {
    const accepted = new Set(accepts.map((value) => JSON.stringify(value)));
    for (const value of JSON_VALUES) {
      const error = refusal({ field: value }, { field: of });
      if (accepted.has(JSON.stringify(value))) t.is(error, undefined, JSON.stringify(value));
      else {
        t.is(error?.code, ERRORS.malformedRequest.code, JSON.stringify(value));
        t.is(error?.message, `greet: expected field to be ${expected}, got ${JSON.stringify(value)}`);
      }
    }
  });

  test(`${name} is refused where it is missing, unless it is optional`, (t) => {
    t.is(refusal({}, { field: of })?.message, `greet: expected field to be ${expected}, got nothing`);
    t.is(refusal({}, { field: shape.optional(of) }), undefined);
  });

  test(`${name} has its shape where it is optional and there`, (t) => {
    for (const value of JSON_VALUES) {
      t.is(
        refusal({ field: value }, { field: shape.optional(of) })?.message,
        refusal({ field: value }, { field: of })?.message,
      );
    }
  });
}

test('numbers that JSON cannot carry are refused', (t) => {
  for (const value of [Number.NaN, Infinity, -Infinity]) {
    t.false(shape.number().accepts(value));
    t.false(shape.integer().accepts(value));
  }
});

test('the first field that does not fit is named', (t) => {
  const fields = { a: shape.string, b: shape.string, c: shape.string };
  t.is(refusal({ a: 'x', b: 2, c: 3 }, fields)?.message, 'greet: expected b to be a string, got 2');
});

test('keys that no field names stay as they came', (t) => {
  const body = { type: 'greet', msg_id: 1, name: 'Ann', more: [1] };
  t.is(shape.check(body, { name: shape.string }), body);
});

test('what came is quoted up to 80 characters', (t) => {
  const quoted = (length: number): string | undefined =>
    refusal({ field: 'x'.repeat(length) }, { field: shape.boolean })?.message.split('got ')[1];
  t.is(quoted(78), `"${'x'.repeat(78)}"`);
  t.is(quoted(79), `"${'x'.repeat(78)}…`);
});
