import test from 'ava';
import {
  type FieldDifference,
  fieldDifferences,
  type Rule,
} from '../../../harness/trace/field-differences.js';
import type { Journey } from '../../../harness/trace/journeys.js';

const STRICT: Rule = { times: true, outcomes: true, ignored: new Set() };

function journey(body: Record<string, unknown>, more: Partial<Journey> = {}, bodyText?: string): Journey {
  const message = { id: 1, src: 'n1', dest: 'n2', body, ...(bodyText !== undefined && { bodyText }) };
  return { type: 'journey', message, sentAt: 1, outcome: { kind: 'delivered', at: 2 }, copies: 1, ...more };
}

function between(left: Record<string, unknown>, right: Record<string, unknown>): readonly FieldDifference[] {
  return fieldDifferences(journey(left), journey(right), STRICT);
}

test('the order of keys and the number of the message do not count', (t) => {
  t.deepEqual(
    between({ type: 'x', a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1, type: 'x' }),
    [],
  );
  const other = journey({ type: 'x' }, { message: { id: 9, src: 'n1', dest: 'n2', body: { type: 'x' } } });
  t.deepEqual(fieldDifferences(journey({ type: 'x' }), other, STRICT), []);
});

test('each field that differs is told by its path', (t) => {
  const cases: [Record<string, unknown>, Record<string, unknown>, FieldDifference][] = [
    [{ a: 1 }, { a: 2 }, { path: 'body.a', left: '1', right: '2' }],
    [{ a: 1 }, {}, { path: 'body.a', left: '1', right: 'nothing' }],
    [{ a: 1 }, { a: '1' }, { path: 'body.a', left: '1', right: '"1"' }],
    [{ a: null }, {}, { path: 'body.a', left: 'null', right: 'nothing' }],
    [{ a: [] }, { a: {} }, { path: 'body.a', left: '[]', right: '{}' }],
    [{ a: [1, [2]] }, { a: [1, [3]] }, { path: 'body.a.1.0', left: '2', right: '3' }],
    [{ a: [1] }, { a: [1, 2] }, { path: 'body.a', left: '[1]', right: '[1,2]' }],
    [{ a: {} }, { a: { toString: 1 } }, { path: 'body.a.toString', left: 'nothing', right: '1' }],
    [
      { type: 'x', a: 1 },
      { type: 'y', b: 1 },
      { path: 'body.type', left: '"x"', right: '"y"' },
    ],
  ];
  for (const [left, right, difference] of cases) t.deepEqual(between(left, right), [difference]);
});

test('long values are cut to where they part', (t) => {
  const [difference] = between({ a: `${'x'.repeat(1e6)}1` }, { a: `${'x'.repeat(1e6)}2${'y'.repeat(1e6)}` });
  t.is(difference?.left, `…${'x'.repeat(24)}1"`);
  t.true(difference?.right.startsWith(`…${'x'.repeat(24)}2y`));
  t.true((difference?.right.length ?? Infinity) < 100);
});

test('integers past 2^53 are compared digit by digit', (t) => {
  const big = (digits: string): Journey => {
    const text = `{"n":${digits}}`;
    return journey(JSON.parse(text) as Record<string, unknown>, {}, text);
  };
  t.deepEqual(fieldDifferences(big('9007199254740993'), big('9007199254740992'), STRICT), [
    { path: 'body.n', left: '9007199254740993', right: '9007199254740992' },
  ]);
  t.deepEqual(fieldDifferences(big('9007199254740993'), big('9007199254740993'), STRICT), []);
});

test('what is nested deeper than the stack is compared all the same', (t) => {
  const nested = (inside: string): Journey => {
    const text = `{"a":${'['.repeat(200_000)}${inside}${']'.repeat(200_000)}}`;
    return journey(JSON.parse(text) as Record<string, unknown>);
  };
  t.deepEqual(fieldDifferences(nested('1'), nested('1'), STRICT), []);
  const [difference] = fieldDifferences(nested('1'), nested('2'), STRICT);
  t.like(difference, { left: '1', right: '2' });
  t.true((difference?.path.length ?? Infinity) < 200);
  t.is(fieldDifferences(nested('1'), journey({ a: [] }), STRICT).length, 1);
});

test('of messages that were sent at different times the time is told, not that of their arrival', (t) => {
  const late = journey({}, { sentAt: 5, outcome: { kind: 'delivered', at: 6 } });
  t.deepEqual(
    fieldDifferences(journey({}), late, STRICT).map(({ path }) => path),
    ['time'],
  );
  t.deepEqual(fieldDifferences(journey({}), late, { ...STRICT, times: false }), []);
  const lost = journey({}, { sentAt: 5, outcome: { kind: 'dropped', at: 6, reason: 'loss' }, copies: 0 });
  t.deepEqual(
    fieldDifferences(journey({}), lost, STRICT).map(({ path }) => path),
    ['time', 'outcome'],
  );
  const twice = journey({}, { copies: 2 });
  t.deepEqual(fieldDifferences(journey({}), twice, STRICT), [{ path: 'copies', left: '1', right: '2' }]);
});

test('a message that arrived damaged differs from one that arrived whole, and in what arrived', (t) => {
  const damaged = (line: string) => journey({}, { outcome: { kind: 'delivered', at: 2, line } });
  const rule = { ...STRICT, times: false };
  t.deepEqual(fieldDifferences(damaged('{"x'), damaged('{"x'), rule), []);
  t.deepEqual(fieldDifferences(journey({}), damaged('{"x'), rule), [
    { path: 'outcome', left: 'delivered', right: 'delivered as {"x' },
  ]);
});

test('a fault is never equal to a message', (t) => {
  const fault = { type: 'fault', time: 1, fault: 'heal', text: 'all' } as const;
  t.deepEqual(
    fieldDifferences(fault, journey({}), STRICT).map(({ path }) => path),
    ['event'],
  );
  t.deepEqual(
    fieldDifferences(fault, { ...fault, time: 2 }, STRICT).map(({ path }) => path),
    ['time'],
  );
});
