import test from 'ava';
import { setFull } from '../../../harness/checkers/index.js';
import { history, type Row } from './operations.js';

/** Process 0 adds the element and is told so. */
function added(element: unknown): Row[] {
  return [
    [0, 'invoke', 'add', element],
    [0, 'ok', 'add', element],
  ];
}

/** Process 1 reads these elements. */
function read(...elements: readonly unknown[]): Row[] {
  return [
    [1, 'invoke', 'read'],
    [1, 'ok', 'read', elements],
  ];
}

test('an empty history is unknown', (t) => {
  t.deepEqual(setFull([], 'add'), {
    valid: 'unknown',
    'attempt-count': 0,
    'stable-count': 0,
    'lost-count': 0,
    lost: [],
    'never-read-count': 0,
    'never-read': [],
    'stale-count': 0,
    stale: [],
    'worst-stale': [],
    'duplicated-count': 0,
    duplicated: {},
  });
});

test('an element in every read is stable and not stale', (t) => {
  const result = setFull(history(...added(1), ...read(1), ...read(1)), 'add');
  t.true(result.valid);
  t.like(result, { 'stable-count': 1, 'stale-count': 0 });
  t.deepEqual(result['stable-latencies'], { 0: 0, 0.5: 0, 0.95: 0, 0.99: 0, 1: 0 });
});

test('an element missing only from the read invoked last is lost', (t) => {
  const result = setFull(history(...added(1), ...read(1), ...read(1), ...read()), 'add');
  t.false(result.valid);
  t.deepEqual(result['lost'], [1]);
});

test('an element present only in the read invoked last is stable and stale', (t) => {
  const all = history(...added(1), ...read(), ...read(), ...read(1));
  const result = setFull(all, 'add');
  t.true(result.valid);
  t.deepEqual(result['stale'], [1]);
  t.deepEqual(result['worst-stale'], [
    {
      element: 1,
      outcome: 'stable',
      'stable-latency': 3,
      'lost-latency': null,
      known: all[1],
      'last-absent': all[4],
    },
  ]);
});

for (const [last, shown, valid] of [
  ['lacks', [], false],
  ['shows', [1], true],
] as const) {
  test(`of two overlapping reads the one invoked last decides, also where it completes first: it ${last} the element`, (t) => {
    const result = setFull(
      history(
        ...added(1),
        [1, 'invoke', 'read'],
        [2, 'invoke', 'read'],
        [2, 'ok', 'read', shown],
        [1, 'ok', 'read', valid ? [] : [1]],
      ),
      'add',
    );
    t.is(result.valid, valid);
  });
}

test('an acknowledged element that no read shows is lost', (t) => {
  t.deepEqual(setFull(history(...added(1), ...added(2), ...read(2)), 'add')['lost'], [1]);
});

test('an acknowledged element that no read could show is never read, which is no fault', (t) => {
  const result = setFull(history(...added(1), ...read(1), ...added(2)), 'add');
  t.true(result.valid);
  t.deepEqual(result['never-read'], [2]);
});

for (const outcome of ['fail', 'info'] as const) {
  const attempt: Row[] = [
    [0, 'invoke', 'add', 1],
    [0, outcome, 'add', 1],
  ];
  test(`an add that ended as ${outcome} and was never seen is never read`, (t) => {
    t.deepEqual(setFull(history(...attempt, ...read()), 'add')['never-read'], [1]);
  });
  test(`an add that ended as ${outcome} and was seen once must stay`, (t) => {
    t.true(setFull(history(...attempt, ...read(1)), 'add').valid);
    t.deepEqual(setFull(history(...attempt, ...read(1), ...read()), 'add')['lost'], [1]);
  });
}

test('an element first seen by a read can be lost before its add is acknowledged', (t) => {
  const result = setFull(history([0, 'invoke', 'add', 1], ...read(1), ...read(), [0, 'ok', 'add', 1]), 'add');
  t.deepEqual(result['lost'], [1]);
});

test('reads that failed, timed out or are open are ignored', (t) => {
  const result = setFull(
    history(
      ...added(1),
      ...read(1),
      [1, 'invoke', 'read'],
      [1, 'fail', 'read', []],
      [1, 'invoke', 'read'],
      [1, 'info', 'read', []],
      [2, 'invoke', 'read'],
    ),
    'add',
  );
  t.true(result.valid);
});

test('a read that completed before the add was invoked does not count against the element', (t) => {
  const result = setFull(history(...read(), ...added(1), ...read(1)), 'add');
  t.is(result['stale-count'], 0);
});

test('a read of null is a read of nothing', (t) => {
  const result = setFull(
    history(...added(1), ...read(1), [1, 'invoke', 'read'], [1, 'ok', 'read', null]),
    'add',
  );
  t.deepEqual(result['lost'], [1]);
});

test('elements that nobody added are ignored', (t) => {
  t.like(setFull(history(...added(1), ...read(1, 2, 3)), 'add'), { valid: true, 'attempt-count': 1 });
});

test('an element that is added again begins anew', (t) => {
  const result = setFull(history(...added(1), ...read(1), ...read(), [0, 'invoke', 'add', 1]), 'add');
  t.is(result.valid, 'unknown');
  t.deepEqual(result['never-read'], [1]);
});

test('a read that lacked the element before it was added again counts no more', (t) => {
  const result = setFull(
    history(
      [2, 'invoke', 'read'],
      [0, 'invoke', 'add', 1],
      ...read(),
      ...read(1),
      [0, 'info', 'add', 1],
      [3, 'invoke', 'add', 1],
      [2, 'ok', 'read', [1]],
    ),
    'add',
  );
  t.like(result, { valid: true, 'stable-count': 1 });
});

test('what the nemesis does is no operation on the set', (t) => {
  t.is(
    setFull(history(['nemesis', 'invoke', 'add', 1], ['nemesis', 'info', 'read', []]), 'add').valid,
    'unknown',
  );
});

test('an element shown twice by one read is reported in fields of our own and stays valid', (t) => {
  const result = setFull(
    history(...added(1), ...added('a'), ...read(1, 'a', 1, 1), ...read(1, 1, 'a')),
    'add',
  );
  t.like(result, {
    valid: true,
    'duplicated-count': 0,
    duplicated: {},
    'duplicates-count': 1,
    duplicates: { 1: 3 },
  });
});

test('elements are compared by value and listed in order, whatever their kinds', (t) => {
  const elements = [{ b: 1, a: [2] }, 'x', 10, [1], 9, null];
  const result = setFull(history(...elements.flatMap(added), ...read({ a: [2], b: 1 })), 'add');
  t.is(result['stable-count'], 1);
  t.deepEqual(result['lost'], [null, 9, 10, 'x', [1]]);
});

test('the eight stalest are listed, of equals the greater element first', (t) => {
  const adds = Array.from({ length: 10 }, (_, i): Row[] => [
    [i, 'invoke', 'add', i],
    [i, 'ok', 'add', i, { time: i < 2 ? 0 : 2e6 }],
  ]).flat();
  const result = setFull(
    history(
      ...adds,
      [11, 'invoke', 'read', null, { time: 9e6 }],
      [11, 'ok', 'read', []],
      ...read(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    ),
    'add',
  );
  const latencies: readonly (readonly [element: number, latency: number])[] = [
    [1, 9],
    [0, 9],
    [9, 7],
    [8, 7],
    [7, 7],
    [6, 7],
    [5, 7],
    [4, 7],
  ];
  t.like(result, {
    'worst-stale': latencies.map(([element, latency]) => ({ element, 'stable-latency': latency })),
  });
  t.like(result, { 'worst-stale': { length: 8 } });
});

/** How many are stale where the add's ok is at 1 ms and a read without the element is invoked at that time. */
function staleCount(absentTime: number): unknown {
  const absent: Row[] = [
    [1, 'invoke', 'read', null, { time: absentTime }],
    [1, 'ok', 'read', []],
  ];
  return setFull(history(...added(1), ...absent, ...read(1)), 'add')['stale-count'];
}

test('a latency runs to one nanosecond after the invocation, and is cut to whole milliseconds', (t) => {
  t.is(staleCount(1_999_998), 0);
  t.is(staleCount(1_999_999), 1);
});
