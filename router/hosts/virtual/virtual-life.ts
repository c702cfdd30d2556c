/** One life of a node in virtual time: its streams, its next deadline, its end. */

import { constants } from 'node:os';
import { Readable } from 'node:stream';
import type { Clock, Timer } from '../../../node/index.js';
import type { Network } from '../../network.js';
import { causeOf, type Command, explain } from '../command.js';
import { type HostListener, StartError } from '../host.js';
import { deadlocked } from '../deadlock.js';
import { LineIo } from '../line-io.js';
import type { NodeReport, Stimulus } from './messages.js';
import { socketTrouble } from './socket-trouble.js';

/** From a start to a kill, or an end of its own. */
export class VirtualLife {
  readonly started: Promise<void>;
  readonly io: LineIo;
  pid: number | undefined;
  readonly #node: string;
  readonly #clock: Clock;
  readonly #listener: HostListener;
  readonly #command: Command;
  readonly #file: string | undefined;
  readonly #stimulate: (stimulus: Stimulus) => void;
  readonly #stdout = new Readable({ read() {} });
  readonly #stderr = new Readable({ read() {} });
  #timer: Timer | undefined;
  #unread = 0;
  #deadlocked = false;
  #settleStart: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;

  constructor(
    node: string,
    network: Network,
    listener: HostListener,
    run: {
      readonly clock: Clock;
      readonly command: Command;
      readonly file: string | undefined;
      readonly stimulate: (stimulus: Stimulus) => void;
    },
  ) {
    this.#node = node;
    this.#clock = run.clock;
    this.#listener = listener;
    this.#command = run.command;
    this.#file = run.file;
    this.#stimulate = run.stimulate;
    this.started = new Promise((resolve, reject) => {
      this.#settleStart = { resolve, reject };
    });
    const unread = (): number => this.#unread;
    const stdin = {
      get writableLength() {
        return unread();
      },
      destroyed: false,
      write: (text: string) => {
        this.#unread += text.length;
        run.stimulate({ do: 'line', text });
      },
      on: () => {},
    };
    this.io = new LineIo(node, network, listener, {
      stdin,
      stdout: this.#stdout,
      stderr: this.#stderr,
      prompt: true,
    });
  }

  async take(report: NodeReport, onDeath: () => void): Promise<void> {
    const { deadline, ended, failed, stdout, stderr, stdoutEnded, unread } = report;
    this.pid = report.pid;
    this.#unread = unread;
    if (stdout.length > 0) this.#stdout.push(stdout);
    if (stderr.length > 0) this.#stderr.push(stderr);
    if (failed !== undefined || ended !== undefined) {
      this.#timer?.cancel();
      onDeath();
      await this.#ended(report);
      return;
    }
    if (stdoutEnded && !this.#stdout.readableEnded) this.#stdout.push(null);
    if (report.deadlock !== undefined) this.#tellDeadlock(report.deadlock);
    for (const use of report.sockets) this.#listener.trouble(socketTrouble(this.#node, use));
    this.#settleStart?.resolve();
    this.#settleStart = undefined;
    this.#wake(deadline);
  }

  /** Once in a life: it stays so. */
  #tellDeadlock(flaw: string): void {
    if (this.#deadlocked) return;
    this.#deadlocked = true;
    this.#listener.trouble(deadlocked(this.#node, flaw));
  }

  /** Ends the waits that are over by its clocks, which have changed. */
  look(): void {
    this.#stimulate({ do: 'expire' });
  }

  /** Nothing more of it is heard. */
  end(): void {
    this.#timer?.cancel();
    this.io.close();
    this.#settleStart?.resolve();
  }

  /** Sets the timer of its next deadline. */
  #wake(deadline: number | undefined): void {
    this.#timer?.cancel();
    if (deadline === undefined) return;
    this.#timer = this.#clock.schedule(deadline - this.#clock.now(), () => this.look());
  }

  async #ended({ ended, failed, stalled }: NodeReport): Promise<void> {
    this.#stdout.push(null);
    this.#stderr.push(null);
    await this.io.drained();
    this.io.close();
    if (failed !== undefined) {
      this.#settleStart?.reject(
        new StartError(this.#node, explain(this.#command, { code: failed, message: failed })),
      );
      return;
    }
    this.#settleStart?.resolve();
    const { stdoutTail: stdout, stderrTail: stderr } = this.io;
    const exit = { code: ended?.code ?? null, signal: signalName(ended?.signal), stdout, stderr };
    this.#listener.died({ ...exit, cause: stalled ?? causeOf(exit, this.#file) });
  }
}

function signalName(number: number | null | undefined): string | null {
  if (number === null || number === undefined) return null;
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? `SIG${number}`;
}
