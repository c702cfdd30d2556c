// Builds dist/: compiles, bundles the command line and the scripts of pages, makes the programs executable, and gathers the fast tests in suites.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');

rmSync(dist, { recursive: true, force: true });

const compiler = path.join(root, 'node_modules/.bin/tsc');
const { status } = spawnSync(compiler, ['-p', root], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const harness = path.join(root, 'harness');
buildSync({
  entryPoints: readdirSync(harness, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'browser.ts')
    .map((name) => path.join(harness, name)),
  outbase: harness,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  outdir: path.join(dist, 'harness'),
  logLevel: 'warning',
});

await bundle(root);

const programs = readdirSync(path.join(dist, 'node/programs')).filter((name) => name.endsWith('.js'));
for (const file of ['harness/cli/eddy.js', ...programs.map((name) => `node/programs/${name}`)]) {
  chmodSync(path.join(dist, file), 0o755);
}

/**
 * One suite for each folder of tests at the top (and in `harness/`), which imports its fast ones. AVA starts a thread for each
 * file and loads itself into it, which costs more CPU than most files' tests do: hence a thread for each room.
 */
const tests = path.join(dist, 'test');
const suites = new Map();
for (const name of readdirSync(tests, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (!name.endsWith('.test.js') || name.endsWith('.long.test.js')) continue;
  const [layer, room, ...deeper] = name.split(path.sep);
  const suite =
    layer === 'harness' && deeper.length > 0 ? `harness-${room}` : room === undefined ? 'root' : layer;
  suites.set(suite, `${suites.get(suite) ?? ''}import '../test/${name.replaceAll(path.sep, '/')}';\n`);
}
mkdirSync(path.join(dist, 'suites'));
for (const [name, imports] of suites) writeFileSync(path.join(dist, 'suites', `${name}.js`), imports);
