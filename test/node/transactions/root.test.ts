/** A database in one value: what a draft shows, and what moves to pages. */

import test from 'ava';
import { Draft, EMPTY_ROOT, type RootEntry, type Pages, type Root } from '../../../node/transactions/root.js';

class TestPages implements Pages {
  readonly written: (readonly RootEntry[])[] = [];
  reads = 0;

  async write(entries: readonly RootEntry[]): Promise<string> {
    this.written.push(entries);
    return `p${this.written.length - 1}`;
  }

  async read(page: string): Promise<readonly RootEntry[]> {
    this.reads++;
    return this.written[Number(page.slice(1))] ?? [];
  }
}

/** The roots that come of setting these keys, each in a commit of its own. */
async function grown(pages: Pages, entries: readonly RootEntry[]): Promise<Root> {
  let root = EMPTY_ROOT;
  for (const [i, [key, value]] of entries.entries()) {
    const draft = new Draft(root, pages);
    draft.set(key, value);
    root = await draft.next('n1', `commit ${i}`);
  }
  return root;
}

const entries = (count: number): RootEntry[] => Array.from({ length: count }, (_, i) => [i, `value ${i}`]);

test('a key that was never set holds null; one that was set, what it was set to last', async (t) => {
  const draft = new Draft(EMPTY_ROOT, new TestPages());
  t.is(await draft.get('a'), null);
  draft.set('a', [1]);
  draft.set({ x: 1, y: 2 }, 'object');
  draft.set('a', [1, 2]);
  t.deepEqual(await draft.get('a'), [1, 2]);
  t.is(await draft.get({ y: 2, x: 1 }), 'object');
  t.is(await draft.get(['a']), null);
});

test('a draft does not change the root that it started from', async (t) => {
  const root = await grown(new TestPages(), [['a', 1]]);
  const before = JSON.stringify(root);
  const draft = new Draft(root, new TestPages());
  draft.set('a', 2);
  draft.set('b', 3);
  await draft.next('n2', 'second');
  t.is(JSON.stringify(root), before);
  t.is(await new Draft(root, new TestPages()).get('a'), 1);
});

test('the next root has the entries in the order of their last write, and the last commit of each node', async (t) => {
  const root = await grown(new TestPages(), [
    ['a', 1],
    ['b', 2],
    ['a', 3],
  ]);
  const draft = new Draft(root, new TestPages());
  draft.set('c', 4);
  t.deepEqual(await draft.next('n2', 'other'), {
    hot: [
      ['b', 2],
      ['a', 3],
      ['c', 4],
    ],
    pages: [],
    commits: { n1: 'commit 2', n2: 'other' },
  });
});

test('up to 32 entries stay in the root; of 33, those left alone for longest go to a page, and 16 stay', async (t) => {
  const pages = new TestPages();
  t.is((await grown(pages, entries(32))).hot.length, 32);
  t.deepEqual(pages.written, []);
  const { hot, pages: named } = await grown(pages, [...entries(32), [0, 'again'], [32, 'new']]);
  t.deepEqual(named, ['p0']);
  t.deepEqual(pages.written[0], entries(18).slice(1));
  t.is(hot.length, 16);
  t.deepEqual(hot.slice(-2), [
    [0, 'again'],
    [32, 'new'],
  ]);
});

test('every key is found wherever it is, the newest value first', async (t) => {
  const pages = new TestPages();
  const again: RootEntry[] = entries(40).map(([key]) => [key, `second ${String(key)}`]);
  const root = await grown(pages, [...entries(200), ...again]);
  t.true(root.pages.length > 10);
  const draft = new Draft(root, pages);
  for (let key = 0; key < 200; key++) t.is(await draft.get(key), key < 40 ? `second ${key}` : `value ${key}`);
  t.is(await draft.get(200), null);
});

test('what is hot needs no page', async (t) => {
  const pages = new TestPages();
  const root = await grown(pages, entries(100));
  const draft = new Draft(root, pages);
  pages.reads = 0;
  await draft.get(99);
  t.is(pages.reads, 0);
  await draft.get(0);
  t.is(pages.reads, root.pages.length);
});
