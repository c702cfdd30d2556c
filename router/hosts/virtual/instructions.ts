/**
 * Instructions that read the processor's own clock or draw a random number fault in a node, and are done for it: with the virtual
 * time, and with bytes of the run's.
 */

import { readFileSync, readlinkSync } from 'node:fs';
import { instructionsOf } from './found-instructions.js';
import { SIGNAL } from './linux.js';
import type { Registers } from './registers.js';
import type { Task } from './task.js';
import type { TracedProcess } from './traced-process.js';
import type { Tracer } from './tracer.js';

const RDTSC = 0x0f31;
const RDTSCP = 0x0f01f9;
/** The second byte of `ud2`, whose first is that of all that are replaced. */
const UNDEFINED = Uint8Array.of(0x0b);
/** Flags that rdrand and rdseed clear, but for carry, which says that there was a number. */
const ARITHMETIC_FLAGS = 0x8d5;
const CARRY_FLAG = 1;

/** A line of `/proc/PID/maps`: addresses, rights, offset, device, inode, file. */
const MAPPING = /^([0-9a-f]+)-([0-9a-f]+) ..x. ([0-9a-f]+) \S+ \d+\s+(\/.*)$/;

/** Replaces those of the program that a process has just executed. */
export function replaceInProgram(process: TracedProcess): void {
  const program = readlinkSync(`/proc/${process.pid}/exe`);
  for (const line of readFileSync(`/proc/${process.pid}/maps`, 'latin1').split('\n')) {
    const [, start = '', end = '', offset = '', file] = MAPPING.exec(line) ?? [];
    if (file !== program) continue;
    const address = Number.parseInt(start, 16);
    replaceIn(process, `/proc/${process.pid}/exe`, {
      address,
      length: Number.parseInt(end, 16) - address,
      offset: Number.parseInt(offset, 16),
    });
  }
}

/** Replaces those of a part of a file that a process has mapped as code. */
export function replaceIn(
  process: TracedProcess,
  file: string,
  { address, length, offset }: { readonly address: number; readonly length: number; readonly offset: number },
): void {
  for (const { at, kind } of instructionsOf(file, offset, length)) {
    process.memory.write(address + at + 1, UNDEFINED);
    process.replacedInstructions.set(address + at, kind);
  }
}

/** Whether a signal is the fault of such an instruction. If so, it has been done. */
export function didInstruction(tracer: Tracer, task: Task, signal: number): boolean {
  if (!task.process.patched) return false;
  if (signal === SIGNAL.ILL) return didReplaced(tracer, task);
  return signal === SIGNAL.SEGV && didForbidden(tracer, task);
}

function didReplaced(tracer: Tracer, task: Task): boolean {
  const { registers, process } = task;
  const replaced = process.replacedInstructions;
  tracer.read(task.tid, registers);
  const rip = registers.value('rip');
  const prefixed = replaced.has(rip) ? 0 : 1;
  const kind = replaced.get(rip + prefixed);
  if (kind === undefined) return false;
  if (kind === 'random') giveRandomNumber(task, rip, prefixed);
  else showClock(task, rip, kind === 'rdtsc' ? 2 : 3);
  tracer.write(task.tid, registers);
  return true;
}

/** Where the processor lets its clock be forbidden, code that is written while the program runs faults too. */
function didForbidden(tracer: Tracer, task: Task): boolean {
  const { registers, process } = task;
  tracer.read(task.tid, registers);
  const rip = registers.value('rip');
  let length: number;
  try {
    const code = process.memory.read(rip, 3);
    length = code.readUInt16BE() === RDTSC ? 2 : code.readUIntBE(0, 3) === RDTSCP ? 3 : 0;
  } catch {
    return false;
  }
  if (length === 0) return false;
  showClock(task, rip, length);
  tracer.write(task.tid, registers);
  return true;
}

function showClock({ registers, node }: Task, rip: number, length: number): void {
  const [seconds, nanoseconds] = node.clock.show(false);
  const ticks = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
  registers.set('rax', Number(ticks & 0xffffffffn));
  registers.set('rdx', Number(ticks >> 32n));
  if (length === 3) registers.set('rcx', 0);
  registers.set('rip', rip + length);
}

/** rdrand and rdseed: a number in the register that the last byte and the prefix name, and carry is set. */
function giveRandomNumber({ registers, process }: Task, rip: number, prefixed: number): void {
  const prefix = prefixed === 1 ? process.memory.read(rip, 1).readUInt8() : 0;
  const register = (process.memory.read(rip + prefixed + 2, 1).readUInt8() & 7) | ((prefix & 1) << 3);
  const wide = (prefix & 8) !== 0;
  const bytes = Buffer.from(process.random.take(8));
  registers.setNumbered(register, wide ? bytes.readBigInt64LE() : BigInt(bytes.readUInt32LE()));
  setFlags(registers);
  registers.set('rip', rip + prefixed + 3);
}

function setFlags(registers: Registers): void {
  registers.set('eflags', (registers.value('eflags') & ~ARITHMETIC_FLAGS) | CARRY_FLAG);
}
