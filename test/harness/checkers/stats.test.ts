import test from 'ava';
import * as fc from 'fast-check';
import { availability, exceptions, stats } from '../../../harness/checkers/index.js';
import type { Operation, OperationType } from '../../../harness/operations/history.js';
import { history, type Row } from './operations.js';

test('without client operations stats are valid and all zero', (t) => {
  t.deepEqual(stats(history(['nemesis', 'info', 'start-partition', null])), {
    valid: true,
    count: 0,
    'ok-count': 0,
    'fail-count': 0,
    'info-count': 0,
    'by-f': {},
  });
});

test('an f that never succeeded makes stats invalid', (t) => {
  const result = stats(
    history(
      [0, 'invoke', 'read'],
      [0, 'ok', 'read'],
      [0, 'invoke', 'cas'],
      [0, 'fail', 'cas'],
      [0, 'invoke', 'write'],
    ),
  );
  t.false(result.valid);
  t.deepEqual(result['by-f'], {
    cas: { valid: false, count: 1, 'ok-count': 0, 'fail-count': 1, 'info-count': 0 },
    read: { valid: true, count: 1, 'ok-count': 1, 'fail-count': 0, 'info-count': 0 },
  });
});

for (const f of ['crash', 'debug-topic-partitions']) {
  test(`${f} is forgiven that it never succeeds, and still shown as invalid`, (t) => {
    const result = stats(history([0, 'invoke', f], [0, 'info', f]));
    t.true(result.valid);
    t.like(result, { 'by-f': { [f]: { valid: false, 'info-count': 1 } } });
  });
}

test('availability counts open operations as not succeeded', (t) => {
  const two = history([0, 'invoke', 'read'], [0, 'ok', 'read'], [1, 'invoke', 'read']);
  t.deepEqual(availability(two, undefined), { valid: true, 'ok-fraction': 0.5 });
});

test('availability of nothing is 1', (t) => {
  t.deepEqual(availability([], 'total'), { valid: true, 'ok-fraction': 1 });
});

/** So many operations, of which so many succeed. */
function succeeding(ok: number, all: number): readonly Row[] {
  return Array.from({ length: all }, (_, i) => [
    [0, 'invoke', 'read'] as const,
    [0, i < ok ? 'ok' : 'fail', 'read'] as const,
  ]).flat();
}

for (const [ok, all, target, valid] of [
  [3, 3, 'total', true],
  [2, 3, 'total', false],
  [2, 3, 0.66, true],
  [2, 3, 0.67, false],
  [19, 20, 0.95, true],
  [0, 3, 0, true],
] as const) {
  test(`${ok} of ${all} ${valid ? 'meets' : 'misses'} an availability of ${target}`, (t) => {
    t.is(availability(history(...succeeding(ok, all)), target).valid, valid);
  });
}

test('the fraction is shown as a 32-bit float', (t) => {
  t.is(availability(history(...succeeding(2, 3)), undefined)['ok-fraction'], 0.6666667);
});

test('without exceptions there is no list of them', (t) => {
  t.deepEqual(
    exceptions(history([0, 'invoke', 'read'], [0, 'info', 'read', null, { error: 'net-timeout' }])),
    {
      valid: true,
    },
  );
});

function thrown(name: string): Partial<Operation> {
  return { exception: { name, message: 'why' } };
}

test('exceptions are grouped by name, the most frequent first, each with its first operation', (t) => {
  const all = history(
    [0, 'info', 'read', null, thrown('TypeError')],
    [1, 'info', 'read', null, thrown('MalformedReply')],
    [2, 'info', 'write', null, thrown('MalformedReply')],
    [3, 'fail', 'write', null, thrown('RangeError')],
  );
  t.deepEqual(exceptions(all), {
    valid: true,
    exceptions: [
      { count: 2, class: 'MalformedReply', example: all[1] },
      { count: 1, class: 'TypeError', example: all[0] },
    ],
  });
});

test('the counts of all f add up to the totals, and the outcomes to the count', (t) => {
  const type = fc.constantFrom<OperationType>('invoke', 'ok', 'fail', 'info');
  const row = fc.tuple(fc.nat(3), type, fc.constantFrom('read', 'write', 'cas', 'crash'));
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const { 'by-f': byF, valid: _, ...totals } = stats(history(...rows));
      const groups = Object.values(byF).map((group) => new Map<string, unknown>(Object.entries(group)));
      const sum = (figure: string): number =>
        groups.reduce((total, group) => total + Number(group.get(figure)), 0);
      t.deepEqual<unknown, unknown>(
        totals,
        Object.fromEntries(Object.keys(totals).map((figure) => [figure, sum(figure)])),
      );
      t.is(sum('count'), rows.filter(([, outcome]) => outcome !== 'invoke').length);
      t.is(sum('count'), sum('ok-count') + sum('fail-count') + sum('info-count'));
    }),
  );
});
