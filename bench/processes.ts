/** What Linux knows about processes: whose children they are, the CPU time they took, the memory they hold. */

import { readdirSync, readFileSync } from 'node:fs';

/** `getconf CLK_TCK` is 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** The living children of this process. */
export function childPids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(statOf(pid)?.[1]) === process.pid);
}

/** Seconds of CPU, user and system, that a process has used so far; 0 where it is gone. */
export function cpuSeconds(pid: number): number {
  const stat = statOf(pid);
  return stat === undefined ? 0 : (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND;
}

/** Megabytes that a process holds: its own pages, and its share of those it has in common with others. */
export function proportionalMb(pid: number): number {
  return field(`/proc/${pid}/smaps_rollup`, 'Pss');
}

/** Megabytes of this process that are in memory. */
export function residentMb(): number {
  return field('/proc/self/status', 'VmRSS');
}

/** The fields of `/proc/PID/stat` behind the name of the program, which may hold anything: state, parent, ... */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function field(file: string, name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
