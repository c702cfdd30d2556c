/** Programs that virtual time cannot run are told by their first bytes. */

import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { programObstacle } from '../../../../router/hosts/virtual/elf.js';
import { folder } from '../../../harness/folder.js';

/** The beginning of an ELF file. */
function program(width: 1 | 2, machine: number): string {
  const start = Buffer.alloc(20);
  start.write('\x7fELF', 'latin1');
  start[4] = width;
  start.writeUInt16LE(machine, 18);
  return start.toString('latin1');
}

const PROGRAMS: Readonly<
  Record<string, readonly [text: string, mode: number, expected: RegExp | undefined]>
> = {
  'a program for x86-64 can': [program(2, 62), 0o755, undefined],
  'a script can': ['#!/bin/sh\n', 0o755, undefined],
  'an empty file is not its business': ['', 0o755, undefined],
  'a 32-bit program for x86 cannot': [
    program(1, 3),
    0o755,
    /is a 32-bit program for x86: virtual time needs one for x86-64/,
  ],
  'one for x86-64 with 32-bit addresses cannot': [program(1, 62), 0o755, /is a 32-bit program/],
  'a program for arm64 cannot': [program(2, 183), 0o755, /is a program for arm64/],
  'a set-uid program cannot': [program(2, 62), 0o4755, /is set-uid or set-gid/],
};

for (const [title, [text, mode, expected]] of Object.entries(PROGRAMS)) {
  test(title, (t) => {
    const file = path.join(folder(), 'program');
    writeFileSync(file, text, 'latin1');
    chmodSync(file, mode);
    const obstacle = programObstacle(file);
    if (expected === undefined) t.is(obstacle, undefined);
    else t.regex(obstacle ?? '', expected);
  });
}

test('a file that is not there is not its business', (t) => {
  t.is(programObstacle('/nowhere/at/all'), undefined);
});
