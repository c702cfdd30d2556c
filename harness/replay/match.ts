/**
 * Matches expected lines with the lines that a node printed, in four modes. Each accepts all that the one before it
 * accepts:
 *
 *     exact      the same lines, and no more
 *     prefix     the expected lines are the first of the actual ones
 *     subset     the expected lines appear in that order, others may stand between
 *     unordered  each expected line has an actual line of its own, in any order
 */

import { type Difference, ignoredPaths } from './compare.js';
import { type ActualLine, type ExpectedLine, lineDifferences } from './expected-line.js';

export const MATCH_MODES = ['exact', 'prefix', 'subset', 'unordered'] as const;
export type MatchMode = (typeof MATCH_MODES)[number];

export interface MatchOptions {
  readonly mode: MatchMode;
  /** Names of fields that are not compared (see `ignoredPaths`). */
  readonly ignore: readonly string[];
}

/** One mismatch. Indices count from 0 in the lists of expected and actual lines. */
export type Mismatch =
  | {
      readonly kind: 'differs';
      readonly expected: number;
      /** The line at that index; under subset and unordered the most similar one. */
      readonly actual: number;
      readonly differences: readonly Difference[];
    }
  | { readonly kind: 'missing'; readonly expected: number }
  | { readonly kind: 'extra'; readonly actual: number };

/** The mismatches; none if all lines match. */
export function match(
  expected: readonly ExpectedLine[],
  actual: readonly ActualLine[],
  options: MatchOptions,
): readonly Mismatch[] {
  const ignored = ignoredPaths(options.ignore);
  const partners = align(expected, actual, options);
  const taken = new Set(partners.filter((partner) => partner !== undefined));
  const mismatches = expected.flatMap((line, i): Mismatch[] => {
    if (partners[i] !== undefined) return [];
    const inPlace = options.mode === 'exact' || options.mode === 'prefix';
    const candidates = inPlace
      ? [i].filter((j) => j < actual.length)
      : actual.map((_, j) => j).filter((j) => !taken.has(j));
    const closest = closestTo(line, actual, candidates, ignored);
    return [
      closest === undefined ? { kind: 'missing', expected: i } : { kind: 'differs', expected: i, ...closest },
    ];
  });
  if (options.mode === 'exact' && actual.length > expected.length)
    mismatches.push({ kind: 'extra', actual: expected.length });
  return mismatches;
}

/** For each expected line the index of the actual line that it has for itself; undefined where it has none. */
export function align(
  expected: readonly ExpectedLine[],
  actual: readonly ActualLine[],
  { mode, ignore }: MatchOptions,
): readonly (number | undefined)[] {
  const ignored = ignoredPaths(ignore);
  const fits = (i: number, j: number): boolean => {
    const line = expected[i];
    const came = actual[j];
    return line !== undefined && came !== undefined && lineDifferences(line, came, ignored).length === 0;
  };
  switch (mode) {
    case 'exact':
    case 'prefix':
      return expected.map((_, i) => (fits(i, i) ? i : undefined));
    case 'subset':
      return inOrder(expected.length, actual.length, fits);
    case 'unordered':
      return inAnyOrder(expected.length, actual.length, fits);
  }
}

type Fits = (expected: number, actual: number) => boolean;

/** Taking the first line that fits leaves the most for the next ones. */
function inOrder(expected: number, actual: number, fits: Fits): (number | undefined)[] {
  let next = 0;
  return Array.from({ length: expected }, (_, i) => {
    for (let j = next; j < actual; j++) {
      if (!fits(i, j)) continue;
      next = j + 1;
      return j;
    }
    return undefined;
  });
}

/**
 * A maximum bipartite matching (Kuhn's augmenting paths). The first fit is not enough here: with `{...}` before a
 * precise line, the placeholder could take the only line that the precise one accepts.
 */
function inAnyOrder(expected: number, actual: number, fits: Fits): (number | undefined)[] {
  const edges = Array.from({ length: expected }, (_, i) =>
    Array.from({ length: actual }, (_, j) => j).filter((j) => fits(i, j)),
  );
  const owners = new Map<number, number>();
  const place = (i: number, tried: Set<number>): boolean => {
    for (const j of edges[i] ?? []) {
      if (tried.has(j)) continue;
      tried.add(j);
      const owner = owners.get(j);
      if (owner === undefined || place(owner, tried)) {
        owners.set(j, i);
        return true;
      }
    }
    return false;
  };
  for (let i = 0; i < expected; i++) place(i, new Set());
  const partners = Array.from<number | undefined>({ length: expected });
  for (const [j, i] of owners) partners[i] = j;
  return partners;
}

/** Of these actual lines the one with the fewest differences; the first among equals, messages before other text. */
export function closestTo(
  line: ExpectedLine,
  actual: readonly ActualLine[],
  candidates: readonly number[],
  ignored: ReadonlySet<string>,
): { readonly actual: number; readonly differences: readonly Difference[] } | undefined {
  let closest: { actual: number; differences: readonly Difference[] } | undefined;
  for (const j of candidates) {
    const came = actual[j];
    if (came === undefined) continue;
    const differences = lineDifferences(line, came, ignored);
    if (closest === undefined || weight(differences) < weight(closest.differences))
      closest = { actual: j, differences };
  }
  return closest;
}

/** A line that cannot be compared is further away than any that can. */
function weight(differences: readonly Difference[]): number {
  return differences.some(({ path }) => path === '') ? Infinity : differences.length;
}
