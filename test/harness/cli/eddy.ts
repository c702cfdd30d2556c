/** The `eddy` command as a process of its own, and the nodes that it has started. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { folder } from '../folder.js';

const EDDY = fileURLToPath(new URL('../../../harness/cli/eddy.js', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Options {
  readonly cwd?: string;
  /** Written to its stdin, which ends then. Without it, stdin stays open. */
  readonly input?: string;
  /** Beside those of this process; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const started: ChildProcess[] = [];
// A test that fails leaves nothing running; nodes go with their Eddy.
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

export class Eddy {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  out = '';
  err = '';

  constructor(args: readonly string[], options: Options = {}) {
    const { cwd = folder(), input, env = {} } = options;
    const clean = {
      FORCE_COLOR: undefined,
      NO_COLOR: undefined,
      NODE_OPTIONS: undefined,
      GITHUB_ACTIONS: undefined,
      GITHUB_STEP_SUMMARY: undefined,
    };
    this.child = spawn(process.execPath, [EDDY, ...args], { cwd, env: { ...process.env, ...clean, ...env } });
    started.push(this.child);
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    if (input !== undefined) this.child.stdin?.end(input);
    this.ended = once(this.child, 'close').then(([status, signal]: unknown[]) => ({
      status: status as number | null,
      signal: signal as NodeJS.Signals | null,
      out: this.out,
      err: this.err,
    }));
  }
}

/** Runs `eddy` to its end. */
export function eddy(args: readonly string[], options: Options = {}): Promise<Ended> {
  return new Eddy(args, { input: '', ...options }).ended;
}

/** The processes whose program is that file, however they were started. */
export function processesOf(file: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => argumentsOf(pid).slice(0, 2).includes(file))
    .map(Number);
}

function argumentsOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
