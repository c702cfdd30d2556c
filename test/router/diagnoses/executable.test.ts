/** What the first bytes of a file say about whether it can run, and why it did not. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { commandPath, obstacleOf, suspicionOf } from '../../../router/diagnoses/executable.js';
import { folder, write } from '../../harness/folder.js';

const here = folder();
write(path.join(here, 'bin', 'python3'), '#!/bin/sh\n', 0o755);
const PATH = path.join(here, 'bin');

let count = 0;
function file(content: string | Buffer, name = ''): string {
  const made = path.join(here, `${count++}${name}`);
  writeFileSync(made, content, { mode: 0o755 });
  return made;
}

for (const [content, said] of [
  ['', /^FILE is empty/],
  [
    '#!/usr/bin/env python3\r\nimport sys\r\n',
    /^the first line of FILE ends with a Windows line end \(CR LF\): convert the file \(dos2unix FILE\)/,
  ],
  ['#!/usr/bin/env python3\rimport sys\r', /^the first line of FILE ends with a CR alone/],
  ['#!\n', /names no interpreter/],
  [
    '#!/no/such/python\n',
    /names the interpreter \/no\/such\/python, which does not exist: try #!\/usr\/bin\/env python/,
  ],
  ['#!/usr\n', /names \/usr, which is not an executable file/],
  ['#!/usr/bin/env pyton3\n', /asks for pyton3, and there is no such command on PATH/],
  ['#!/usr/bin/env\n', /gives env no command/],
] as const) {
  test(`a file that begins with ${JSON.stringify(content)} cannot run`, (t) => {
    const made = file(content);
    t.regex(obstacleOf(made, PATH)?.replaceAll(made, 'FILE') ?? '', said);
  });
}

for (const content of [
  '#!/bin/sh\n',
  '#! /usr/bin/env python3\n',
  '#!/usr/bin/env -S python3 -u\r\n',
  '#!/usr/bin/env A=1 python3\n',
  'echo no first line\n',
  '\u007fELF',
]) {
  test(`a file that begins with ${JSON.stringify(content)} may run`, (t) => {
    t.is(obstacleOf(file(content), PATH), undefined);
  });
}

test('what is no file has no obstacle', (t) => {
  t.is(obstacleOf(path.join(here, 'missing'), PATH), undefined);
  t.is(obstacleOf(here, PATH), undefined);
});

const elf = Buffer.alloc(64);
elf.write('\u007fELF', 'latin1');
elf[5] = 1;
elf[16] = 2;
const foreign = Buffer.from(elf);
foreign[18] = process.arch === 'arm64' ? 62 : 183;

for (const [what, content, name, said] of [
  [
    'a script without a first line',
    'import sys\n',
    '',
    /^FILE has no #! line, so it was run by sh: if it is not/,
  ],
  [
    'Go source',
    'package main\n',
    '.go',
    /has no #! line, .* but it is Go source: build it \(go build -o .*\) and give --bin/,
  ],
  ['a script in UTF-16', Buffer.from('#!/bin/sh\n', 'utf16le'), '', /is written in UTF-16/],
  ['a script behind a byte order mark', '\uFEFF#!/bin/sh\n', '', /begins with a byte order mark/],
  ['a script behind an empty line', '\n#!/bin/sh\n', '', /has something before its #! line/],
  ['a Windows program', 'MZ\0\0', '', /is a Windows or .NET program/],
  ['a zip archive', 'PK\u0003\u0004', '.jar', /--bin java -- -jar/],
  ['a class', Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 65]), '', /is a compiled Java class/],
  ['a library', '!<arch>\n', '', /is a library, not a program/],
] as const) {
  test(`${what} that ended at once is suspected`, (t) => {
    const made = file(content, name);
    t.regex(suspicionOf(made)?.replaceAll(made, 'FILE') ?? '', said);
  });
}

(process.platform === 'linux' ? test : test.skip)(
  'a program for another processor is suspected, and no other',
  (t) => {
    t.regex(suspicionOf(file(foreign)) ?? '', /is a program for (x64|arm64), and this machine is/);
    const own = Buffer.from(elf);
    own[18] = { x64: 62, arm64: 183, arm: 40, ia32: 3, riscv64: 243 }[process.arch as string] ?? 0;
    t.is(suspicionOf(file(own)), undefined);
  },
);

test('a script with a first line is not suspected', (t) => {
  t.is(suspicionOf(file('#!/bin/sh\nexit 1\n')), undefined);
});

test('a command is found on a path, and a path is itself', (t) => {
  t.is(commandPath('python3', PATH), path.join(PATH, 'python3'));
  t.is(commandPath('ruby', PATH), undefined);
  t.is(commandPath('./ruby', PATH), './ruby');
});
