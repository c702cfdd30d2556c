/** What kind of program a file is, by its first bytes: those that virtual time cannot run are named before they start. */

import { closeSync, openSync, readSync, statSync } from 'node:fs';

const CLASS_32 = 1;
const X86_64 = 62;
const MACHINES: Readonly<Record<number, string>> = { 3: 'x86', 40: 'arm', 183: 'arm64', 243: 'riscv' };
const SETUID_OR_SETGID = 0o6000;

/** A clause about `file` and what to do; undefined if nothing is known against it. */
export function programObstacle(file: string): string | undefined {
  const start = Buffer.alloc(20);
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    // It may be executable all the same.
    return undefined;
  }
  try {
    readSync(descriptor, start, 0, start.length, 0);
  } finally {
    closeSync(descriptor);
  }
  if ((statSync(file).mode & SETUID_OR_SETGID) !== 0) {
    return `${file} is set-uid or set-gid, and a traced program gets no other user's rights: use --runtime process`;
  }
  if (start.toString('latin1', 0, 4) !== '\x7fELF') return undefined;
  const machine = start.readUInt16LE(18);
  if (machine !== X86_64 && MACHINES[machine] !== undefined) {
    const width = start[4] === CLASS_32 ? '32-bit ' : '';
    return `${file} is a ${width}program for ${MACHINES[machine]}: virtual time needs one for x86-64`;
  }
  if (start[4] === CLASS_32) return `${file} is a 32-bit program: virtual time needs one for x86-64`;
  return undefined;
}
