/**
 * A node in a worker thread: any JavaScript program that talks over its standard streams, unmodified.
 *
 * Half the start-up and memory of a process. What a worker cannot do, such a node cannot either: change the working
 * directory, read file descriptor 0 directly, get signals. Pausing withholds its input and output; its timers go on.
 */

import { Worker } from 'node:worker_threads';
import type { Envelope } from '../envelope.js';
import type { Network } from '../network.js';
import type { DropReason } from '../rules/rule.js';
import type { DataFolder } from './data-folder.js';
import { knownCause } from '../diagnoses/start-causes.js';
import { type Host, type HostListener, type Printed, StartError } from './host.js';
import { LineIo } from './line-io.js';

/** A JavaScript file and what it is given. */
export interface Script {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to Eddy's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A node that grows past this dies, rather than Eddy with it. */
const MAX_HEAP_MB = 1024;

/**
 * Runs a JavaScript file in a worker thread with streams of its own. A worker that needs more than 1 GiB of heap
 * dies.
 */
export class WorkerHost implements Host {
  readonly node: string;
  readonly #script: (start: number) => Script;
  readonly #network: Network;
  readonly #listener: HostListener;
  readonly #data: DataFolder;
  #worker: Worker | undefined;
  #io: LineIo | undefined;
  #gone: Promise<void> = Promise.resolve();
  #starts = 0;

  /** `script` is asked at each start, with how many came before it. */
  constructor(
    node: string,
    script: (start: number) => Script,
    network: Network,
    listener: HostListener,
    data: DataFolder,
  ) {
    this.node = node;
    this.#script = script;
    this.#network = network;
    this.#listener = listener;
    this.#data = data;
  }

  get alive(): boolean {
    return this.#worker !== undefined;
  }

  async start(): Promise<void> {
    const { file, args, env } = this.#script(this.#starts++);
    const worker = new Worker(file, {
      argv: [...args],
      env: { ...process.env, ...env, ...this.#data.open() },
      stdin: true,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    const { stdin, stdout, stderr } = worker;
    if (stdin === null) throw new StartError(this.node, 'its thread has no stdin');
    const io = new LineIo(this.node, this.#network, this.#listener, { stdin, stdout, stderr });
    // Anything can be thrown, null included.
    worker.on('error', (error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      for (const line of text.split('\n')) io.log(line);
    });
    this.#worker = worker;
    this.#io = io;
    this.#gone = new Promise((resolve) => {
      worker.once('exit', (code) => {
        const wanted = this.#worker !== worker;
        this.#worker = undefined;
        void io.drained().then(() => {
          io.close();
          const { stdoutTail: stdout, stderrTail: stderr } = io;
          if (!wanted) this.#listener.died({ code, signal: null, stdout, stderr, cause: knownCause(stderr) });
          resolve();
        });
      });
    });
    await new Promise<void>((resolve) => {
      worker.once('online', resolve);
      worker.once('exit', () => resolve());
    });
  }

  obstacle(): DropReason | undefined {
    return this.#worker === undefined ? 'dead' : this.#io?.obstacle();
  }

  deliver(envelope: Envelope): void {
    this.#io?.deliver(envelope);
  }

  pause(): void {
    this.#io?.hold();
  }

  resume(): void {
    this.#io?.release();
  }

  printed(): Printed | undefined {
    return this.#io?.printed();
  }

  async kill(): Promise<void> {
    const worker = this.#worker;
    if (worker !== undefined) {
      this.#worker = undefined;
      this.#io?.close();
      await worker.terminate();
    }
    await this.#gone;
  }

  async wipe(): Promise<void> {
    await this.#gone;
    this.#data.wipe();
  }
}
