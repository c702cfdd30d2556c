/**
 * Whether a live node can never go on: by `/proc` alone, on Linux. It is only said if it is certain. Each thread of its
 * processes must sleep in a futex without a time limit, and no timer may be there that could wake one. A thread that waits
 * for input, for a time or for a child makes it uncertain, and so does whatever cannot be read.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { locksHeld } from './deadlock.js';

/** The texts of `/proc`; those of this machine by default. */
export interface ProcFiles {
  /** Names in a folder, and the text of a file. Both throw if it is gone, or may not be read. */
  readonly list: (folder: string) => readonly string[];
  readonly read: (file: string) => string;
}

const THIS_MACHINE: ProcFiles = {
  list: (folder) => readdirSync(folder),
  read: (file) => readFileSync(file, 'latin1'),
};

/** Numbers of futex(2) and futex_waitv(2), by processor. */
const FUTEX: Readonly<Record<string, number>> = { x64: 202, arm64: 98 };
const FUTEX_WAITV = 449;
/** The operations of futex(2) that wait: WAIT, LOCK_PI, WAIT_BITSET, WAIT_REQUEUE_PI, LOCK_PI2. */
const WAITS = new Set([0, 6, 9, 11, 13]);
const COMMAND = 0x7f;
/** The bit of SIGALRM among caught signals: a timer that shows nowhere else may be set. */
const ALARM = 1n << 13n;
/** Fields of `stat` behind the name of the thread, in parentheses. */
const [STATE, GROUP] = [0, 2];

/**
 * What to say of a node whose processes are those of the group of `leader`. Undefined if one can go on, if it is not
 * certain, and where there is no `/proc`.
 */
export function liveDeadlock(
  leader: number,
  machine: { readonly architecture: string; readonly files: ProcFiles } = {
    architecture: process.arch,
    files: THIS_MACHINE,
  },
): string | undefined {
  const futex = FUTEX[machine.architecture];
  if (futex === undefined) return undefined;
  try {
    const pids = groupOf(leader, machine.files);
    const first = sleepers(pids, futex, machine.files);
    const again = first === undefined ? undefined : sleepers(pids, futex, machine.files);
    if (first === undefined || again === undefined || first.length === 0) return undefined;
    // Each slept in both looks and did not run in between: so all of them slept at once, and none was left to wake another.
    if (first.map(({ mark }) => mark).join() !== again.map(({ mark }) => mark).join()) return undefined;
    return locksHeld(again.map(({ name }) => name));
  } catch {
    return undefined;
  }
}

interface Sleeper {
  readonly name: string;
  /** Differs if it has run meanwhile. */
  readonly mark: string;
}

/** Undefined if one of the threads may go on by itself. */
function sleepers(pids: readonly string[], futex: number, files: ProcFiles): readonly Sleeper[] | undefined {
  const found: Sleeper[] = [];
  for (const pid of pids) {
    if (files.read(`/proc/${pid}/timers`) !== '') return undefined;
    for (const tid of files.list(`/proc/${pid}/task`)) {
      const folder = `/proc/${pid}/task/${tid}`;
      const status = files.read(`${folder}/status`);
      const [state] = statOf(files.read(`${folder}/stat`)).slice(STATE);
      // A process that has ended, and that nobody has asked about.
      if (state === 'Z' && tid === pid) continue;
      if (state !== 'S' || catchesAlarm(status)) return undefined;
      if (!waitsForEver(files.read(`${folder}/syscall`), futex)) return undefined;
      const ran = /^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1];
      if (ran === undefined) return undefined;
      found.push({ name: files.read(`${folder}/comm`).trim(), mark: `${tid} ${ran}` });
    }
  }
  return found;
}

/** The ids of all processes of a group. */
function groupOf(leader: number, { list, read }: ProcFiles): readonly string[] {
  return list('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return statOf(read(`/proc/${pid}/stat`))[GROUP] === String(leader);
      } catch {
        // It has ended meanwhile.
        return false;
      }
    });
}

/** What stands behind the name of the thread, which may hold anything. */
function statOf(text: string): readonly string[] {
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function catchesAlarm(status: string): boolean {
  const caught = /^SigCgt:\s*([0-9a-f]+)/m.exec(status)?.[1];
  return caught === undefined || (BigInt(`0x${caught}`) & ALARM) !== 0n;
}

/** A line of `/proc/PID/syscall`: the number of the call and its arguments, or `running`. */
function waitsForEver(line: string, futex: number): boolean {
  const [number = '', ...rest] = line.trim().split(' ');
  const [, operation = NaN, , timeout = NaN] = rest.map(Number);
  if (timeout !== 0) return false;
  return Number(number) === FUTEX_WAITV || (Number(number) === futex && WAITS.has(operation & COMMAND));
}
