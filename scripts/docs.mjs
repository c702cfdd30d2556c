// Writes the pages of docs/ that are generated from the code: npm run docs. Needs a build.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PAGES } from '../dist/scripts/docs/pages.js';

const root = fileURLToPath(new URL('..', import.meta.url));

for (const page of PAGES) {
  const file = path.join(root, page.path);
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const text = await page.generate(current);
  if (text === current) continue;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`wrote ${page.path}\n`);
}
