/** Where a value occurs in a body: anywhere but in counters and digests, or only where a known layout has values. */

import test from 'ava';
import { contentOf, occursIn, type ValueLayout } from '../../../harness/trace/occurrence.js';

/** A program whose news carry a number, a name and then values. */
const NEWS: ValueLayout = { type: 'news', mark: 'from', runs: 'items', first: 2 };

const CASES: readonly (readonly [
  title: string,
  body: Readonly<Record<string, unknown>>,
  value: unknown,
  occurs: boolean,
])[] = [
  ['in a member', { type: 'broadcast', message: 7 }, 7, true],
  ['at any depth', { a: [{ b: [[7]] }] }, 7, true],
  ['as an object, whatever the order of its keys', { a: [{ x: 1, y: [2] }] }, { y: [2], x: 1 }, true],
  ['a number as its text', { a: '7' }, 7, false],
  ['in the type', { type: 'x' }, 'x', false],
  ['in a number that counts messages', { msg_id: 7, in_reply_to: 7, a: { id: 7 } }, 7, false],
  ['in a name under msg_id that is no number', { msg_id: 'x' }, 'x', true],
  ['in what a node reports to have', { digest: [7], have: [7], seen: { a: 7 } }, 7, false],
  [
    'among the values of a layout',
    {
      type: 'news',
      from: 'n1',
      items: [
        [1, 'a', 7],
        [2, 'b', 8, 9],
      ],
    },
    9,
    true,
  ],
  ['before the values of a layout', { type: 'news', from: 'n1', items: [[7, 'a', 8]] }, 7, false],
  ['beside the values of a layout', { type: 'news', from: 'n1', next: 7, items: [] }, 7, false],
  ['in a body without the values of its layout', { type: 'news', from: 'n1', next: 7 }, 7, false],
  [
    'anywhere in a body without the mark of the layout',
    { type: 'news', from: 1, items: [[7, 'a', 8]] },
    7,
    true,
  ],
  ['anywhere in a body of another type', { type: 'olds', from: 'n1', items: [[7, 'a', 8]] }, 7, true],
];

for (const [title, body, value, occurs] of CASES) {
  test(`${occurs ? 'found' : 'not found'}: ${title}`, (t) => {
    t.is(occursIn(body, value, [NEWS]), occurs);
  });
}

test('without layouts every body is searched as a whole', (t) => {
  const body = { type: 'news', from: 'n1', items: [[7, 'a', 8]] };
  t.true(occursIn(body, 7, []));
  t.deepEqual(contentOf(body, []), { from: 'n1', items: [[7, 'a', 8]] });
  t.deepEqual(contentOf(body, [NEWS]), [[8]]);
});

test('a body that is nested deeper than the stack is searched', (t) => {
  let deep: unknown = 7;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  t.true(occursIn({ deep }, 7, []));
});
