/** A process of a node: the first, or what that started. */

import { readlinkSync } from 'node:fs';
import type { BorrowedFiles } from './borrowed-files.js';
import type { InstructionKind } from './found-instructions.js';
import { BadAddress, ProcessMemory } from './memory.js';
import { showsMachine } from './machine-files.js';
import type { RandomBytes } from './randomness.js';
import { clockBytes, PAGE } from './time-page.js';
import type { NodeClock } from './node-clock.js';

/** What lies behind a file descriptor, as far as a reader may have to wait for it. */
export type FileKind = 'input' | 'random' | 'waitable' | 'machine' | 'file';

const RANDOM = new Set(['/dev/urandom', '/dev/random']);
const WAITABLE = /^(pipe|socket|anon_inode):|^\/dev\/(pts|tty|console|fuse)/;

export class TracedProcess {
  readonly pid: number;
  /** What it is given as its own id, the same in each run. */
  readonly virtualPid: number;
  /** The id of the process that made it; 1 for the first. */
  readonly virtualParent: number;
  readonly random: RandomBytes;
  readonly files: BorrowedFiles;
  /** How many threads it has. */
  threads = 0;
  /** It has the page of virtual time. */
  patched = false;
  /** Instructions of its code that were replaced by one that faults, by address. */
  replacedInstructions = new Map<number, InstructionKind>();
  readonly #clock: NodeClock;
  readonly #inputName: string;
  #memory: ProcessMemory | undefined;

  /** `inputName`: what a descriptor of the node's input is shown as in `/proc`. */
  constructor(
    pid: number,
    node: { readonly clock: NodeClock; readonly inputName: string },
    made: Pick<TracedProcess, 'virtualPid' | 'virtualParent' | 'random' | 'files'>,
  ) {
    this.pid = pid;
    this.#clock = node.clock;
    this.#inputName = node.inputName;
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
    this.replacedInstructions.clear();
  }

  setClocks(): void {
    if (!this.patched) return;
    try {
      this.memory.write(PAGE, new Uint8Array(clockBytes(this.#clock.clocks()).buffer));
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
    if (target === this.#inputName) return 'input';
    if (RANDOM.has(target)) return 'random';
    if (showsMachine(target)) return 'machine';
    return WAITABLE.test(target) ? 'waitable' : 'file';
  }

  close(): void {
    this.files.close();
    this.#memory?.close();
    this.#memory = undefined;
  }
}
