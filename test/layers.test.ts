/** The shape of the source: layers, the rooms of the harness, and which way imports go. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { folder, write } from './harness/folder.js';
import {
  againstTheOrder,
  browserCodeOutside,
  circles,
  filesOf,
  importsOf,
  inWords,
  LAYERS,
  loose,
  ROOMS,
  sideways,
  upward,
} from './sources.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const imports = LAYERS.flatMap((layer) => importsOf(ROOT, layer));
test('the sources are found, and their imports', (t) => {
  for (const layer of LAYERS) t.true(imports.filter((each) => each.layer === layer).length > 20, layer);
  t.true(imports.some(({ file, target }) => file === 'router/client.ts' && target === 'node/index.ts'));
  t.true(
    imports.some(({ file, target }) => file === 'harness/cli/eddy.ts' && target === 'harness/cli/main.ts'),
  );
});

test('imports run node <- router <- harness', (t) => {
  t.deepEqual(upward(imports), []);
});

test('a layer is entered through its index.ts alone', (t) => {
  t.deepEqual(sideways(imports), []);
});

test('each room of the harness imports only from the rooms before it', (t) => {
  t.deepEqual(againstTheOrder(imports), []);
});

test('the table of rooms names what is there', (t) => {
  const rooms = readdirSync(path.join(ROOT, 'harness'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  t.deepEqual(rooms.toSorted(), [...ROOMS].toSorted());
});

test('ARCHITECTURE.md shows the rooms in this order', (t) => {
  const text = readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const shown = [...text.matchAll(/^\| `harness\/(\w+)\/` +\|/gm)].map(([, room]) => room);
  t.deepEqual(shown, [...ROOMS]);
});

test('every file of the harness is in a room, but for index.ts', (t) => {
  t.true(filesOf(ROOT, 'harness').includes('harness/index.ts'));
  t.deepEqual(loose(ROOT), []);
});

test('no files import each other in a circle, not even types', (t) => {
  t.deepEqual(circles(imports), []);
});

test('only scripts of pages import code for browsers', (t) => {
  t.true(imports.some(({ target }) => target === 'harness/page/browser/dom.ts'));
  t.deepEqual(browserCodeOutside(imports), []);
});

test('a tree that breaks each of these rules is found to do so', (t) => {
  const root = folder();
  const source = (file: string, ...specifiers: readonly string[]): void => {
    write(path.join(root, file), specifiers.map((each) => `import '${each}';\n`).join(''));
  };
  source('node/index.ts', '../router/index.js');
  source('node/a.ts', './b.js');
  source('node/b.ts', './c.js');
  write(
    path.join(root, 'node/c.ts'),
    "import type { A } from './a.js';\n// import './d.js';\nconst d = import('./d.js');\n",
  );
  source('node/d.ts');
  source('router/index.ts', '../node/a.js', '../node/index.js');
  source('harness/index.ts', './cli/main.js');
  source('harness/stray.ts', './cli/main.js');
  source('harness/cli/main.ts', '../text/words.js', '../index.js', '../report/browser/lanes.js');
  source('harness/text/words.ts', '../cli/main.js');
  source('harness/report/browser.ts', './browser/lanes.js');
  source('harness/attic/box.ts', '../text/words.js');
  const found = LAYERS.flatMap((layer) => importsOf(root, layer));
  t.deepEqual(upward(found), ['node/index.ts imports ../router/index.js']);
  t.deepEqual(sideways(found), ['router/index.ts imports ../node/a.js']);
  t.deepEqual(againstTheOrder(found).toSorted(), [
    'harness/attic/box.ts is in no room of the table',
    'harness/cli/main.ts imports ../index.js',
    'harness/stray.ts is in no room of the table',
    'harness/text/words.ts imports ../cli/main.js',
  ]);
  t.deepEqual(loose(root), ['harness/stray.ts']);
  t.deepEqual(browserCodeOutside(found), ['harness/cli/main.ts imports ../report/browser/lanes.js']);
  t.deepEqual(
    circles(found)
      .map((group) => group.join(' '))
      .toSorted(),
    [
      'harness/cli/main.ts harness/index.ts harness/text/words.ts',
      'node/a.ts node/b.ts node/c.ts',
      'node/index.ts router/index.ts',
    ],
  );
});

test('no layer imports its own package by name', (t) => {
  t.deepEqual(imports.filter(({ specifier }) => /^eddy(\/|$)/.test(specifier)).map(inWords), []);
});

test('node needs nothing of the registry but pure-rand, the router nothing but koffi', (t) => {
  const packages = (layer: string): string[] => {
    const used = imports.filter((each) => each.layer === layer && each.target === undefined);
    const outside = used
      .map(({ specifier }) => specifier)
      .filter((specifier) => !specifier.startsWith('node:'));
    return [...new Set(outside.map((specifier) => specifier.split('/')[0] ?? ''))];
  };
  t.deepEqual(packages('node'), ['pure-rand']);
  t.deepEqual(packages('router'), ['koffi']);
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
