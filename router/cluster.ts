/**
 * A cluster: a network with nodes on it. Starts the nodes, sends each its `init`, executes controls, and leaves no
 * process or file behind.
 */

import type { Clock, Random } from '../node/index.js';
import { Client } from './client.js';
import { type Control, parseControl } from './control.js';
import { ControlError } from './control-line.js';
import { DataFolders } from './data-folders.js';
import type { Host, HostListener } from './hosts/host.js';
import { describeExit, type Exit } from './hosts/exit.js';
import { isSimulated, makeHost, type NodeSource } from './hosts/make-host.js';
import { VirtualNodes } from './hosts/virtual/virtual-nodes.js';
import { endedEarly, InitError, stopped } from './init-error.js';
import type { Journal } from './journal.js';
import { Network } from './network.js';
import type { NodeVerb } from './node-control.js';
import { PendingStarts } from './pending-starts.js';
import type { NetworkOptions } from './rules/network-options.js';
import { attachServices } from './services/index.js';
import { crashed, type Trouble } from './trouble.js';
import { VirtualClock } from './virtual-clock.js';

/** What a cluster is made of: its nodes, what each of them runs, and its network at the beginning. */
export interface ClusterOptions extends NetworkOptions {
  /** Node ids, in the order in which `init` lists them. */
  readonly nodes: readonly string[];
  readonly source: NodeSource;
  /** How long a node may take to answer `init`. 10,000 by default. */
  readonly initTimeoutMs?: number;
  /** How long a node in virtual time may compute without waiting, before it is killed. 10,000 by default. */
  readonly stallLimitMs?: number;
  /**
   * Where nodes store their durable state, a directory each. By default a temporary one that is removed at `stop`.
   */
  readonly dataFolder?: string | undefined;
}

/**
 * Hears what nodes do beside sending messages. Called at once, also while the cluster is starting and stopping.
 */
export interface ClusterListener {
  /** A node did something wrong: each time, in the order in which it happened. */
  readonly trouble: (trouble: Trouble) => void;
  /** A line of a node's log. */
  readonly log: (node: string, line: string) => void;
}

const INIT_TIMEOUT_MS = 10_000;
const STALL_LIMIT_MS = 10_000;
/** The shortest latency between simulated nodes: time must pass, or a storm of messages would never end. */
const SIMULATED_HOP = 10_000;

/**
 * Nodes on a network of their own, with Maelstrom's four services. One clock, one source of randomness and one
 * journal serve all of it, so that a cluster on a `VirtualClock` with simulated nodes does the same each time for the
 * same seed.
 *
 * `start` it, talk to it through `client()`, change it by `control` lines, and `stop` it in any case: nodes may be
 * processes.
 */
export class Cluster {
  readonly network: Network;
  readonly nodes: readonly string[];
  readonly #hosts: ReadonlyMap<string, Host>;
  readonly #data: DataFolders;
  readonly #virtual: VirtualNodes | undefined;
  readonly #random: Random;
  readonly #listener: ClusterListener;
  readonly #deaths = new Map<string, Exit>();
  readonly #paused = new Set<string>();
  readonly #killed = new Set<string>();
  readonly #starts: PendingStarts;
  /** Settles when the starts have ended, and failed nodes are gone. */
  readonly #starting = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    collaborators: {
      readonly clock: Clock;
      readonly random: Random;
      readonly journal: Journal;
      readonly listener: ClusterListener;
    },
    options: ClusterOptions,
  ) {
    const hop = isSimulated(options.source.runtime) ? SIMULATED_HOP : 0;
    this.network = new Network(collaborators, { hop, ...options });
    this.nodes = options.nodes;
    this.#random = collaborators.random.fork('cluster');
    this.#listener = collaborators.listener;
    this.#starts = new PendingStarts(collaborators.clock, options.initTimeoutMs ?? INIT_TIMEOUT_MS);
    this.#data = new DataFolders(options.dataFolder);
    if (options.source.runtime === 'virtual') this.#virtual = virtualNodes(collaborators.clock, options);
    this.#hosts = new Map(options.nodes.map((node) => [node, this.#host(node, options.source)]));
    for (const [node, host] of this.#hosts) this.network.attach(node, host);
    attachServices(this.network, collaborators.random.fork('services'), this.#listener.trouble);
  }

  /**
   * Starts all nodes and sends each of them `init`. Resolves when every node has answered it. Rejects with a
   * StartError (a program that cannot be run) or an InitError (no `init_ok`); `stop` must still be called then.
   */
  async start(): Promise<void> {
    await Promise.all(this.nodes.map((node) => this.#startNode(node)));
  }

  /** The same as `stop`: `await using cluster = ...` stops it at the end of its block, also if that throws. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** A new client of this cluster, with the next free id. It stays on the network until it is closed. */
  client(): Client {
    return new Client(this.network);
  }

  /** Nodes that ended by themselves, with how they ended last. A restart does not remove them. */
  get deaths(): ReadonlyMap<string, Exit> {
    return this.#deaths;
  }

  /** Nodes that a control killed and that have not been started again. */
  get killed(): ReadonlySet<string> {
    return this.#killed;
  }

  /** Whether each node is running, paused or dead, in the order of `nodes`. */
  states(): ReadonlyMap<string, 'running' | 'paused' | 'dead'> {
    return new Map(
      [...this.#hosts].map(([node, host]) => [
        node,
        host.alive ? (this.#paused.has(node) ? 'paused' : 'running') : 'dead',
      ]),
    );
  }

  /**
   * Does what a control line says, such as `partition n1 | n2,n3`. Resolves when it is done: `restart` when the nodes
   * have answered `init`. Rejects with a ControlError if the line cannot be understood or done, with a StartError or
   * InitError if a node does not come up.
   */
  async control(line: string): Promise<void> {
    await this.apply(parseControl(line, this.nodes));
  }

  /** The same for a control that has been parsed. */
  async apply(control: Control): Promise<void> {
    if (!('nodes' in control)) {
      this.network.change(control, { nodes: this.nodes, random: this.#random });
      return;
    }
    if (control.do === 'wipe') for (const node of control.nodes) this.#requireDead(node);
    await Promise.all(control.nodes.map((node) => this.#act(control.do, node)));
  }

  /**
   * Kills all nodes, with all processes that they started. Resolves when none is left; calling it again does no harm.
   * A start that is going on rejects with an InitError.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.network.stop();
    for (const node of this.#starts.nodes) this.#starts.fail(stopped(node));
    await Promise.all([...this.#hosts.values()].map((host) => host.kill()));
    await Promise.allSettled(this.#starting);
    await this.#virtual?.close();
    this.#data.close();
  }

  async #act(verb: NodeVerb, node: string): Promise<void> {
    const host = this.#hosts.get(node) as Host;
    this.network.journal.fault(this.network.clock.now(), verb, node);
    switch (verb) {
      case 'pause':
        this.#paused.add(node);
        return host.pause();
      case 'resume':
        this.#paused.delete(node);
        return host.resume();
      case 'kill':
        return this.#kill(node);
      case 'restart':
        await this.#kill(node);
        await this.#startNode(node);
        this.#killed.delete(node);
        return;
      case 'wipe':
        return host.wipe();
    }
  }

  /** A running node would keep the state in its memory. */
  #requireDead(node: string): void {
    const state = this.#starts.has(node) ? 'starting' : this.states().get(node);
    if (state === 'dead') return;
    throw new ControlError(`wipe expects dead nodes, ${node} is ${state}: kill it first`);
  }

  #kill(node: string): Promise<void> {
    this.#paused.delete(node);
    if (this.#hosts.get(node)?.alive === true) this.#killed.add(node);
    this.#starts.fail(new InitError(node, 'it was killed before it answered init'));
    return (this.#hosts.get(node) as Host).kill();
  }

  #startNode(node: string): Promise<void> {
    const starting = this.#bringUp(node).finally(() => this.#starting.delete(starting));
    this.#starting.add(starting);
    return starting;
  }

  async #bringUp(node: string): Promise<void> {
    if (this.#stopped) throw stopped(node);
    const host = this.#hosts.get(node) as Host;
    // Two simultaneous restarts would leave two nodes of one name, of which only one is known.
    if (host.alive || this.#starts.has(node)) throw new InitError(node, 'it has been started already');
    const client = this.client();
    try {
      await this.#starts.start(host, client, this.nodes);
    } finally {
      client.close();
    }
  }

  #host(node: string, source: NodeSource): Host {
    const listener: HostListener = {
      trouble: (trouble) => {
        this.#listener.trouble(trouble);
        this.#starts.note(trouble);
      },
      log: (line) => this.#listener.log(node, line),
      died: (exit) => this.#died(node, exit),
    };
    return makeHost(node, source, {
      network: this.network,
      random: this.#random,
      listener,
      data: this.#data,
      virtual: this.#virtual,
    });
  }

  #died(node: string, exit: Exit): void {
    if (this.#stopped) return;
    this.#deaths.set(node, exit);
    const { clock, journal } = this.network;
    journal.fault(clock.now(), 'crash', `${node} ended with ${describeExit(exit)}`);
    this.#listener.trouble(crashed(node, exit, clock.now()));
    this.#starts.fail(endedEarly(node, exit));
  }
}

function virtualNodes(clock: Clock, { stallLimitMs = STALL_LIMIT_MS }: ClusterOptions): VirtualNodes {
  if (!(clock instanceof VirtualClock)) throw new Error('nodes in virtual time need a virtual clock');
  return new VirtualNodes(clock, stallLimitMs);
}
