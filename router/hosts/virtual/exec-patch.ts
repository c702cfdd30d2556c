/**
 * Prepares a process that has just executed a program: the page of virtual time, the vDSO's functions, the random bytes that
 * the kernel gave it, and for the first one the filter, which its children inherit.
 */

import { readFileSync } from 'node:fs';
import { replaceInProgram } from './instructions.js';
import { AUXV } from './linux.js';
import { Registers } from './registers.js';
import { FILTER } from './syscalls/index.js';
import { CALL_AND_STOP, jumpTo, newPage, PAGE, PAGE_SIZE, REPLACEMENTS, SCRATCH } from './time-page.js';
import type { TracedProcess } from './traced-process.js';
import type { Tracer } from './tracer.js';
import { vdsoFunctions } from './vdso.js';

const SYS = { mmap: 9, prctl: 157, seccomp: 317 } as const;
const READ_AND_EXECUTE = 5;
const PRIVATE_ANONYMOUS_FIXED = 0x32;
const PR_SET_TSC = 26;
const TSC_FAULTS = 2;
const PR_SET_NO_NEW_PRIVS = 38;
const SET_MODE_FILTER = 1;
const VDSO_SIZE = 8192;
const RANDOM_BYTES = 16;

/** The vDSO is the same in all processes of a machine. */
let functions: ReadonlyMap<string, number> | undefined;

/** `tid`: the thread that executed, stopped at that event. `first`: no program of this node has the filter yet. */
export function patchAfterExec(tracer: Tracer, tid: number, process: TracedProcess, first: boolean): void {
  tracer.finishExec(tid);
  const registers = new Registers();
  tracer.read(tid, registers);
  const { memory } = process;
  const entry = registers.value('rip');
  const original = memory.read(entry, 3);
  memory.write(entry, newPage().subarray(CALL_AND_STOP - PAGE, CALL_AND_STOP - PAGE + 3));
  const mapping = [PAGE, PAGE_SIZE, READ_AND_EXECUTE, PRIVATE_ANONYMOUS_FIXED, -1, 0];
  const mapped = tracer.call(tid, registers, SYS.mmap, mapping, entry);
  memory.write(entry, original);
  if (mapped !== PAGE) throw new Error(`the page of virtual time could not be mapped: error ${-mapped}`);
  memory.write(PAGE, newPage());
  tracer.call(tid, registers, SYS.prctl, [PR_SET_TSC, TSC_FAULTS, 0, 0, 0]);
  if (first) installFilter(tracer, tid, registers, process);
  tracer.write(tid, registers);
  process.patched = true;
  process.setClocks();
  replaceInProgram(process);
  const auxiliary = auxiliaryVector(process.pid);
  const random = auxiliary.get(AUXV.RANDOM);
  if (random !== undefined) memory.write(random, process.random.take(RANDOM_BYTES));
  const vdso = auxiliary.get(AUXV.SYSINFO_EHDR);
  if (vdso !== undefined) replaceFunctions(process, vdso);
}

function installFilter(tracer: Tracer, tid: number, registers: Registers, { memory }: TracedProcess): void {
  const header = Buffer.alloc(16);
  header.writeUInt16LE(FILTER.length / 8);
  header.writeBigUInt64LE(BigInt(SCRATCH + header.length), 8);
  memory.write(SCRATCH, Buffer.concat([header, FILTER]));
  tracer.call(tid, registers, SYS.prctl, [PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0]);
  const failed = tracer.call(tid, registers, SYS.seccomp, [SET_MODE_FILTER, 0, SCRATCH]);
  if (failed !== 0) throw new Error(`the seccomp filter was refused: error ${-failed}`);
}

function replaceFunctions({ memory }: TracedProcess, vdso: number): void {
  functions ??= vdsoFunctions(memory.read(vdso, VDSO_SIZE));
  for (const [name, replacement] of Object.entries(REPLACEMENTS)) {
    const offset = functions.get(name);
    if (offset !== undefined) memory.write(vdso + offset, jumpTo(replacement));
  }
}

function auxiliaryVector(pid: number): ReadonlyMap<number, number> {
  const bytes = readFileSync(`/proc/${pid}/auxv`);
  const pairs = new Map<number, number>();
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    pairs.set(Number(bytes.readBigUInt64LE(at)), Number(bytes.readBigUInt64LE(at + 8)));
  }
  return pairs;
}
