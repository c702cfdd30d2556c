/** A node in a child process of its own, speaking over its standard streams: any executable, in any language. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandPath, loaderFlaw, obstacleOf, suspicionOf } from '../diagnoses/executable.js';
import { knownCause } from '../diagnoses/start-causes.js';
import type { Envelope } from '../envelope.js';
import type { Network } from '../network.js';
import type { DropReason } from '../rules/rule.js';
import type { DataFolder } from './data-folder.js';
import { type Host, type HostListener, type Printed, StartError } from './host.js';
import type { Exit } from './exit.js';
import { LineIo } from './line-io.js';
import { killGroup } from './process-group.js';
import { reaper } from './reaper.js';

/** What to execute: `command` is a path or a name on PATH. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to Eddy's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs an executable in a child process that leads a group of its own. Pausing is SIGSTOP to the group, killing is
 * SIGKILL.
 */
export class ProcessHost implements Host {
  readonly node: string;
  readonly #command: (start: number) => Command;
  readonly #network: Network;
  readonly #listener: HostListener;
  readonly #data: DataFolder;
  #child: ChildProcessWithoutNullStreams | undefined;
  #io: LineIo | undefined;
  #gone: Promise<void> = Promise.resolve();
  #starts = 0;

  /** `command` is asked at each start, with how many came before it. */
  constructor(
    node: string,
    command: (start: number) => Command,
    network: Network,
    listener: HostListener,
    data: DataFolder,
  ) {
    this.node = node;
    this.#command = command;
    this.#network = network;
    this.#listener = listener;
    this.#data = data;
  }

  get alive(): boolean {
    return this.#child !== undefined;
  }

  /** The id of the process; undefined while there is none. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    const started = this.#command(this.#starts++);
    const { command, args, cwd, env } = started;
    const file = fileOf(started);
    const obstacle = file === undefined ? undefined : obstacleOf(file, searchPath(started));
    if (obstacle !== undefined) throw new StartError(this.node, obstacle);
    // A group of its own: it can be killed whole, and Ctrl-C in the terminal does not reach it.
    const child = spawn(command, args, {
      detached: true,
      env: { ...process.env, ...env, ...this.#data.open() },
      ...(cwd !== undefined && { cwd }),
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(new StartError(this.node, explain(started, error), error)));
    });
    child.on('error', () => {});
    const group = child.pid as number;
    reaper.watch(group);
    const io = new LineIo(this.node, this.#network, this.#listener, child);
    this.#child = child;
    this.#io = io;
    this.#gone = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        const wanted = this.#child !== child;
        this.#child = undefined;
        killGroup(group);
        reaper.forget(group);
        void io.drained().then(() => {
          io.close();
          const { stdoutTail: stdout, stderrTail: stderr } = io;
          const exit = { code, signal, stdout, stderr };
          if (!wanted) this.#listener.died({ ...exit, cause: causeOf(exit, file) });
          child.stdout.destroy();
          child.stderr.destroy();
          resolve();
        });
      });
    });
  }

  obstacle(): DropReason | undefined {
    return this.#child === undefined ? 'dead' : this.#io?.obstacle();
  }

  deliver(envelope: Envelope): void {
    this.#io?.deliver(envelope);
  }

  pause(): void {
    this.#io?.stand(true);
    this.#signal('SIGSTOP');
  }

  resume(): void {
    this.#io?.stand(false);
    this.#signal('SIGCONT');
  }

  printed(): Printed | undefined {
    return this.#io?.printed();
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child !== undefined) {
      this.#child = undefined;
      this.#io?.close();
      killGroup(child.pid as number);
    }
    await this.#gone;
  }

  async wipe(): Promise<void> {
    await this.#gone;
    this.#data.wipe();
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid !== undefined) killGroup(pid, signal);
  }
}

/** Where a command without a slash is looked for. */
function searchPath({ env }: Command): string {
  return env?.['PATH'] ?? process.env['PATH'] ?? '';
}

/** The file that will run; undefined for a command that is not found. */
function fileOf(command: Command): string | undefined {
  const found = commandPath(command.command, searchPath(command));
  return found === undefined ? undefined : path.resolve(command.cwd ?? '', found);
}

/** Why a node ended. That it was no program for this system can be why only if it never said anything. */
function causeOf(exit: Exit, file: string | undefined): string | undefined {
  const failedAtOnce = exit.code !== 0 && exit.stdout.length === 0;
  return (failedAtOnce && file !== undefined ? suspicionOf(file) : undefined) ?? knownCause(exit.stderr);
}

function explain({ command, cwd }: Command, error: NodeJS.ErrnoException): string {
  const file = path.resolve(cwd ?? '', command);
  switch (error.code) {
    case 'ENOENT':
      if (cwd !== undefined && !existsSync(cwd)) return `its working directory ${cwd} does not exist`;
      if (!command.includes('/')) return `there is no command ${command} on PATH: install it`;
      if (!existsSync(file)) return `there is no ${command}`;
      return loaderFlaw(file) ?? `what ${command} needs to be loaded does not exist`;
    case 'EACCES':
      return `${command} is not executable; try chmod +x ${command}`;
    case 'ENOEXEC':
      return (
        suspicionOf(file) ??
        `the system does not know how to run ${command}; does it lack a first line such as #!/usr/bin/env node?`
      );
    default:
      return error.message;
  }
}
