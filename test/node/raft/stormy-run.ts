/**
 * A replicated store in virtual time under a storm of faults drawn from a seed: loss, duplication, reordering, cuts of every
 * kind, pauses, kills and wipes, while clients read and write a few keys. What it saw is returned to be judged.
 */

import linKv from '../../../node/programs/lin-kv.js';
import type { Replica } from '../../../node/raft/replica.js';
import { majority } from '../../../node/raft/surroundings.js';
import { type Body, MILLISECOND, type Node, Random, RpcError } from '../../../node/index.js';
import { Cluster, Journals, PARTITION_KINDS, VirtualClock } from '../../../router/index.js';
import { Invariants } from './invariants.js';
import type { Action, Event } from './register-history.js';

export interface Storm {
  readonly seed: number;
  readonly nodes?: number;
  readonly seconds?: number;
  readonly latencyMs?: number;
  /** The words that may befall the cluster. */
  readonly faults?: readonly Fault[];
  readonly program?: (node: Node, observe: (replica: Replica) => void) => void;
}

export const FAULTS = ['partition', 'loss', 'duplication', 'reorder', 'pause', 'kill', 'wipe'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Weathered {
  readonly history: readonly Event[];
  readonly complaints: readonly string[];
  /** Lines of logs and troubles: none is expected. */
  readonly noise: readonly string[];
  readonly committed: number;
  readonly terms: number;
  /** Operations after the storm that failed: when all is well again, none may. */
  readonly failedAtRest: number;
}

const GAP_MS = 60;
const FAULT_GAP_MS = 900;
const CALM_MS = 12_000;

export async function weather(storm: Storm): Promise<Weathered> {
  const { seed, nodes = 5, seconds = 20, latencyMs = 5, faults = FAULTS, program = linKv } = storm;
  const clock = new VirtualClock();
  const random = new Random(seed);
  const names = Array.from({ length: nodes }, (_, i) => `n${i + 1}`);
  const replicas = new Map<string, Replica>();
  const invariants = new Invariants();
  const noise: string[] = [];
  let looks = 0;
  const alive = (): ReadonlyMap<string, Replica> =>
    new Map([...replicas].filter(([node]) => cluster.states().get(node) !== 'dead'));
  const watching = {
    send: () => {},
    drop: () => {},
    fault: () => {},
    receive: () => invariants.look(alive(), looks++ % 50 === 0),
  };
  const cluster: Cluster = new Cluster(
    {
      clock,
      random: random.fork('network'),
      journal: new Journals([watching]),
      listener: {
        trouble: ({ what }) => noise.push(what),
        log: (node, line) => noise.push(`${node}: ${line}`),
      },
    },
    {
      nodes: names,
      source: {
        runtime: 'sim',
        program: (node) => program(node, (replica) => replicas.set(node.id, replica)),
      },
      latency: { meanMs: latencyMs, distribution: 'exponential' },
      loss: 0,
      duplication: 0,
    },
  );
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      clock.schedule(Math.round(ms * MILLISECOND), resolve);
    });
  const history: Event[] = [];
  const load = new Load(cluster, random.fork('load'), history, Math.max(1000, 20 * latencyMs));
  const weatherman = new Weatherman(cluster, random.fork('faults'), faults, replicas);
  const gaps = random.fork('gaps');
  let failedAtRest = 0;
  await clock.drive(async () => {
    await cluster.start();
    const endMs = seconds * 1000;
    const now = (): number => clock.now() / MILLISECOND;
    const storming = (async () => {
      while (now() < endMs) {
        await sleep(gaps.fraction() * 2 * FAULT_GAP_MS);
        await weatherman.act();
      }
      await weatherman.calm();
    })();
    const done: Promise<unknown>[] = [];
    while (now() < endMs) {
      await sleep(load.random.fraction() * 2 * GAP_MS);
      done.push(load.operate());
    }
    await storming;
    await sleep(CALM_MS);
    for (const node of names) if (!(await load.operate(node))) failedAtRest++;
    await Promise.all(done);
    invariants.look(alive(), true);
    await cluster.stop();
  });
  return {
    history,
    complaints: [...invariants.complaints],
    noise,
    committed: invariants.committed,
    terms: invariants.terms,
    failedAtRest,
  };
}

class Load {
  readonly random: Random;
  readonly #cluster: Cluster;
  readonly #history: Event[];
  readonly #timeoutMs: number;
  #next = 0;

  constructor(cluster: Cluster, random: Random, history: Event[], timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
    this.#cluster = cluster;
    this.random = random;
    this.#history = history;
  }

  /** One operation on some node. False where it was not even answered, or refused. */
  async operate(node: string = this.random.pick(this.#cluster.nodes)): Promise<boolean> {
    const id = this.#next++;
    // A new key now and then keeps few operations of unknown outcome open on each.
    const key = Math.floor(id / 24) * 2 + this.random.integer(0, 1);
    const action = this.#action();
    const client = this.#cluster.client();
    const { f, ...fields } = action;
    const body: Body = { type: f, key, ...fields };
    this.#history.push({ id, key, action, type: 'call' });
    const end = (type: Event['type'], value?: unknown): void =>
      void this.#history.push({ id, key, action, type, value });
    try {
      end('ok', (await client.rpc(node, body, this.#timeoutMs))['value']);
      return true;
    } catch (error) {
      const code = error instanceof RpcError ? error.code : undefined;
      if (code === 20) end('absent');
      else if (code === 22) end('mismatch');
      else if (code === 11) end('failed');
      return code === 20 || code === 22;
    } finally {
      client.close();
    }
  }

  #action(): Action {
    const value = (): number => this.random.integer(0, 4);
    const dice = this.random.integer(0, 5);
    if (dice < 3) return { f: 'read' };
    return dice === 3 ? { f: 'write', value: value() } : { f: 'cas', from: value(), to: value() };
  }
}

class Weatherman {
  readonly #cluster: Cluster;
  readonly #random: Random;
  readonly #faults: readonly Fault[];
  readonly #replicas: ReadonlyMap<string, Replica>;

  constructor(
    cluster: Cluster,
    random: Random,
    faults: readonly Fault[],
    replicas: ReadonlyMap<string, Replica>,
  ) {
    this.#replicas = replicas;
    this.#cluster = cluster;
    this.#random = random;
    this.#faults = faults;
  }

  async act(): Promise<void> {
    if (this.#faults.length === 0) return;
    const down = [...this.#cluster.states()].filter(([, state]) => state !== 'running');
    // The more are down, the sooner one of them comes back: mostly a majority is there, and sometimes not.
    if (this.#random.chance(0.3 * down.length)) {
      const [node, state] = this.#random.pick(down);
      return this.#cluster.control(`${state === 'dead' ? 'restart' : 'resume'} ${node}`);
    }
    const node = this.#random.pick(this.#cluster.nodes);
    if (this.#cluster.states().get(node) === 'dead') return;
    switch (this.#random.pick(this.#faults)) {
      case 'partition':
        return this.#cluster.control(
          this.#random.chance(0.4) ? 'heal' : `partition ${this.#random.pick(PARTITION_KINDS)}`,
        );
      case 'loss':
        return this.#cluster.control(`loss ${this.#random.pick([0, 0, 0.05, 0.3])}`);
      case 'duplication':
        return this.#cluster.control(`duplication ${this.#random.pick([0, 0.1, 0.5])}`);
      case 'reorder':
        return this.#cluster.control(`reorder ${this.#random.pick([0, 0.1, 0.5])} 300`);
      case 'pause':
        return this.#cluster.control(`pause ${node}`);
      case 'kill':
        return this.#cluster.control(`kill ${node}`);
      case 'wipe':
        if (!this.#mayLose(node)) return;
        await this.#cluster.control(`kill ${node}`);
        return this.#cluster.control(`wipe ${node}`);
    }
  }

  /** What a majority has forgotten nobody knows: so much is not asked of Raft. */
  #mayLose(node: string): boolean {
    const whole = this.#cluster.nodes.filter((each) => {
      const isMember = this.#replicas.get(each)?.raft.ballot.member === true;
      return each !== node && isMember && this.#cluster.states().get(each) === 'running';
    });
    return whole.length >= majority(this.#cluster.nodes.length);
  }

  async calm(): Promise<void> {
    for (const line of ['heal', 'loss 0', 'duplication 0', 'reorder 0', 'resume all'])
      await this.#cluster.control(line);
    for (const [node, state] of this.#cluster.states())
      if (state === 'dead') await this.#cluster.control(`restart ${node}`);
  }
}
