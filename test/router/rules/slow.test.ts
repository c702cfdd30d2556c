/** Slow nodes and slow links: whose messages, in which direction, by which factor. */

import test from 'ava';
import { PASS, type Slowness, SlowRule } from '../../../router/index.js';

/** Of each of these links the factor; 1 where it is not slow. */
function factors(rule: SlowRule, ...links: readonly string[]): number[] {
  return links.map((link) => {
    const [src = '', dest = ''] = link.split('>');
    const verdict = rule.judge({ src, dest, body: {} });
    return verdict.kind === 'slow' ? verdict.factor : verdict === PASS ? 1 : NaN;
  });
}

function slow(...all: readonly Slowness[]): SlowRule {
  const rule = new SlowRule();
  for (const each of all) rule.slow(each);
  return rule;
}

const LINKS = ['n1>n2', 'n2>n1', 'n1>n3', 'n2>n3', 'n1>n1', 'lin-kv>n1', 'n1>lin-kv', 'c1>n1', 'n1>c1'];

for (const [title, all, expected] of [
  ['nothing is slow at first', [], [1, 1, 1, 1, 1, 1, 1, 1, 1]],
  [
    'a slow node is slow in both directions, to services too, and never to clients',
    [{ nodes: ['n1'], factor: 10 }],
    [10, 10, 10, 1, 10, 10, 10, 1, 1],
  ],
  [
    'a slow link is slow in its direction alone',
    [{ from: ['n1'], to: ['n2', 'n3'], factor: 5 }],
    [5, 1, 5, 1, 1, 1, 1, 1, 1],
  ],
  [
    'links of all to all do not slow what a node sends to itself',
    [{ from: ['n1', 'n2'], to: ['n1', 'n2'], factor: 5 }],
    [5, 5, 1, 1, 1, 1, 1, 1, 1],
  ],
  [
    'the largest factor counts',
    [
      { nodes: ['n1'], factor: 4 },
      { nodes: ['n2'], factor: 6 },
      { from: ['n2'], to: ['n1'], factor: 9 },
    ],
    [6, 9, 4, 6, 4, 4, 4, 1, 1],
  ],
  [
    'of a node or link that is named again the new factor counts, and others stay slow',
    [
      { nodes: ['n1'], factor: 9 },
      { from: ['n2'], to: ['n3'], factor: 9 },
      { nodes: ['n1'], factor: 2 },
      { from: ['n2'], to: ['n3'], factor: 3 },
    ],
    [2, 2, 2, 3, 2, 2, 2, 1, 1],
  ],
] as const) {
  test(title, (t) => {
    t.deepEqual(factors(slow(...all), ...LINKS), [...expected]);
  });
}

test('fast ends all of it', (t) => {
  const rule = slow({ nodes: ['n1'], factor: 4 }, { from: ['n2'], to: ['n3'], factor: 3 });
  t.true(rule.get());
  rule.fast();
  t.false(rule.get());
  t.deepEqual(
    factors(rule, ...LINKS),
    LINKS.map(() => 1),
  );
});
