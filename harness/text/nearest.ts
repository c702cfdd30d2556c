/** What a mistyped word was probably meant to be. */

/** The word that differs least, if at most a fourth of its letters differ; undefined if there is none. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((word) => ({ word, apart: distance(typed, word) }))
    .filter(({ word, apart }) => apart <= word.length / 4)
    .toSorted((a, b) => a.apart - b.apart);
  return best?.word;
}

/** How many letters must be inserted, left out or changed to make one of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const [left = 0, above = 0, across = 0] = [next[j], row[j + 1], row[j]];
      next.push(Math.min(left + 1, above + 1, across + (a[i] === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
