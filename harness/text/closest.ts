/** Suggestions for words with a slip of the fingers in them. */

/** The name that was probably meant: one that differs in few letters; undefined if none is near. */
export function closest(word: string, names: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const [best] = names
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .filter(
      ({ name, distance }) => distance <= Math.max(1, Math.floor(Math.min(name.length, word.length) / 3)),
    )
    .toSorted((a, b) => a.distance - b.distance);
  // A short word is near to any other short word.
  return word.length < 2 ? undefined : best?.name;
}

/** `; did you mean broadcast?`, or nothing. */
export function didYouMean(word: unknown, names: readonly string[]): string {
  const meant = typeof word === 'string' ? closest(word, names) : undefined;
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

/** Insertions, deletions, substitutions and exchanges of neighbours (Damerau-Levenshtein, each pair exchanged once). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[j - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
