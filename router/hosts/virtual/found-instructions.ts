/**
 * Finds instructions in a program's code whose results differ from run to run: the processor's clock and its random numbers. They
 * are replaced by one that faults, since not every processor, virtual ones least, lets them be forbidden.
 *
 * Code cannot be told from data for certain. So an instruction counts only together with what compilers write around it.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export type InstructionKind = 'rdtsc' | 'rdtscp' | 'random';

/** An instruction, `at` bytes from the beginning of the code. Its first byte is 0x0f: a prefix may stand before it. */
export interface FoundInstruction {
  readonly at: number;
  readonly kind: InstructionKind;
}

const RDTSC = Buffer.of(0x0f, 0x31);
const RDTSCP = Buffer.of(0x0f, 0x01, 0xf9);
/** rdrand and rdseed: the next byte names the register. */
const RANDOM = Buffer.of(0x0f, 0xc7);
/** `shl rdx, 32`: the upper half of the clock is put before the lower. */
const SHIFT = Buffer.of(0x48, 0xc1, 0xe2, 0x20);
/** lfence and mfence. */
const FENCES = [Buffer.of(0x0f, 0xae, 0xe8), Buffer.of(0x0f, 0xae, 0xf0)];
const NEAR = 16;
/** A store of a 32-bit register, then a jump or a move that looks at the carry flag. */
const STORE = 0x89;
const CARRY = new Set([0x72, 0x73, 0x0f42, 0x0f43, 0x0f82, 0x0f83, 0x0f92, 0x0f93]);
const LONGEST_STORE = 6;

const CHUNK = 4 * 1024 * 1024;
const OVERLAP = 32;

/** In the order of their places, each kind apart. */
export function findInstructions(code: Buffer): readonly FoundInstruction[] {
  return [
    ...places(code, RDTSC, (at) => isClock(code, at, RDTSC.length)).map((at) => ({
      at,
      kind: 'rdtsc' as const,
    })),
    ...places(code, RDTSCP, (at) => isClock(code, at, RDTSCP.length)).map((at) => ({
      at,
      kind: 'rdtscp' as const,
    })),
    ...places(code, RANDOM, (at) => isRandom(code, at)).map((at) => ({ at, kind: 'random' as const })),
  ];
}

function places(code: Buffer, bytes: Buffer, accepts: (at: number) => boolean): readonly number[] {
  const found: number[] = [];
  for (let at = code.indexOf(bytes); at >= 0; at = code.indexOf(bytes, at + 1)) {
    if (accepts(at)) found.push(at);
  }
  return found;
}

function isClock(code: Buffer, at: number, length: number): boolean {
  if (code.subarray(at + length, at + length + NEAR).includes(SHIFT)) return true;
  return FENCES.some((fence) => at >= fence.length && code.subarray(at - fence.length, at).equals(fence));
}

function isRandom(code: Buffer, at: number): boolean {
  // The two bits above the register say that it is one, the next that it is random.
  if (((code[at + 2] ?? 0) & 0xf0) !== 0xf0 || code[at + 3] !== STORE) return false;
  for (let next = at + 5; next < at + 4 + LONGEST_STORE && next + 1 < code.length; next++) {
    if (CARRY.has(code[next] ?? 0) || CARRY.has(code.readUInt16BE(next))) return true;
  }
  return false;
}

/** What was found in a part of a file, by its identity: programs are started again and again. */
const known = new Map<string, readonly FoundInstruction[]>();

/** Those in `length` bytes of a file from `offset` on. None if the file cannot be read. */
export function instructionsOf(file: string, offset: number, length: number): readonly FoundInstruction[] {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return [];
  }
  try {
    const { dev, ino, size, mtimeMs } = fstatSync(descriptor);
    const key = [dev, ino, size, mtimeMs, offset, length].join(' ');
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = scan(descriptor, offset, length)));
    return found;
  } finally {
    closeSync(descriptor);
  }
}

function scan(descriptor: number, offset: number, length: number): readonly FoundInstruction[] {
  const found = new Map<number, FoundInstruction>();
  const chunk = Buffer.alloc(Math.min(CHUNK, length));
  for (let done = 0; done < length; done += CHUNK - OVERLAP) {
    const got = readSync(descriptor, chunk, 0, Math.min(chunk.length, length - done), offset + done);
    for (const { at, kind } of findInstructions(chunk.subarray(0, got))) {
      found.set(done + at, { at: done + at, kind });
    }
    if (got < chunk.length) break;
  }
  return [...found.values()];
}
