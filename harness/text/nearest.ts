/** What a mistyped word was probably meant to be. */

/** The word that differs least, if at most a fourth of its letters differ; undefined if there is none. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((word) => ({ word, apart: distance(typed, word) }))
    .filter(({ word, apart }) => apart <= word.length / 4)
    .toSorted((a, b) => a.apart - b.apart);
  return best?.word;
}

/** How many letters must be inserted, left out, changed or swapped with the next to make one of the other. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, i) => i)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const change = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? at(i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(at(i, j - 1) + 1, at(i - 1, j) + 1, change, swap));
    }
  }
  return at(a.length, b.length);
}
