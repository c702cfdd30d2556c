/**
 * Text in the columns of a terminal: its width, cutting it to a width, wrapping it.
 *
 * No text is counted narrower than a terminal shows it, so that a text that fits here fits there. Combining marks
 * count as one column for that reason, and because a thousand of them on one letter must not pass as one column. Text
 * must have gone through `printable` before.
 */

// The blocks that East Asian Width (UAX #11) calls wide or fullwidth, and all emoji.
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]|\p{Emoji_Presentation}/u;

const ASCII = /^[ -~]*$/;

export function columnsOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let columns = 0;
  for (const char of text) columns += columnsOfChar(char);
  return columns;
}

/** The text, or the longest beginning that fits with an ellipsis after it. */
export function clip(text: string, columns: number): string {
  const start = startOf(text, columns);
  if (start.length === text.length || columns <= 0) return start;
  return `${startOf(start, columns - 1)}…`;
}

/** Lines of at most this many columns, broken between words if possible; all but the first are indented. */
export function wrap(text: string, columns: number, indent: string): readonly string[] {
  // Every character fits into two columns.
  const room = Math.max(2, columns - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((word) => slices(word, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) > (lines.length === 0 ? columns : room)) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.map((each, i) => (i === 0 ? each : indent + each));
}

/** The longest beginning that fits. */
function startOf(text: string, columns: number): string {
  // A character has at most two code units and at least one column, so the rest of a megabyte is not examined.
  const start = text.slice(0, 2 * Math.max(0, columns) + 2);
  if (start.length === text.length && columnsOf(start) <= columns) return text;
  let length = 0;
  let used = 0;
  for (const char of start) {
    used += columnsOfChar(char);
    if (used > columns) break;
    length += char.length;
  }
  return start.slice(0, length);
}

function slices(word: string, columns: number): readonly string[] {
  const parts: string[] = [];
  let rest = word;
  do {
    const part = startOf(rest, columns);
    parts.push(part);
    rest = rest.slice(part.length);
  } while (rest !== '');
  return parts;
}

function columnsOfChar(char: string): number {
  return (char.codePointAt(0) ?? 0) >= 0x1100 && WIDE.test(char) ? 2 : 1;
}
