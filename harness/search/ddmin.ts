/**
 * Delta debugging: a smallest list that still fails, by Zeller and Hildebrandt's ddmin ("Simplifying and Isolating
 * Failure-Inducing Input", 2002). The result is 1-minimal unless it was stopped: without any one of its items it does not fail.
 */

/** The index of the first candidate that fails; undefined if none does, or the search was stopped. */
export type FirstFailing<T> = (candidates: readonly (readonly T[])[]) => Promise<number | undefined>;

/** `items` fails. Resolves to a part of it that fails too, in the same order. */
export async function ddmin<T>(items: readonly T[], firstFailing: FirstFailing<T>): Promise<readonly T[]> {
  let left = items;
  if (left.length > 0 && (await firstFailing([[]])) === 0) return [];
  let parts = 2;
  while (left.length >= 2) {
    const chunks = split(left, Math.min(parts, left.length));
    // With two chunks each is the other's complement.
    const complements = chunks.map((chunk) => without(left, chunk));
    const found = await firstFailing(complements);
    if (found !== undefined) {
      left = complements[found] ?? left;
      parts = Math.max(2, parts - 1);
    } else if (parts >= left.length) break;
    else parts = Math.min(left.length, parts * 2);
  }
  return left;
}

interface Chunk {
  readonly from: number;
  readonly to: number;
}

function split(items: readonly unknown[], parts: number): readonly Chunk[] {
  return Array.from({ length: parts }, (_, i) => ({
    from: Math.floor((i * items.length) / parts),
    to: Math.floor(((i + 1) * items.length) / parts),
  }));
}

function without<T>(items: readonly T[], { from, to }: Chunk): readonly T[] {
  return [...items.slice(0, from), ...items.slice(to)];
}
