/** The beginnings of long texts, by characters. Lines of a terminal are cut by columns: see `columns.ts`. */

/** The first `length` characters, and an ellipsis if there are more. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/** At most `length` characters, the ellipsis included. */
export function fitted(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
