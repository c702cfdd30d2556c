/**
 * A node in this thread, on the clock that it is given: the host of simulated runs.
 *
 * Nothing is shared between nodes: a body is copied when it is sent, exactly as JSON would, so that a sender which goes on
 * changing what it sent is no more powerful here than over a pipe. An error that a process would die of kills this node.
 */

import {
  type Clock,
  type Environment,
  MemoryStorage,
  type Message,
  MILLISECOND,
  Node,
  type Program,
  type Random,
  readMessage,
  type Storage,
  type Timer,
  unreadableLine,
} from '../../node/index.js';
import type { Envelope } from '../envelope.js';
import { foreign, rejected } from '../ingress.js';
import { jsonCopy } from '../json-copy.js';
import type { Network } from '../network.js';
import { EPOCH, SkewedClock } from '../skewed-clock.js';
import type { DropReason } from '../rules/rule.js';
import type { Host, HostListener, Printed } from './host.js';

const TAIL = 32;

/** Runs a program in this thread. The same clock, seed and messages give the same run. */
export class InlineHost implements Host {
  readonly node: string;
  readonly #program: Program;
  readonly #network: Network;
  readonly #clock: SkewedClock;
  readonly #random: Random;
  readonly #listener: HostListener;
  readonly #storage = new MemoryStorage();
  #life: Life | undefined;
  #starts = 0;

  /** `clock` is what the node takes for the time: the network's by default. */
  constructor(
    node: string,
    program: Program,
    network: Network,
    random: Random,
    listener: HostListener,
    clock: SkewedClock = new SkewedClock(network.clock),
  ) {
    this.#clock = clock;
    this.node = node;
    this.#program = program;
    this.#network = network;
    this.#random = random;
    this.#listener = listener;
  }

  get alive(): boolean {
    return this.#life !== undefined;
  }

  start(): Promise<void> {
    const random = this.#random.fork(`node ${this.node} start ${this.#starts++}`);
    const surroundings = { network: this.#network, clock: this.#clock, random, storage: this.#storage };
    const life = new Life(this.node, surroundings, this.#listener, () => {
      if (this.#life === life) this.#life = undefined;
    });
    this.#life = life;
    life.run(this.#program);
    return Promise.resolve();
  }

  obstacle(): DropReason | undefined {
    return this.#life === undefined ? 'dead' : undefined;
  }

  deliver(envelope: Envelope): void {
    this.#life?.receive(envelope);
  }

  pause(): void {
    this.#life?.pause();
  }

  resume(): void {
    this.#life?.resume();
  }

  /** It sends messages, and prints nothing. */
  printed(): Printed | undefined {
    return undefined;
  }

  kill(): Promise<void> {
    this.#life?.end();
    this.#life = undefined;
    return Promise.resolve();
  }

  wipe(): Promise<void> {
    this.#storage.clear();
    return Promise.resolve();
  }
}

interface Surroundings {
  readonly network: Network;
  readonly clock: SkewedClock;
  readonly random: Random;
  readonly storage: Storage;
}

/** One life of a node, from a start to a kill or a crash. Afterwards none of its timers and promises does anything. */
class Life {
  readonly #node: string;
  readonly #surroundings: Surroundings;
  readonly #listener: HostListener;
  readonly #onDeath: () => void;
  readonly #stderr: string[] = [];
  #receive: (message: Message) => void = () => {};
  /** How many messages came, as lines of an input are counted. */
  #lines = 0;
  #alive = true;
  /** What would have happened while the node stands still; undefined while it runs. */
  #standstill: (() => void)[] | undefined;

  constructor(node: string, surroundings: Surroundings, listener: HostListener, onDeath: () => void) {
    this.#node = node;
    this.#surroundings = surroundings;
    this.#listener = listener;
    this.#onDeath = onDeath;
  }

  run(program: Program): void {
    if (living.size === 0) process.on('unhandledRejection', blame);
    living.add(this);
    this.#guard(() => program(new Node(this.#environment())));
  }

  /** The node did something that a process would die of. */
  crash(error: unknown): void {
    if (!this.#alive) return;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of text.split('\n')) this.#log(line);
    this.end();
    this.#onDeath();
    this.#listener.died({ code: 1, signal: null, stdout: [], stderr: this.#stderr });
  }

  receive(envelope: Envelope): void {
    this.#lines++;
    if (envelope.isDamaged) return this.#receiveLine(envelope.line, this.#lines);
    const { id, src, dest, body } = envelope;
    this.#act(() => this.#receive({ id, src, dest, body }));
  }

  /** Reads a line as a process does that is written with this library: what is no message goes to its log, and is skipped. */
  #receiveLine(line: string, number: number): void {
    this.#act(() => {
      const message = readMessage(line);
      if (typeof message === 'string') this.#log(unreadableLine(number, message, line));
      else this.#receive(message);
    });
  }

  pause(): void {
    this.#standstill ??= [];
  }

  resume(): void {
    const waiting = this.#standstill ?? [];
    this.#standstill = undefined;
    for (const action of waiting) this.#act(action);
  }

  end(): void {
    this.#alive = false;
    living.delete(this);
    if (living.size === 0) process.off('unhandledRejection', blame);
  }

  #environment(): Environment {
    const { clock, random, storage } = this.#surroundings;
    const life: Clock = {
      now: () => clock.now(),
      schedule: (delay, callback): Timer => {
        let cancelled = false;
        const timer = clock.schedule(delay, () =>
          this.#act(() => {
            if (!cancelled) callback();
          }),
        );
        return {
          cancel: () => {
            cancelled = true;
            timer.cancel();
          },
        };
      },
    };
    return {
      clock: life,
      wallTime: () => EPOCH * 1000 + clock.wall() / MILLISECOND,
      random,
      transport: {
        send: (message) => this.#send(message),
        listen: (receive) => {
          this.#receive = receive;
        },
      },
      storage: {
        read: (name) => storage.read(name),
        write: (name, text) => {
          if (this.#alive) storage.write(name, text);
        },
        append: (name, text) => {
          if (this.#alive) storage.append(name, text);
        },
      },
      log: (text) => this.#log(text),
    };
  }

  /** Does something on behalf of the node: now, on resumption, or never. */
  #act(action: () => void): void {
    if (!this.#alive) return;
    if (this.#standstill !== undefined) this.#standstill.push(action);
    else this.#guard(action);
  }

  #guard(action: () => void): void {
    nowActs(this);
    try {
      action();
    } catch (error) {
      this.crash(error);
    }
  }

  #send(message: Message): void {
    if (!this.#alive) return;
    const copy = { src: message.src, dest: message.dest, body: jsonCopy(message.body) };
    const { network } = this.#surroundings;
    const rejection = network.submit(copy);
    if (rejection !== undefined) {
      this.#listener.trouble(rejected(this.#node, copy, rejection, network.endpoints()));
    } else if (copy.src !== this.#node) {
      this.#listener.trouble(foreign(this.#node, copy));
    }
  }

  #log(text: string): void {
    if (!this.#alive) return;
    this.#stderr.push(text);
    if (this.#stderr.length > TAIL) this.#stderr.shift();
    this.#listener.log(text);
  }
}

const living = new Set<Life>();
/** The node that did something last. Promises run to their end before another does, so theirs are its doing too. */
let acting: Life | undefined;

function nowActs(life: Life): void {
  acting = life;
}

/** A promise was rejected and nobody caught it: a process dies of that, and so does a simulated node. */
function blame(reason: unknown): void {
  acting?.crash(reason);
}
