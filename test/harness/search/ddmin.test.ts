/** Delta debugging finds a part that fails and of which nothing can be left out. */

import test from 'ava';
import { assert, asyncProperty, boolean, func, integer, uniqueArray } from 'fast-check';
import { ddmin } from '../../../harness/search/ddmin.js';

/** The first candidate with all that a failure needs, and how many were tried. */
function failing(needed: ReadonlySet<number>): {
  readonly first: (candidates: readonly (readonly number[])[]) => Promise<number | undefined>;
  readonly tried: () => number;
} {
  let count = 0;
  return {
    first: async (candidates) => {
      count += candidates.length;
      const found = candidates.findIndex((each) => [...needed].every((item) => each.includes(item)));
      return found === -1 ? undefined : found;
    },
    tried: () => count,
  };
}

test('what a failure needs is all that is left, in its order', async (t) => {
  await assert(
    asyncProperty(
      uniqueArray(integer({ min: 0, max: 60 }), { maxLength: 40 }),
      func(boolean()),
      async (items, isNeeded) => {
        const needed = new Set(items.filter((item) => isNeeded(item)).slice(0, 5));
        const { first } = failing(needed);
        t.deepEqual(
          await ddmin(items, first),
          items.filter((item) => needed.has(item)),
        );
      },
    ),
  );
});

test('of a failure that needs two neighbours in a thousand few are tried', async (t) => {
  const items = Array.from({ length: 1000 }, (_, i) => i);
  const { first, tried } = failing(new Set([400, 401]));
  t.deepEqual(await ddmin(items, first), [400, 401]);
  t.true(tried() < 200);
});

test('a failure that needs either of two things keeps one', async (t) => {
  const result = await ddmin([1, 2, 3, 4, 5, 6], async (candidates) => {
    const found = candidates.findIndex((each) => each.includes(2) || each.includes(5));
    return found === -1 ? undefined : found;
  });
  t.is(result.length, 1);
});

test('a search that is stopped keeps what fails', async (t) => {
  let calls = 0;
  const result = await ddmin([1, 2, 3, 4], async (candidates) => {
    calls++;
    if (calls > 2) return undefined;
    const found = candidates.findIndex((each) => each.includes(3));
    return found === -1 ? undefined : found;
  });
  t.true(result.includes(3));
});
