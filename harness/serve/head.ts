/** The head of the pages of `eddy serve`: the name, the way to the other pages, and the style. */

import { MARK } from '../page/mark.js';
import { styleOf } from '../page/style.js';

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

/** The style of the head, and of a page: `own` is the file beside it. */
export function serveStyle(own?: URL): string {
  const shared = styleOf(new URL('./style.css', import.meta.url));
  return own === undefined ? shared : `${shared}\n${styleOf(own)}`;
}
