/** What the sources import, and which of the rules of `layers.test.ts` a tree of sources breaks. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Each layer may use itself and those before it. */
export const LAYERS = ['node', 'router', 'harness'] as const;

/**
 * The rooms of the harness. Each imports only from itself and those before it; `index.ts`, the way in for others, comes
 * after all of them. ARCHITECTURE.md says what each is for.
 */
export const ROOMS = [
  'errors',
  'text',
  'flags',
  'operations',
  'picture',
  'threads',
  'page',
  'checkers',
  'cluster',
  'workloads',
  'faults',
  'options',
  'store',
  'trace',
  'plan',
  'explanations',
  'diagnosis',
  'verdict',
  'findings',
  'report',
  'serve',
  'run',
  'search',
  'doctor',
  'sweep',
  'grade',
  'replay',
  'export',
  'init',
  'terminal',
  'cli',
] as const;

export interface Import {
  /** From the root, with its extension `.ts`. */
  readonly file: string;
  readonly layer: string;
  /** What the import statement says. */
  readonly specifier: string;
  /** The file that is imported, from the root, if it is one of ours. */
  readonly target: string | undefined;
}

/** All that a file imports or passes on, also by `import()` with a fixed name and as a type. */
const SPECIFIER = /(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g;

/** The sources of a layer, from the root. */
export function filesOf(root: string, layer: string): readonly string[] {
  return readdirSync(path.join(root, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.c?ts$/.test(name))
    .map((name) => path.join(layer, name));
}

export function importsOf(root: string, layer: string): readonly Import[] {
  return filesOf(root, layer).flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8');
    const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    return [...code.matchAll(SPECIFIER)].map(([, specifier = '']) => ({
      file,
      layer,
      specifier,
      target: specifier.startsWith('.')
        ? path.join(path.dirname(file), specifier).replace(/\.(c?)js$/, '.$1ts')
        : undefined,
    }));
  });
}

export const inWords = ({ file, specifier }: Import): string => `${file} imports ${specifier}`;

const partOf = (file: string, level: number): string => file.split(path.sep)[level] ?? '';

/** Imports of a layer that comes later. */
export function upward(imports: readonly Import[]): readonly string[] {
  const rank = (layer: string): number => LAYERS.findIndex((each) => each === layer);
  return imports
    .filter(({ layer, target }) => target !== undefined && !(rank(partOf(target, 0)) <= rank(layer)))
    .map(inWords);
}

/** Imports of another layer past its `index.ts`. */
export function sideways(imports: readonly Import[]): readonly string[] {
  return imports
    .filter(({ layer, target }) => {
      if (target === undefined) return false;
      const other = partOf(target, 0);
      return other !== layer && target !== path.join(other, 'index.ts');
    })
    .map(inWords);
}

/** Imports within the harness from a room to a later one, and rooms that the table does not name. */
export function againstTheOrder(
  imports: readonly Import[],
  rooms: readonly string[] = ROOMS,
): readonly string[] {
  const rank = (file: string): number =>
    file === path.join('harness', 'index.ts') ? rooms.length : rooms.indexOf(partOf(file, 1));
  const inside = imports.filter(({ layer }) => layer === 'harness');
  const unknown = new Set(inside.map(({ file }) => file).filter((file) => rank(file) === -1));
  return [
    ...[...unknown].map((file) => `${file} is in no room of the table`),
    ...inside
      .filter(({ target }) => target !== undefined && partOf(target, 0) === 'harness')
      .filter(({ file, target = '' }) => !unknown.has(file) && rank(target) > rank(file))
      .map(inWords),
  ];
}

/** Files of the harness beside its `index.ts`, in no room. */
export function loose(root: string): readonly string[] {
  return filesOf(root, 'harness').filter(
    (file) => path.dirname(file) === 'harness' && path.basename(file) !== 'index.ts',
  );
}

/** Imports of a `browser` folder from outside it, other than by the `browser.ts` beside it or another one. */
export function browserCodeOutside(imports: readonly Import[]): readonly string[] {
  const isBrowser = (file: string): boolean => /\/browser(?:\.ts$|\/)/.test(file);
  return imports
    .filter(({ file, target }) => target !== undefined && isBrowser(target) && !isBrowser(file))
    .map(inWords);
}

/** Groups of files that import each other in a circle, types included; each group in alphabetical order. */
export function circles(imports: readonly Import[]): readonly (readonly string[])[] {
  const targets = new Map<string, Set<string>>();
  for (const { file, target } of imports) {
    if (target === undefined) continue;
    targets.set(file, (targets.get(file) ?? new Set()).add(target));
  }
  const reaches = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [from];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const next of targets.get(file) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    return seen;
  };
  const reached = new Map([...targets.keys()].map((file) => [file, reaches(file)]));
  const groups = new Map<string, readonly string[]>();
  for (const [file, there] of reached) {
    if (!there.has(file)) continue;
    const group = [...there].filter((other) => reached.get(other)?.has(file) === true).toSorted();
    groups.set(group.join(), group);
  }
  return [...groups.values()];
}
