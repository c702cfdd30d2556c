/** How a skew is written and read. */

import test from 'ava';
import * as fc from 'fast-check';
import { ControlError, describeSkew, parseControl, parseSkews } from '../../router/index.js';

const NODES = ['n1', 'n2', 'n3'];

for (const [line, expected] of [
  ['clock-skew n2 +300ms', { nodes: ['n2'], skew: { offset: 300e6 } }],
  ['clock-skew n2,n3 -2s', { nodes: ['n2', 'n3'], skew: { offset: -2e9 } }],
  ['clock-skew n1 n2 x1.01', { nodes: ['n1', 'n2'], skew: { rate: 1.01 } }],
  ['clock-skew all +1h x0.5', { nodes: NODES, skew: { offset: 3600e9, rate: 0.5 } }],
  ['clock-skew n1 -0ms', { nodes: ['n1'], skew: { offset: 0 } }],
] as const) {
  test(`read: ${line}`, (t) => {
    t.deepEqual(parseControl(line, NODES), { do: 'clock-skew', ...expected });
  });
}

for (const [line, message] of [
  [
    'clock-skew n2',
    /expects an offset such as \+300ms or -2s, or a rate such as x1.01, or both, got neither/,
  ],
  ['clock-skew n2 300ms', /got neither|no node 300ms/],
  ['clock-skew n2 +300', /got "\+300"/],
  ['clock-skew +300ms', /expects nodes, got none/],
  ['clock-skew n9 +300ms', /no node n9; known are n1, n2, n3/],
  ['clock-skew n2 x0', /rate from x0.1 to x10, got x0/],
  ['clock-skew n2 +9000h', /a year at most/],
  ['clock-reset n2', /takes nothing/],
] as const) {
  test(`refused: ${line}`, (t) => {
    t.throws(() => parseControl(line, NODES), { instanceOf: ControlError, message });
  });
}

test('a list of skews names nodes, and each part of a node’s skew for itself', (t) => {
  t.deepEqual(
    [...parseSkews(['n2=+300ms', 'n3=x1.01', 'n2=x2'], NODES)],
    [
      ['n2', { offset: 300e6, rate: 2 }],
      ['n3', { rate: 1.01 }],
    ],
  );
  for (const [text, message] of [
    ['n2', /expected a node and its skew, such as n2=\+300ms or n3=x1.01; got "n2"/],
    ['n9=+1s', /there is no node n9/],
    ['n2=fast', /got "fast"/],
  ] as const) {
    t.throws(() => parseSkews([text], NODES), { instanceOf: ControlError, message });
  }
});

test('law: what is described is read as the same', (t) => {
  const skews = fc.record(
    {
      offset: fc.integer({ min: -1e9, max: 1e9 }).map((us) => us * 1000 + 0),
      rate: fc.integer({ min: 100, max: 10_000 }).map((n) => n / 1000),
    },
    { requiredKeys: ['offset'] },
  );
  fc.assert(
    fc.property(skews, (skew) => {
      t.like(parseControl(`clock-skew n1 ${describeSkew(skew)}`, NODES), { skew });
    }),
    { seed: 1, numRuns: 100 },
  );
});
