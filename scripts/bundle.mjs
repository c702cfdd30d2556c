/**
 * Bundles what must start fast: the command line, of whose 500 modules Node would find, read and link each by itself, and the
 * supervisor's thread. The modules in `dist/` stay as the compiler writes them, for tests, for threads and for who imports Eddy.
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** Packages that find their own files, or that few runs need. */
const EXTERNAL = ['koffi', 'piscina', 'log-update'];

/** Packages in CommonJS call it for modules of Node. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

const COMMON = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  external: EXTERNAL,
  logLevel: 'warning',
};

/** A relative specifier, with `/` on every system. */
function relative(from, to) {
  return path.relative(from, to).replaceAll(path.sep, '/');
}

/** Modules that look for files beside them find them as before. `folder` of dist/ is where the bundle lies. */
function ownUrls(root, folder) {
  return {
    name: 'own-urls',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](harness|router)[\\/].*\.ts$/ }, ({ path: file }) => {
        const compiled = relative(folder, path.relative(root, file)).replace(/\.ts$/, '.js');
        const url = `new URL(${JSON.stringify(compiled)}, import.meta.url).href`;
        return { contents: readFileSync(file, 'utf8').replaceAll('import.meta.url', url), loader: 'ts' };
      });
    },
  };
}

/** Simulated programs import `eddy/node` themselves: they and Eddy must share its modules. */
function sharedNode(root, folder) {
  return {
    name: 'shared-node',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path: specifier, resolveDir }) => {
        const file = path.relative(root, path.resolve(resolveDir, specifier));
        if (!file.startsWith(`node${path.sep}`)) return undefined;
        return { path: relative(folder, file), external: true };
      });
    },
  };
}

/** The messages of schemas in forty languages: Eddy speaks English. */
const ENGLISH = {
  name: 'english',
  setup({ onResolve }) {
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer, resolveDir }) =>
      /[\\/]zod[\\/]/.test(importer) ? { path: path.join(resolveDir, '../locales/en.js') } : undefined,
    );
  },
};

/** `root` is the repository, whose `dist/` has been compiled. */
export async function bundle(root) {
  const commands = path.join('harness', 'cli');
  await build({
    ...COMMON,
    entryPoints: [path.join(root, commands, 'eddy.ts')],
    outdir: path.join(root, 'dist', commands),
    chunkNames: 'bundled-[name]-[hash]',
    splitting: true,
    banner: { js: REQUIRE },
    plugins: [ENGLISH, ownUrls(root, commands), sharedNode(root, commands)],
  });
  const supervisor = path.join('router', 'hosts', 'virtual');
  await build({
    ...COMMON,
    entryPoints: [path.join(root, supervisor, 'supervisor-thread.ts')],
    outdir: path.join(root, 'dist', supervisor),
  });
}
