/** Replaces the expectations in a text with cases, and leaves all other bytes unchanged. */

import { finished } from './case-file.js';
import type { Draft, PlacedLine } from './case-draft.js';

/**
 * The file's text with other expectations: for each case (by its index) the new lines of output. They replace the old
 * ones; additional lines follow after the last.
 */
export function rewriteCaseFile(
  text: string,
  file: string,
  updates: ReadonlyMap<number, readonly string[]>,
): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/(?<=\n)/);
  for (const [draft, { index }] of finished(text, file)) {
    const update = updates.get(index);
    if (update === undefined) continue;
    for (const [k, place] of draft.output.entries()) replace(lines, place, update[k]);
    const more = update.slice(draft.output.length);
    if (more.length === 0) continue;
    const { after, before } = behind(lines, draft);
    // The file's last line may lack its end.
    const ended = lines[after] ?? '';
    lines[after] =
      `${ended}${ended.endsWith('\n') ? '' : eol}${more.map((each) => `${before}${each}${eol}`).join('')}`;
  }
  return lines.join('');
}

function replace(
  lines: string[],
  { line, height, column }: PlacedLine,
  replacement: string | undefined,
): void {
  const first = lines[line - 1] ?? '';
  if (height === 0) {
    // Its list has become lines.
    if (replacement !== undefined)
      lines[line - 1] = `${first}${replacement}${/\r?\n$/.exec(first)?.[0] ?? '\n'}`;
    return;
  }
  const last = lines[line + height - 2] ?? '';
  const end = /\r?\n?$/.exec(last)?.[0] ?? '';
  const before = first.slice(0, column);
  const start = /(?:^|\s)out$/i.test(before) ? `${before} ` : before;
  const quote = start.endsWith('`') ? '`' : '';
  lines[line - 1] = replacement === undefined ? '' : `${start}${replacement}${quote}${end}`;
  for (let i = 1; i < height; i++) lines[line - 1 + i] = '';
}

/** The line after which more output goes, and the prefix of each line. */
function behind(lines: readonly string[], draft: Draft): { readonly after: number; readonly before: string } {
  const { output, input, inputHeading, outputHeading, line } = draft;
  const lastIn = input.at(-1);
  const lastOut = output.at(-1);
  const place = lastOut ?? lastIn;
  const end = place === undefined ? line : place.line + place.height - 1;
  const source = lines[(place?.line ?? line) - 1] ?? '';
  const indent = /^[ \t]*(?:>[ \t]?)*/.exec(source)?.[0] ?? '';
  if (inputHeading === undefined) return { after: end - 1, before: `${indent}out ` };
  const heading = lastOut === undefined && outputHeading !== undefined ? outputHeading : end;
  const opensFence = /^\s*(?:```|~~~)/.test(lines[heading] ?? '') && heading === outputHeading;
  return { after: opensFence ? heading : heading - 1, before: indent };
}
