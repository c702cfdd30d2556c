/**
 * Plumtree, epidemic broadcast trees (Leitão, Pereira and Rodrigues, 2007).
 *
 * Each node has eager neighbours, to which it forwards values at once, and lazy ones, to which it only announces
 * them, each `gossip_interval_ms` for all together. A value that comes twice makes its link lazy (prune); one that is
 * announced and does not come makes the announcing link eager (graft). The overlay is a ring with `fanout` chords
 * from each node, drawn at the start. As published it relies on links that lose nothing: announcements here are
 * repeated until they are answered.
 */

import type { Timer } from '../../clock.js';
import type { Body } from '../../protocol/message.js';
import { any, array, boolean, check, optional, string } from '../../shape.js';
import type { Parameters, Strategy, Surroundings } from '../strategy.js';

/** How long to wait for a requested value before it is requested again. */
const PATIENCE_MS = 1000;
/** An interval of zero would keep nodes busy sending. */
const SHORTEST_INTERVAL_MS = 50;

const FIELDS = {
  /** Values with their names. */
  values: optional(array(array(any))),
  /** Names of values that the sender has. */
  have: optional(array(string)),
  /** Names of values that the receiver need not announce. */
  known: optional(array(string)),
  /** Names of values that the sender wants, and from now on eagerly. */
  graft: optional(array(string)),
  prune: optional(boolean),
};

type Link = 'eager' | 'lazy';

export class Plumtree implements Strategy {
  messagesSent = 0;
  readonly #surroundings: Surroundings;
  readonly #links = new Map<string, Link>();
  readonly #values = new Map<string, unknown>();
  /** When each of them came. */
  readonly #since = new Map<string, number>();
  /** For each neighbour, names that it is not known to have. */
  readonly #unconfirmed = new Map<string, Set<string>>();
  /** For each neighbour, names that it sent or announced, and whose arrival is to be confirmed to it. */
  readonly #toConfirm = new Map<string, Set<string>>();
  /** Names that were announced and have not come. */
  readonly #missing = new Map<string, Timer>();
  #parameters: Parameters;
  #announcing: Timer | undefined;
  /** Names of this life are never used again in another life of the node. */
  readonly #life: string;
  #count = 0;

  constructor(surroundings: Surroundings, parameters: Parameters) {
    this.#surroundings = surroundings;
    this.#parameters = parameters;
    const { nodes, self, random } = surroundings;
    this.#life = `${self}.${random.integer(0, 0x7fffffff).toString(36)}`;
    const place = nodes.indexOf(self);
    const next = nodes[(place + 1) % nodes.length] as string;
    let others = nodes.filter((id) => id !== self && id !== next);
    const chosen = [next];
    for (let i = 1; i < parameters.fanout && others.length > 0; i++) {
      const chord = random.pick(others);
      others = others.filter((id) => id !== chord);
      chosen.push(chord);
    }
    for (const neighbour of chosen) if (neighbour !== self) this.#link(neighbour);
  }

  configure(parameters: Parameters): void {
    this.#parameters = parameters;
  }

  publish(value: unknown): void {
    this.#spread([[`${this.#life}.${++this.#count}`, value]], undefined);
  }

  receive(src: string, body: Body): void {
    const { values = [], have = [], known = [], graft = [], prune } = check(body, FIELDS);
    this.#link(src);
    const named = values as readonly (readonly [string, unknown])[];
    const fresh = named.filter(([name]) => !this.#values.has(name));
    for (const name of [...known, ...have, ...named.map(([each]) => each)])
      this.#unconfirmed.get(src)?.delete(name);
    if (named.length > 0 && fresh.length === 0 && this.#links.get(src) === 'eager') {
      this.#links.set(src, 'lazy');
      this.#send(src, { prune: true });
    } else if (fresh.length > 0) this.#links.set(src, 'eager');
    if (prune === true) this.#links.set(src, 'lazy');
    for (const [, value] of fresh) this.#surroundings.learned(value);
    if (fresh.length > 0) this.#spread(fresh, src);
    for (const [name] of named) this.#toConfirm.get(src)?.add(name);
    for (const name of have) {
      if (this.#values.has(name)) this.#toConfirm.get(src)?.add(name);
      else this.#waitFor(name, src);
    }
    if (graft.length > 0) {
      this.#links.set(src, 'eager');
      const wanted = graft.filter((name) => this.#values.has(name));
      this.#send(src, { values: wanted.map((name) => [name, this.#values.get(name)]) });
    }
    this.#announceLater(this.#parameters.gossipIntervalMs);
  }

  detail(): Readonly<Record<string, unknown>> {
    return { links: Object.fromEntries(this.#links), missing: [...this.#missing.keys()] };
  }

  #link(neighbour: string): void {
    if (this.#links.has(neighbour)) return;
    this.#links.set(neighbour, 'eager');
    this.#unconfirmed.set(neighbour, new Set(this.#values.keys()));
    this.#toConfirm.set(neighbour, new Set());
  }

  /** To eager neighbours at once; all are held to confirm it. */
  #spread(named: readonly (readonly [string, unknown])[], from: string | undefined): void {
    for (const [name, value] of named) {
      this.#values.set(name, value);
      this.#since.set(name, this.#surroundings.now());
      this.#missing.get(name)?.cancel();
      this.#missing.delete(name);
    }
    for (const [neighbour, link] of this.#links) {
      if (neighbour === from) continue;
      for (const [name] of named) this.#unconfirmed.get(neighbour)?.add(name);
      if (link === 'eager') this.#send(neighbour, { values: named.map(([name, value]) => [name, value]) });
    }
    this.#announceLater(this.#parameters.gossipIntervalMs);
  }

  /**
   * Once an interval, sends each neighbour in one message the values it may not have, and those it need not announce.
   */
  #announceLater(waitMs: number): void {
    if (this.#announcing !== undefined) return;
    const owed = [...this.#unconfirmed.values(), ...this.#toConfirm.values()];
    if (owed.every((names) => names.size === 0)) return;
    this.#announcing = this.#surroundings.after(waitMs, () => {
      this.#announcing = undefined;
      for (const [neighbour, names] of this.#unconfirmed) {
        const confirmed = this.#toConfirm.get(neighbour) ?? new Set();
        // Values that were sent only just now are not announced as well: their confirmation is under way.
        const have = [...names].filter((name) => this.#isOld(name));
        if (have.length > 0 || confirmed.size > 0)
          this.#send(neighbour, {
            ...(have.length > 0 && { have }),
            ...(confirmed.size > 0 && { known: [...confirmed] }),
          });
        confirmed.clear();
      }
      this.#announceLater(Math.max(SHORTEST_INTERVAL_MS, this.#parameters.gossipIntervalMs));
    });
  }

  #isOld(name: string): boolean {
    return this.#surroundings.now() - (this.#since.get(name) ?? 0) >= this.#parameters.gossipIntervalMs;
  }

  /** An announced value that does not arrive is requested repeatedly. */
  #waitFor(name: string, announcer: string): void {
    if (this.#missing.has(name)) return;
    const ask = (): void => {
      this.#missing.set(name, this.#surroundings.after(PATIENCE_MS, ask));
      this.#links.set(announcer, 'eager');
      this.#send(announcer, { graft: [name] });
    };
    this.#missing.set(name, this.#surroundings.after(this.#parameters.gossipIntervalMs, ask));
  }

  #send(dest: string, fields: Body): void {
    this.messagesSent++;
    this.#surroundings.send(dest, { type: 'gossip', ...fields });
  }
}
