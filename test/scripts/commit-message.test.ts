/** Which commit messages are taken, each in a file as git hands it to a hook, and what is said of the others. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { folder, write } from '../harness/folder.js';

const SCRIPT = fileURLToPath(new URL('../../../scripts/commit-message.mjs', import.meta.url));
const WHY = '\n\nTwo messages of one instant came in either order.\n';

function judged(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function file(message: string): string {
  return write(path.join(folder(), 'message'), message);
}

test('a room, a subject and a reason are taken; so is what git writes itself', (t) => {
  const good = [
    `router: break ties by order of sending${WHY}`,
    `harness/cli: x${WHY}`,
    `router, node: break ties${WHY}`,
    `${'router: '.padEnd(72, 'x')}${WHY}`,
    `tests: a comment of the editor${WHY}# Please enter the commit message\n`,
    "Merge branch 'gossip'",
    'fixup! router: break ties',
  ];
  const { status, stdout, stderr } = judged(['--file', ...good.map(file)]);
  t.is(stderr, '');
  t.is(stdout, `commit messages: ${good.length} good, 0 flawed\n`);
  t.is(status, 0);
});

for (const [message, flaw] of [
  [`Break ties${WHY}`, /expected "room: subject", such as "router: break ties by order of sending"/],
  [`Router: break ties${WHY}`, /expected "room: subject"/],
  [`router and node: break ties${WHY}`, /expected "room: subject"/],
  [`router:${WHY}`, /expected "room: subject"/],
  [`${'router: '.padEnd(73, 'x')}${WHY}`, /the subject has 73 characters: expected at most 72/],
  ['router: break ties\n', /expected a body that says in a sentence why/],
  ['router: break ties\n\nSigned-off-by: A <a@b.c> and others of them\n', /expected a body/],
  [
    'router: break ties\nTwo messages of one instant came in either order.\n',
    /expected an empty line between the subject and the body/,
  ],
] as const) {
  test(`refused: ${JSON.stringify(message).slice(0, 60)}`, (t) => {
    const { status, stdout, stderr } = judged(['--file', file(message)]);
    t.is(status, 1);
    t.regex(stderr, flaw);
    t.is(stdout, 'commit messages: 0 good, 1 flawed\n');
  });
}

test('a commit that this clone does not have leaves the messages unchecked, and says so', (t) => {
  const { status, stdout } = judged(['0123456789012345678901234567890123456789']);
  t.is(status, 0);
  t.regex(stdout, /^commit messages: not checked, 0123456789\d+ is not in this clone\n$/);
});

test('wrong usage shows the right one', (t) => {
  const { status, stderr } = judged(['--all']);
  t.is(status, 254);
  t.regex(stderr, /^usage: commit-message\.mjs /);
});
