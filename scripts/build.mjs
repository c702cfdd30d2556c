// Builds dist/: compiles, bundles the scripts of pages, and makes the programs executable.

import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

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

const programs = readdirSync(path.join(dist, 'node/programs')).filter((name) => name.endsWith('.js'));
for (const file of ['harness/cli/eddy.js', ...programs.map((name) => `node/programs/${name}`)]) {
  chmodSync(path.join(dist, file), 0o755);
}
