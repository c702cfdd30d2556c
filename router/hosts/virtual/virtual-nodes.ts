/**
 * The nodes of a cluster that run in virtual time: what happens to them in one instant is gathered, done to all of them at
 * once, and their output taken in the order of the nodes. Time goes on when all are quiet.
 */

import type { VirtualClock } from '../../virtual-clock.js';
import type { NodeReport, Stimulus } from './messages.js';
import { SupervisorLink } from './supervisor-link.js';

/** A node, as the supervisor knows it. */
export interface VirtualNode {
  /** Takes what is to happen to it now. Empty if nothing is. */
  takeStimuli(): readonly Stimulus[];
  /** Resolves when what it reports has been taken. */
  take(report: NodeReport): Promise<void>;
}

/** All nodes of a run in virtual time, and the thread of their supervisor. */
export class VirtualNodes {
  readonly #clock: VirtualClock;
  readonly #link: SupervisorLink;
  readonly #nodes: VirtualNode[] = [];

  /** `stallLimitMs`: how long a node may run in real time without waiting, before it is killed. */
  constructor(clock: VirtualClock, stallLimitMs: number) {
    this.#clock = clock;
    this.#link = new SupervisorLink(stallLimitMs);
    this.#link.start();
    clock.beforeAdvance(() => this.#settle());
  }

  /** Returns the number by which the supervisor knows the node. */
  add(node: VirtualNode): number {
    return this.#nodes.push(node) - 1;
  }

  /** Does something to a node that cannot wait for the end of the instant. */
  async now(node: number, stimulus: Stimulus): Promise<void> {
    await this.#run([{ node, stimuli: [stimulus] }]);
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  /** Undefined if nothing is to be done and nothing is going on. */
  #settle(): Promise<void> | undefined {
    const batch = this.#nodes.flatMap((each, node) => {
      const stimuli = each.takeStimuli();
      return stimuli.length === 0 ? [] : [{ node, stimuli }];
    });
    if (batch.length > 0) return this.#run(batch);
    return this.#link.busy ? this.#link.idle() : undefined;
  }

  async #run(
    batch: readonly { readonly node: number; readonly stimuli: readonly Stimulus[] }[],
  ): Promise<void> {
    const now = this.#clock.now();
    const nodes = batch.map((each) => ({ ...each, now, wallOffset: 0 }));
    for (const report of await this.#link.run({ nodes })) await this.#nodes[report.node]?.take(report);
  }
}
