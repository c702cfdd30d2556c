/** The pages that `npm run docs` writes. */

import { cliPage } from './cli-page.js';
import { faultsPage } from './faults-page.js';
import { jsonSchemaPage, SCHEMA_NAMES } from './json-schemas.js';
import { testInputPage } from './test-input-page.js';
import { workloadsPage } from './workloads-page.js';

export interface GeneratedPage {
  /** From the root of the repository. */
  readonly path: string;
  /** The page as it should be, from the page as it is (`''` if it does not exist). */
  readonly generate: (current: string) => string | Promise<string>;
}

export const PAGES: readonly GeneratedPage[] = [
  { path: 'docs/cli.md', generate: cliPage },
  { path: 'docs/faults.md', generate: faultsPage },
  { path: 'docs/workloads.md', generate: workloadsPage },
  { path: 'harness/options/test-input.ts', generate: testInputPage },
  ...SCHEMA_NAMES.map((name) => ({
    path: `schemas/${name}.schema.json`,
    generate: () => jsonSchemaPage(name),
  })),
];
