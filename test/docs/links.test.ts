/** Links between the pages of the repository lead somewhere. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { anchorsOf, linksOf, pageOf } from './markdown.js';
import { PAGES } from './pages.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Why a link of a page leads nowhere; undefined if it leads somewhere. */
function flawOf(page: string, link: string): string | undefined {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(ROOT, target))) return `${page}: there is no ${target}`;
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  return anchorsOf(pageOf(target)).has(anchor) ? undefined : `${page}: ${target} has no heading #${anchor}`;
}

test('each link leads to a file and to a heading that are there', (t) => {
  const links = PAGES.flatMap((page) => linksOf(pageOf(page)).map((link) => ({ page, link })));
  t.true(links.length > 50);
  t.deepEqual(
    links.flatMap(({ page, link }) => flawOf(page, link) ?? []),
    [],
  );
});

test('a link that leads nowhere is found', (t) => {
  t.is(flawOf('docs/faults.md', 'nowhere.md'), 'docs/faults.md: there is no docs/nowhere.md');
  t.is(flawOf('docs/faults.md', '#nothing'), 'docs/faults.md: docs/faults.md has no heading #nothing');
  t.is(flawOf('docs/faults.md', '../README.md'), undefined);
});

test('headings become anchors as on GitHub', (t) => {
  const page = '# Cases: `*.case`\n\n```\n# no heading\n```\n\n## eddy fixture from\n';
  t.deepEqual([...anchorsOf(page)], ['cases-case', 'eddy-fixture-from']);
});
