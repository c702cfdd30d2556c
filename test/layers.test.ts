/** The shape of the source: imports run node <- router <- harness, and a layer is entered through its index.ts alone. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

/** Each layer may use itself and those before it. */
const LAYERS = ['node', 'router', 'harness'] as const;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Import {
  /** From the root, with its extension `.ts`. */
  readonly file: string;
  readonly layer: string;
  /** What the import statement says. */
  readonly specifier: string;
  /** The file that is imported, from the root, where it is one of ours. */
  readonly target: string | undefined;
}

/** All that a file imports or passes on, also by `import()` with a fixed name and as a type. */
const SPECIFIER = /(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g;

function importsOf(layer: string): Import[] {
  return readdirSync(path.join(ROOT, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const file = path.join(layer, name);
      const source = readFileSync(path.join(ROOT, file), 'utf8');
      const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      return [...code.matchAll(SPECIFIER)].map(([, specifier = '']) => ({
        file,
        layer,
        specifier,
        target: specifier.startsWith('.')
          ? path.join(path.dirname(file), specifier).replace(/\.js$/, '.ts')
          : undefined,
      }));
    });
}

const imports = LAYERS.flatMap(importsOf);
const inWords = ({ file, specifier }: Import): string => `${file} imports ${specifier}`;

function layerOf(target: string): string {
  return target.split(path.sep)[0] ?? '';
}

test('the sources are found, and their imports', (t) => {
  for (const layer of LAYERS) t.true(imports.filter((each) => each.layer === layer).length > 20, layer);
  t.true(imports.some(({ file, target }) => file === 'router/client.ts' && target === 'node/index.ts'));
  t.true(
    imports.some(({ file, target }) => file === 'harness/cli/eddy.ts' && target === 'harness/cli/main.ts'),
  );
});

test('imports run node <- router <- harness', (t) => {
  const allowed = (layer: string): readonly string[] => LAYERS.slice(0, LAYERS.indexOf(layer as 'node') + 1);
  const upward = imports.filter(
    ({ layer, target }) => target !== undefined && !allowed(layer).includes(layerOf(target)),
  );
  t.deepEqual(upward.map(inWords), []);
});

test('a layer is entered through its index.ts alone', (t) => {
  const sideways = imports.filter(
    ({ layer, target }) =>
      target !== undefined && layerOf(target) !== layer && target !== path.join(layerOf(target), 'index.ts'),
  );
  t.deepEqual(sideways.map(inWords), []);
});

/** The files from one back to itself, along imports; undefined if there is no such way. */
function circleAt(
  file: string,
  targets: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const ways = new Map<string, readonly string[]>([[file, [file]]]);
  for (const [at, way] of ways) {
    for (const target of targets.get(at) ?? []) {
      if (target === file) return [...way, file];
      if (!ways.has(target)) ways.set(target, [...way, target]);
    }
  }
  return undefined;
}

test('a circle of files is found, and shown', (t) => {
  const targets = new Map([
    ['a', ['b', 'c']],
    ['b', []],
    ['c', ['b', 'd']],
    ['d', ['a']],
  ]);
  t.deepEqual(circleAt('a', targets), ['a', 'c', 'd', 'a']);
  t.is(circleAt('b', targets), undefined);
});

test('no file of node/ imports itself by way of others, not even for a type', (t) => {
  const targets = new Map<string, string[]>();
  for (const { file, layer, target } of imports)
    if (layer === 'node' && target !== undefined) targets.set(file, [...(targets.get(file) ?? []), target]);
  t.true(targets.size > 30);
  const circles = [...targets.keys()].flatMap((file) => circleAt(file, targets)?.join(' imports ') ?? []);
  t.deepEqual(circles, []);
});

test('no layer imports its own package by name', (t) => {
  t.deepEqual(imports.filter(({ specifier }) => /^eddy(\/|$)/.test(specifier)).map(inWords), []);
});

test('node needs nothing of the registry but pure-rand, the router nothing at all', (t) => {
  const packages = (layer: string): string[] => {
    const used = imports.filter((each) => each.layer === layer && each.target === undefined);
    const outside = used
      .map(({ specifier }) => specifier)
      .filter((specifier) => !specifier.startsWith('node:'));
    return [...new Set(outside.map((specifier) => specifier.split('/')[0] ?? ''))];
  };
  t.deepEqual(packages('node'), ['pure-rand']);
  t.deepEqual(packages('router'), []);
});

test('what the harness needs of the registry is listed as a dependency', (t) => {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const missing = imports.filter(
    ({ target, specifier }) =>
      target === undefined &&
      !specifier.startsWith('node:') &&
      !((specifier.split('/')[0] ?? '') in manifest.dependencies),
  );
  t.deepEqual(missing.map(inWords), []);
});
