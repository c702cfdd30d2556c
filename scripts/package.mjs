#!/usr/bin/env node
/**
 * Packs what npm would publish, and looks at it: publint at package.json and the files, arethetypeswrong at the types as an ESM
 * user resolves them. Nothing is built or published. Exit status: 0 if both are content, 1 otherwise.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'eddy-package-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (error !== undefined) process.stderr.write(`${command}: ${error.message}\n`);
  return status === 0;
}

function bin(name) {
  return path.join(cwd, 'node_modules/.bin', name);
}

// Scripts would build first, and whoever asks has built.
const packed = run('npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder);
const [tarball] = readdirSync(folder);
const good =
  packed &&
  tarball !== undefined &&
  [
    run(bin('publint'), 'run', path.join(folder, tarball), '--strict'),
    run(bin('attw'), path.join(folder, tarball), '--profile', 'esm-only', '--format', 'ascii'),
  ].every((each) => each);
process.exitCode = good ? 0 : 1;
