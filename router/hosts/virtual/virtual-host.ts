/**
 * A node that runs in virtual time: any unmodified program of Linux, in processes of its own that the supervisor traces.
 *
 * What happens to it is gathered until the end of the instant. Its next deadline is a timer of the run's clock.
 */

import { constants } from 'node:os';
import { Readable } from 'node:stream';
import type { Timer } from '../../../node/index.js';
import { obstacleOf } from '../../diagnoses/executable.js';
import type { Envelope } from '../../envelope.js';
import type { Network } from '../../network.js';
import type { DropReason } from '../../rules/rule.js';
import { causeOf, type Command, explain, fileOf, searchPath } from '../command.js';
import type { DataFolder } from '../data-folder.js';
import { type Host, type HostListener, type Printed, StartError } from '../host.js';
import { LineIo } from '../line-io.js';
import { environmentOf } from './environment.js';
import type { NodeReport, Stimulus } from './messages.js';
import type { VirtualNode, VirtualNodes } from './virtual-nodes.js';

/** What a start runs, and what its random bytes come from. */
export interface VirtualStart {
  readonly command: Command;
  readonly seed: number;
}

export class VirtualHost implements Host, VirtualNode {
  readonly node: string;
  readonly #startOf: (start: number) => VirtualStart;
  readonly #nodes: VirtualNodes;
  readonly #network: Network;
  readonly #listener: HostListener;
  readonly #data: DataFolder;
  readonly #index: number;
  #life: Life | undefined;
  #starts = 0;
  #stimuli: Stimulus[] = [];
  /** What would have happened while the node stands still; undefined while it runs. */
  #held: Stimulus[] | undefined;
  #gone: Promise<void> = Promise.resolve();

  /** `startOf` is asked at each start, with how many came before it. */
  constructor(
    node: string,
    startOf: (start: number) => VirtualStart,
    nodes: VirtualNodes,
    collaborators: {
      readonly network: Network;
      readonly listener: HostListener;
      readonly data: DataFolder;
    },
  ) {
    this.node = node;
    this.#startOf = startOf;
    this.#nodes = nodes;
    this.#network = collaborators.network;
    this.#listener = collaborators.listener;
    this.#data = collaborators.data;
    this.#index = nodes.add(this);
  }

  get alive(): boolean {
    return this.#life !== undefined;
  }

  get pid(): number | undefined {
    return this.#life?.pid;
  }

  async start(): Promise<void> {
    await this.#gone;
    const { command, seed } = this.#startOf(this.#starts++);
    const file = fileOf(command);
    const obstacle = file === undefined ? undefined : obstacleOf(file, searchPath(command));
    if (obstacle !== undefined) throw new StartError(this.node, obstacle);
    const program = {
      command: command.command,
      args: command.args,
      env: environmentOf({ ...process.env, ...command.env, ...this.#data.open() }),
      cwd: command.cwd ?? process.cwd(),
    };
    this.#held = undefined;
    this.#stimuli = [{ do: 'start', program, seed }];
    const life = new Life(this.node, this.#network, this.#listener, {
      command,
      file,
      stimulate: (stimulus) => this.#stimulate(life, stimulus),
    });
    this.#life = life;
    await life.started;
  }

  obstacle(): DropReason | undefined {
    return this.#life === undefined ? 'dead' : this.#life.io.obstacle();
  }

  deliver(envelope: Envelope): void {
    this.#life?.io.deliver(envelope);
  }

  pause(): void {
    if (this.#life === undefined) return;
    this.#life.io.stand(true);
    this.#held ??= [];
  }

  resume(): void {
    this.#life?.io.stand(false);
    this.#stimuli.push(...(this.#held ?? []));
    this.#held = undefined;
  }

  printed(): Printed | undefined {
    return this.#life?.io.printed();
  }

  async kill(): Promise<void> {
    const life = this.#life;
    if (life !== undefined) {
      this.#life = undefined;
      life.end();
      this.#stimuli = [];
      this.#held = undefined;
      this.#gone = this.#nodes.now(this.#index, { do: 'kill' });
    }
    await this.#gone;
  }

  async wipe(): Promise<void> {
    await this.#gone;
    this.#data.wipe();
  }

  takeStimuli(): readonly Stimulus[] {
    return this.#stimuli.splice(0);
  }

  async take(report: NodeReport): Promise<void> {
    const life = this.#life;
    if (life === undefined) return;
    await life.take(report, () => {
      if (this.#life === life) this.#life = undefined;
    });
  }

  #stimulate(life: Life, stimulus: Stimulus): void {
    if (this.#life === life) (this.#held ?? this.#stimuli).push(stimulus);
  }
}

/** One life of a node, from a start to a kill or an end of its own. */
class Life {
  readonly started: Promise<void>;
  readonly io: LineIo;
  pid: number | undefined;
  readonly #node: string;
  readonly #network: Network;
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
      readonly command: Command;
      readonly file: string | undefined;
      readonly stimulate: (stimulus: Stimulus) => void;
    },
  ) {
    this.#node = node;
    this.#network = network;
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
    this.#settleStart?.resolve();
    this.#settleStart = undefined;
    this.#wake(deadline);
  }

  /** Once in a life: it stays so. */
  #tellDeadlock(flaw: string): void {
    if (this.#deadlocked) return;
    this.#deadlocked = true;
    this.#listener.trouble({
      node: this.#node,
      kind: 'deadlock',
      what: `${this.#node} waits for ever: ${flaw}`,
      flaw,
      expected: 'a node that goes on reading its input',
      hint: 'do two threads take the same locks in different order, or does one wait for itself?',
    });
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
    const { clock } = this.#network;
    this.#timer = clock.schedule(deadline - clock.now(), () => this.#stimulate({ do: 'expire' }));
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
