#!/usr/bin/env node
/**
 * Checks commit messages: `room: subject` in at most 72 characters, an empty line, and a body with the reason in a sentence.
 * Merge commits are exempt, and so is what `git commit --fixup` writes, which never stays.
 *
 *   node scripts/commit-message.mjs              all commits since BASE
 *   node scripts/commit-message.mjs <commit>     all commits since that one
 *   node scripts/commit-message.mjs --file <file>...   messages in files, as git hands one to a hook
 *   node scripts/commit-message.mjs --install    installs it as the commit-msg hook of this clone
 *
 * Exit status: 0 all are good, 1 some are not, 254 wrong usage.
 */

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The last commit from before the rule: only what follows is checked. */
const BASE = 'a3e5de2b4596cc2832f39ce2dd22f243c1998fe4';

/** More than one room only if the idea needs them: `router, node: subject`. */
const SUBJECT = /^[a-z][a-z0-9/-]*(?:, [a-z][a-z0-9/-]*)*: \S/;
const LONGEST_SUBJECT = 72;
/** Trailers are no reason. */
const TRAILER = /^[A-Za-z-]+: /;
const FEWEST_WORDS = 4;

/** What is wrong with a message, each in a line; comments of git's editor template do not count. */
function flawsOf(message) {
  const lines = message.split('\n').filter((line) => !line.startsWith('#'));
  const [subject = '', second = '', ...rest] = lines;
  if (/^(?:Merge|fixup!|squash!|amend!) /.test(subject)) return [];
  const flaws = [];
  if (!SUBJECT.test(subject))
    flaws.push(`expected "room: subject", such as "router: break ties by order of sending"`);
  if (subject.length > LONGEST_SUBJECT)
    flaws.push(`the subject has ${subject.length} characters: expected at most ${LONGEST_SUBJECT}`);
  if (second.trim() !== '') flaws.push('expected an empty line between the subject and the body');
  const body = rest.filter((line) => !TRAILER.test(line)).join(' ');
  if (body.split(/\s+/).filter((word) => word !== '').length < FEWEST_WORDS)
    flaws.push('expected a body that says in a sentence why');
  return flaws;
}

/** Prints the flaws of the messages, and gives the exit status. */
function report(messages) {
  let flawed = 0;
  for (const { name, message } of messages) {
    const flaws = flawsOf(message);
    if (flaws.length > 0) flawed++;
    for (const flaw of flaws) process.stderr.write(`${name} ${message.split('\n', 1)[0]}\n  ${flaw}\n`);
  }
  process.stdout.write(`commit messages: ${messages.length - flawed} good, ${flawed} flawed\n`);
  return flawed === 0 ? 0 : 1;
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return status === 0 ? stdout : undefined;
}

function since(base) {
  if (git('cat-file', '-e', `${base}^{commit}`) === undefined) {
    process.stdout.write(`commit messages: not checked, ${base} is not in this clone\n`);
    return 0;
  }
  const log = git('log', '--no-merges', '--format=%h%x00%B%x01', `${base}..HEAD`) ?? '';
  const messages = log.split('\u0001').filter((entry) => entry.trim() !== '');
  return report(
    messages.map((entry) => {
      const [name = '', message = ''] = entry.trimStart().split('\0');
      return { name, message };
    }),
  );
}

function install() {
  const folder = git('rev-parse', '--git-path', 'hooks')?.trim();
  if (folder === undefined) {
    process.stderr.write('commit-message: expected to be run inside a git repository\n');
    return 254;
  }
  mkdirSync(folder, { recursive: true });
  const hook = path.join(folder, 'commit-msg');
  writeFileSync(hook, `#!/bin/sh\nexec node "${fileURLToPath(import.meta.url)}" --file "$1"\n`);
  chmodSync(hook, 0o755);
  process.stdout.write(`installed as ${hook}\n`);
  return 0;
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--install') process.exitCode = install();
else if (first === '--file' && rest.length > 0)
  process.exitCode = report(rest.map((file) => ({ name: file, message: readFileSync(file, 'utf8') })));
else if (first?.startsWith('-') || rest.length > 0) {
  process.stderr.write('usage: commit-message.mjs [<commit> | --file <file>... | --install]\n');
  process.exitCode = 254;
} else process.exitCode = since(first ?? BASE);
