/** Reading the processor's own clock (rdtsc, rdtscp) faults in a node: the virtual time is shown instead. */

import { SIGNAL } from './linux.js';
import type { Task } from './task.js';
import type { Tracer } from './tracer.js';

const RDTSC = 0x0f31;
const RDTSCP = 0x0f01f9;

/** Whether a signal is such a fault. If so, the instruction has been done. */
export function didClockInstruction(tracer: Tracer, task: Task, signal: number): boolean {
  if (signal !== SIGNAL.SEGV || !task.process.patched) return false;
  const { registers, process, node } = task;
  tracer.read(task.tid, registers);
  const at = registers.value('rip');
  let length: number;
  try {
    const code = process.memory.read(at, 3);
    length = code.readUInt16BE() === RDTSC ? 2 : code.readUIntBE(0, 3) === RDTSCP ? 3 : 0;
  } catch {
    return false;
  }
  if (length === 0) return false;
  const [seconds, nanoseconds] = node.clock.show(false);
  const ticks = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
  registers.set('rax', Number(ticks & 0xffffffffn));
  registers.set('rdx', Number(ticks >> 32n));
  if (length === 3) registers.set('rcx', 0);
  registers.set('rip', at + length);
  tracer.write(task.tid, registers);
  return true;
}
