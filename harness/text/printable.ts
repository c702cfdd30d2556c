/**
 * Makes text of a node or a file safe for a terminal: characters that would act on the terminal instead of being
 * shown are written as `\uXXXX`.
 *
 * JSON escapes only control characters below 0x20. DEL and the C1 controls (0x9b begins an escape sequence by
 * itself), the bidirectional controls (U+202E shows `evil` as `live`) and characters of no width pass through it
 * unchanged.
 */

// Controls, formatting characters, line and paragraph separators, lone halves of surrogate pairs.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) =>
    Array.from(
      { length: char.length },
      (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
