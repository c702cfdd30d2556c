/** The clocks of a cluster's nodes, which a fault makes wrong, and how a control line changes them. */

import { ControlError } from './control-line.js';
import { isSimulated, type NodeSource } from './hosts/make-host.js';
import type { Network } from './network.js';
import type { ClockControl } from './node-control.js';
import { describeSkew, type Skew } from './skew.js';
import { SkewedClock } from './skewed-clock.js';

/** What there is to say where nodes read the machine's own clocks. */
export const LIVE_CLOCKS =
  'the clocks of live nodes are those of the machine: use --runtime virtual, or sim for a program of eddy/node';

export class NodeClocks {
  readonly #network: Network;
  readonly #clocks: ReadonlyMap<string, SkewedClock>;
  readonly #usual: ReadonlyMap<string, Skew>;
  readonly #skewed = new Set<string>();

  /** Throws a ControlError if live nodes are to have a skew. */
  constructor(
    network: Network,
    run: {
      readonly nodes: readonly string[];
      readonly source: NodeSource;
      readonly clockSkew?: ReadonlyMap<string, Skew> | undefined;
    },
  ) {
    const { nodes, source, clockSkew = new Map<string, Skew>() } = run;
    const ownTime = isSimulated(source.runtime);
    if (!ownTime && clockSkew.size > 0) throw new ControlError(LIVE_CLOCKS);
    this.#network = network;
    this.#usual = clockSkew;
    this.#clocks = new Map(
      ownTime ? nodes.map((node) => [node, new SkewedClock(network.clock, clockSkew.get(node))]) : [],
    );
  }

  /** Undefined for a live node. */
  of(node: string): SkewedClock | undefined {
    return this.#clocks.get(node);
  }

  /** The nodes whose clocks a control has changed, and none has reset. */
  get skewed(): ReadonlySet<string> {
    return this.#skewed;
  }

  /** Does what a control line says, and notes it in the journal, node by node. Throws a ControlError in a live cluster. */
  change(control: ClockControl): void {
    const { clock, journal } = this.#network;
    for (const node of control.nodes) {
      const own = this.#clocks.get(node);
      if (own === undefined) throw new ControlError(`${control.do} is not possible here: ${LIVE_CLOCKS}`);
      if (control.do === 'clock-skew') {
        own.change(control.skew);
        this.#skewed.add(node);
        journal.fault(clock.now(), control.do, `${node} ${describeSkew(control.skew)}`);
      } else if (this.#skewed.delete(node)) {
        own.change({ offset: 0, rate: 1, ...this.#usual.get(node) });
        journal.fault(clock.now(), control.do, node);
      }
    }
  }
}
