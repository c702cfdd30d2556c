/** A node in a child process of its own, speaking over its standard streams: any executable, in any language. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { obstacleOf } from '../diagnoses/executable.js';
import type { Envelope } from '../envelope.js';
import type { Network } from '../network.js';
import type { DropReason } from '../rules/rule.js';
import { causeOf, type Command, explain, fileOf, searchPath } from './command.js';
import type { DataFolder } from './data-folder.js';
import { type Host, type HostListener, type Printed, StartError } from './host.js';
import { LineIo } from './line-io.js';
import { liveDeadlock } from './live-deadlock.js';
import { killGroup } from './process-group.js';
import { reaper } from './reaper.js';

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

  deadlock(): string | undefined {
    const pid = this.#child?.pid;
    return pid === undefined ? undefined : liveDeadlock(pid);
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
