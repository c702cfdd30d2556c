/** The head of the pages of `eddy serve`: the name, and the way to the other pages. */

import { MARK } from '../page/mark.js';

const PAGES = [
  ['runs', '/', 'Runs'],
  ['live', '/live', 'Live view'],
] as const;

/** `here`: the page that it stands on, if it is one of those. */
export function head(here?: (typeof PAGES)[number][0]): string {
  const links = PAGES.map(
    ([name, path, words]) => `<a href="${path}"${name === here ? ' aria-current="page"' : ''}>${words}</a>`,
  );
  return `<header><p class="brand">${MARK}<a href="/">Eddy</a></p><nav class="tabs" aria-label="Pages">${links.join('')}</nav></header>`;
}
