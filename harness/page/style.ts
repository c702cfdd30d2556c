/**
 * The style that all pages share: one design system in a few files of `style/`, upon the colours of `colors.ts`. What its
 * classes look like: `docs/design.html`, which `scripts/design-page.mjs` makes.
 *
 * A page adds what is its own alone, as a file beside it that it reads with `styleOf`.
 */

import { readFileSync } from 'node:fs';
import { paletteRules } from './colors.js';

/** In the order in which later rules prevail. */
const FILES = ['base', 'controls', 'parts', 'tables', 'media'] as const;

/** The text of a style file that the build has put beside the compiled module. */
export function styleOf(file: URL): string {
  return readFileSync(file, 'utf8').trim();
}

export const STYLE = [
  paletteRules(),
  ...FILES.map((name) => styleOf(new URL(`./style/${name}.css`, import.meta.url))),
  '',
].join('\n');
