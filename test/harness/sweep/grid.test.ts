/** The grid: every combination, the same seeds, and what each point means to a run. */

import test from 'ava';
import * as fc from 'fast-check';
import { parseAxis } from '../../../harness/sweep/axis.js';
import { describeSettings, parseSeeds, pointsOf, runAt } from '../../../harness/sweep/grid.js';
import { UsageError } from '../../../harness/errors/usage-error.js';

const axes = (...texts: string[]) => texts.map((text) => parseAxis(text));

test('every combination is a point, and the last axis varies fastest', (t) => {
  t.deepEqual(
    pointsOf(axes('a=1,2', 'b=x,y,z')).map(({ settings }) => describeSettings(settings)),
    ['a=1 b=x', 'a=1 b=y', 'a=1 b=z', 'a=2 b=x', 'a=2 b=y', 'a=2 b=z'],
  );
});

test('without axes there is one point', (t) => {
  t.deepEqual(
    pointsOf([]).map(({ settings }) => settings),
    [{}],
  );
});

test('the keys of points differ, and there are as many as the product of the axes', (t) => {
  const values = fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(values, { maxLength: 4 }), (lists) => {
      const points = pointsOf(lists.map((list, i) => parseAxis(`f${i}x=${list.join(',')}`)));
      t.is(
        points.length,
        lists.reduce((product, list) => product * list.length, 1),
      );
      t.is(new Set(points.map(({ key }) => key)).size, points.length);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('what is varied twice, and a grid that nobody can run, are refused', (t) => {
  t.throws(() => pointsOf(axes('a=1', 'a=2')), {
    instanceOf: UsageError,
    message: /--vary a: it is varied twice/,
  });
  t.throws(() => pointsOf(axes('a=1..9999', 'b=1..9999')), {
    instanceOf: UsageError,
    message: /99980001 points/,
  });
});

test('options, fields, variables and arguments go where they belong, over what is there', (t) => {
  const grid = axes('rate=7', 'fanout=3', 'env.MODE=1', 'arg.--fast=9', 'arg.-n=2', 'arg.size=5');
  const [point] = pointsOf(grid);
  const base = { rate: 1, args: ['--size={size}', 'x'], configure: { fanout: 1, other: true }, seed: 99 };
  t.deepEqual(runAt(base, grid, point as never, 4), {
    point,
    seed: 4,
    input: {
      rate: 7,
      args: ['--size=5', 'x', '--fast=9', '-n', '2'],
      configure: { fanout: 3, other: true },
      seed: 4,
    },
    env: { MODE: '1' },
  } as never);
});

test('an argument without a place is refused', (t) => {
  const grid = axes('arg.size=5');
  const [point] = pointsOf(grid);
  t.throws(() => runAt({}, grid, point as never, 1), {
    instanceOf: UsageError,
    message: /begins with -, or \{size\}/,
  });
});

test("bin=own is Eddy's own program", (t) => {
  const grid = axes('bin=own,./x.js');
  const [own, other] = pointsOf(grid);
  t.deepEqual(runAt({ bin: './y.js' }, grid, own as never, 1).input, { seed: 1 });
  t.deepEqual(runAt({ bin: './y.js' }, grid, other as never, 1).input, { bin: './x.js', seed: 1 });
});

test('lists are shown as they are typed', (t) => {
  t.is(describeSettings({ nemesis: ['a', 'b'], other: [], none: null }), 'nemesis=a+b other=none none=null');
  t.is(describeSettings({}), 'the only point');
});

for (const [text, seeds] of [
  ['3', [1, 2, 3]],
  ['1', [1]],
  ['5..7', [5, 6, 7]],
  ['0..0', [0]],
] as const) {
  test(`--seeds ${text} is ${seeds.join(' ')}`, (t) => t.deepEqual(parseSeeds(text), seeds));
}

for (const text of ['0', '', '-1', '1.5', 'x', '7..5', '1..', '0..4294967296', '99999999']) {
  test(`--seeds ${JSON.stringify(text)} is refused`, (t) => {
    t.throws(() => parseSeeds(text), { instanceOf: UsageError, message: /^--seeds expects how many/ });
  });
}
