/**
 * A node that runs in virtual time: any unmodified program of Linux, in processes of its own that the supervisor traces.
 *
 * What happens to it is gathered until the end of the instant. Its next deadline is a timer of the run's clock.
 */

import { obstacleOf } from '../../diagnoses/executable.js';
import type { Envelope } from '../../envelope.js';
import type { Network } from '../../network.js';
import { SkewedClock } from '../../skewed-clock.js';
import type { DropReason } from '../../rules/rule.js';
import { type Command, fileOf, searchPath } from '../command.js';
import type { DataFolder } from '../data-folder.js';
import { type Host, type HostListener, type Printed, StartError } from '../host.js';
import { environmentOf } from './environment.js';
import type { NodeReport, Stimulus } from './messages.js';
import { VirtualLife } from './virtual-life.js';
import type { VirtualNode, VirtualNodes } from './virtual-nodes.js';

/** What a start runs, and what its random bytes come from. */
export interface VirtualStart {
  readonly command: Command;
  readonly seed: number;
}

/** A node in a process of its own, on a virtual clock: its supervisor traces it and answers its calls for time. */
export class VirtualHost implements Host, VirtualNode {
  readonly node: string;
  /** What it takes for the time. */
  readonly clock: SkewedClock;
  readonly #startOf: (start: number) => VirtualStart;
  readonly #nodes: VirtualNodes;
  readonly #network: Network;
  readonly #listener: HostListener;
  readonly #data: DataFolder;
  readonly #index: number;
  #life: VirtualLife | undefined;
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
      readonly clock?: SkewedClock | undefined;
      readonly listener: HostListener;
      readonly data: DataFolder;
    },
  ) {
    this.node = node;
    this.#startOf = startOf;
    this.#nodes = nodes;
    this.#network = collaborators.network;
    this.clock = collaborators.clock ?? new SkewedClock(collaborators.network.clock);
    // Waits until a time of the wall clock end at another time now.
    this.clock.onChange(() => this.#life?.look());
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
    const life = new VirtualLife(this.node, this.#network, this.#listener, {
      clock: this.clock,
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

  #stimulate(life: VirtualLife, stimulus: Stimulus): void {
    if (this.#life === life) (this.#held ?? this.#stimuli).push(stimulus);
  }
}
