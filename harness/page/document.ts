/**
 * A page as one self-contained HTML text: it fetches nothing. Its content security policy allows its own style and
 * script by their hashes, so that no text of a run can act as either.
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { escapeMarkup } from '../picture/markup.js';
import { FAVICON } from './mark.js';
import { STYLE } from './style.js';

export interface Document {
  readonly title: string;
  /** HTML of the page's `main`; text from outside must have gone through `escapeMarkup`. */
  readonly body: string;
  /** In addition to the style that all pages share. */
  readonly style?: string;
  /** The page's script: the file `browser.js` beside the page's own file, which the build bundles. */
  readonly script?: URL;
  /** JSON that the script finds in the element `data`. */
  readonly data?: unknown;
  /** Further elements after the data, such as binary data in base64. */
  readonly attachments?: string;
  /** What the first press of Tab offers to skip to: the id of an element, and words for it. The default is `main`. */
  readonly skip?: { readonly to: string; readonly words: string };
  /** The script may connect to the page's origin; by default it has no network access. */
  readonly connects?: true;
}

export function htmlDocument(document: Document): string {
  const { title, body, data, attachments = '', connects } = document;
  const { skip = { to: 'main', words: 'Skip to the content' } } = document;
  const style = `${STYLE}${document.style ?? ''}`;
  const script = document.script === undefined ? undefined : bundle(document.script);
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    ...(script === undefined ? [] : [`script-src '${hashOf(script)}'`]),
    'img-src data:',
    ...(connects === true ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title>
<link rel="icon" href="${FAVICON}">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#${skip.to}">${skip.words}</a>
<main id="main" tabindex="-1">
${body}
</main>
${data === undefined ? '' : `<script type="application/json" id="data">${inScript(JSON.stringify(data))}</script>\n`}${attachments}${script === undefined ? '' : `<script type="module">${script}</script>\n`}</body>
</html>
`;
}

/** Escapes JSON so that it cannot end its element. */
function inScript(json: string): string {
  return json.replaceAll('<', String.raw`\u003c`);
}

const bundles = new Map<string, string>();

function bundle(file: URL): string {
  let text = bundles.get(file.href);
  if (text === undefined) {
    text = readFileSync(file, 'utf8').trimEnd();
    bundles.set(file.href, text);
  }
  return text;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
