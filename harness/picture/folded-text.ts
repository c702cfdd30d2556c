/** Texts that are stored as the part they share with an earlier one, and the new part. */

/**
 * `back,start,end,middle` each: the number of rows back, the number of characters shared at the start and at the end;
 * 0 back: all is new.
 */
export function unfold(lines: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const [, back = '0', start = '0', end = '0'] = /^(\d+),(\d+),(\d+),/.exec(line) ?? [];
    const middle = line.slice(back.length + start.length + end.length + 3);
    const before = back === '0' ? '' : (texts[texts.length - Number(back)] ?? '');
    texts.push(before.slice(0, Number(start)) + middle + before.slice(before.length - Number(end)));
  }
  return texts;
}

/** The folded form of `text` after `before`, which is this many rows back. */
export function fold(text: string, before: string, back: number): string {
  if (back === 0) return `0,0,0,${text}`;
  const start = sharedStart(before, text);
  const end = sharedEnd(before, text, start);
  return `${back},${start},${end},${text.slice(start, text.length - end)}`;
}

function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let i = 0;
  while (i < most && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

/** Not counting what is shared at the start. */
function sharedEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let i = 0;
  while (i < most && a.charCodeAt(a.length - 1 - i) === b.charCodeAt(b.length - 1 - i)) i++;
  return i;
}
