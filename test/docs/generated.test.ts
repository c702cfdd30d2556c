/** The generated pages are those that the code makes now. */

import { existsSync } from 'node:fs';
import test from 'ava';
import { PAGES } from '../../scripts/docs/pages.js';
import { fillIn, table } from '../../scripts/docs/markdown.js';
import { splitDefault } from '../../scripts/docs/options.js';
import { pageOf } from './markdown.js';

for (const { path, generate } of PAGES) {
  test(`${path} is up to date`, async (t) => {
    t.true(
      existsSync(new URL(`../../../${path}`, import.meta.url)),
      `${path} is missing: npm run docs makes it`,
    );
    const current = pageOf(path);
    t.is(await generate(current), current, `${path} is stale: npm run docs makes it anew`);
  });
}

test('a part of a page is filled in between its marks, and filling it in again changes nothing', (t) => {
  const page = '# A\n\n<!-- generated: a -->\nold\n<!-- end -->\n\n# B\n';
  const filled = fillIn(page, 'a', 'new');
  t.is(filled, '# A\n\n<!-- generated: a -->\n\nnew\n\n<!-- end -->\n\n# B\n');
  t.is(fillIn(filled, 'a', 'new'), filled);
  t.throws(() => fillIn(page, 'b', 'new'), { message: /no part "b"/ });
});

test('a cell of a table may hold a bar', (t) => {
  t.is(table(['a'], [['x | y']]), '| a |\n|---|\n| x \\| y |');
});

test('the default is told apart from the rest of a help text', (t) => {
  const split = (help: string): readonly string[] => {
    const { text, byDefault } = splitDefault(help);
    return [text, byDefault];
  };
  t.deepEqual(split('mean latency; default 0'), ['mean latency', '0']);
  t.deepEqual(split('the program; default: our own'), ['the program', 'our own']);
  t.deepEqual(split('a folder (default: the latest run)'), ['a folder', 'the latest run']);
  t.deepEqual(split('what to do'), ['what to do', '']);
});
