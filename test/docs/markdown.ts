/** What tests read out of a Markdown page: its code blocks, its tables, its headings and links. */

import { readFileSync } from 'node:fs';

const ROOT = new URL('../../../', import.meta.url);

/** The text of a file of the repository, by its path from the root. */
export function pageOf(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** The code blocks with exactly this word (or these words) behind their opening fence. */
export function codeBlocks(page: string, info: string): readonly string[] {
  return [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].flatMap(([, found, code = '']) =>
    found === info ? [code] : [],
  );
}

/** The code blocks of a page, whatever stands behind their opening fences. */
export function allCodeBlocks(page: string): readonly string[] {
  return [...page.matchAll(/^```.*\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
}

/** The rows of the first table behind `mark`, without its two head rows; a cell is a text without blanks around it. */
export function tableBehind(page: string, mark: string): readonly (readonly string[])[] {
  const [, behind] = page.split(mark);
  if (behind === undefined) throw new Error(`the page has no ${JSON.stringify(mark)}`);
  const lines = behind.split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const end = lines.findIndex((line, i) => i > first && !line.startsWith('|'));
  return lines.slice(first + 2, end === -1 ? undefined : end).map((row) =>
    row
      .replace(/^\| ?|\s*\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  );
}

/** The text between the first pair of backquotes; undefined if there is none. */
export function quotedIn(cell: string): string | undefined {
  return /`([^`]+)`/.exec(cell)?.[1];
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const text = page.replaceAll(/^```[\s\S]*?^```$/gm, '');
  return new Set(
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

/** The links of a page that lead to other files of the repository or to its own headings. */
export function linksOf(page: string): readonly string[] {
  const text = page.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) =>
    /^[a-z]+:/.test(target) ? [] : [target],
  );
}
