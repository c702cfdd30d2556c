/** The pages of the repository that people read. */

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** By their paths from the root. */
export const PAGES: readonly string[] = ['.', 'docs', 'docs/adr', 'docs/learn', 'fixtures'].flatMap(
  (folder) =>
    readdirSync(path.join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join(folder, name)),
);
