/** A process of a node: the first, or what that started. */

import { readlinkSync } from 'node:fs';
import type { BorrowedFiles } from './borrowed-files.js';
import { BadAddress, ProcessMemory } from './memory.js';
import type { RandomBytes } from './randomness.js';
import { clockBytes, PAGE } from './time-page.js';
import type { Task } from './task.js';
import type { TracedNode } from './traced-node.js';

/** What lies behind a file descriptor, as far as a reader may have to wait for it. */
export type FileKind = 'input' | 'random' | 'waitable' | 'file';

const RANDOM = new Set(['/dev/urandom', '/dev/random']);
const WAITABLE = /^(pipe|socket|anon_inode):|^\/dev\/(pts|tty|console|fuse)/;

export class TracedProcess {
  readonly pid: number;
  readonly node: TracedNode;
  /** What it is given as its own id, the same in each run. */
  readonly virtualPid: number;
  /** The id of the process that made it; 1 for the first. */
  readonly virtualParent: number;
  readonly random: RandomBytes;
  readonly files: BorrowedFiles;
  readonly tasks = new Set<Task>();
  /** It has the page of virtual time. */
  patched = false;
  #memory: ProcessMemory | undefined;

  constructor(
    pid: number,
    node: TracedNode,
    made: Pick<TracedProcess, 'virtualPid' | 'virtualParent' | 'random' | 'files'>,
  ) {
    this.pid = pid;
    this.node = node;
    this.virtualPid = made.virtualPid;
    this.virtualParent = made.virtualParent;
    this.random = made.random;
    this.files = made.files;
  }

  get memory(): ProcessMemory {
    return (this.#memory ??= new ProcessMemory(this.pid));
  }

  /** It has executed another program: its memory is a new one. */
  replaced(): void {
    this.close();
    this.patched = false;
  }

  setClocks(): void {
    if (!this.patched) return;
    try {
      this.memory.write(PAGE, new Uint8Array(clockBytes(this.node.clock.clocks()).buffer));
    } catch (error) {
      // Killed from outside: its end is heard of soon.
      if (!(error instanceof BadAddress)) throw error;
    }
  }

  kindOf(fd: number): FileKind {
    let target: string;
    try {
      target = readlinkSync(`/proc/${this.pid}/fd/${fd}`);
    } catch {
      return 'file';
    }
    if (target === this.node.input.name) return 'input';
    if (RANDOM.has(target)) return 'random';
    return WAITABLE.test(target) ? 'waitable' : 'file';
  }

  close(): void {
    this.files.close();
    this.#memory?.close();
    this.#memory = undefined;
  }
}
