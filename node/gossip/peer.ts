/**
 * What a node keeps of one peer: its life, the link to it (`link.ts`), its standing in the tree (`standing.ts`), what
 * of the log it has (`cursor.ts`), and the numbers of the messages that came from it.
 *
 * The parts are made when they are first needed: in a large cluster most nodes never speak with each other.
 */

import { Alarm } from './alarm.js';
import { Cursor } from './cursor.js';
import { Link } from './link.js';
import { Incoming } from './numbering.js';
import { Standing } from './standing.js';

/** The name of one life of a node: the origin of its values. */
export function originOf(id: string, life: string): string {
  return `${id}.${life}`;
}

/** What a node waits for at a peer. */
class PeerAlarms {
  /** A sign that what the peer was sent has arrived (`watch.ts`). */
  readonly retry = new Alarm();
  /** The time by which the peer is to hear that what it sent has come (`speaker.ts`). */
  readonly ack = new Alarm();
  /** The end of a gap in what came from the peer (`receiver.ts`). */
  readonly gap = new Alarm();

  cancelAll(): void {
    for (const alarm of [this.retry, this.ack, this.gap]) alarm.cancel();
  }
}

export class Peer {
  readonly id: string;
  /** Its place in the cluster's order. */
  readonly rank: number;
  readonly standing = new Standing();
  #link: Link | undefined;
  #cursor: Cursor | undefined;
  #incoming: Incoming | undefined;
  #alarms: PeerAlarms | undefined;
  #life: string | undefined;
  #name: string;
  #wasReborn = false;

  constructor(id: string, rank: number) {
    this.id = id;
    this.rank = rank;
    this.#name = originOf(id, '');
  }

  get link(): Link {
    return (this.#link ??= new Link());
  }

  get cursor(): Cursor {
    return (this.#cursor ??= new Cursor(this));
  }

  /** Numbers of the messages from the peer. */
  get incoming(): Incoming {
    return (this.#incoming ??= new Incoming());
  }

  get alarms(): PeerAlarms {
    return (this.#alarms ??= new PeerAlarms());
  }

  /** Which life of the peer all this is about; undefined before its first message. */
  get life(): string | undefined {
    return this.#life;
  }

  /** Whether an earlier life of it was known. */
  get wasReborn(): boolean {
    return this.#wasReborn;
  }

  /** This life of the peer, by the name that its values carry. */
  get name(): string {
    return this.#name;
  }

  /** When it was heard last, in this life; -Infinity before its first message. */
  get heardAtMs(): number {
    return this.#link?.heardAtMs ?? -Infinity;
  }

  get isSuspected(): boolean {
    return this.standing.isSuspected;
  }

  /** Notes the life of the peer. True if it is another than before: that one remembers nothing. */
  meet(life: string): boolean {
    const isReborn = this.#life !== undefined && this.#life !== life;
    if (isReborn) {
      this.#wasReborn = true;
      this.#cursor = this.#incoming = undefined;
      this.#link?.restart();
      this.standing.restart();
    }
    if (this.#life !== life) {
      this.#life = life;
      this.#name = originOf(this.id, life);
    }
    return isReborn;
  }

  /** From now on it gets nothing but probes, and nothing is waited for. */
  suspect(nowMs: number): void {
    this.standing.suspect(nowMs);
    this.link.demandProof(nowMs);
    this.alarms.cancelAll();
    this.cursor.rollBack();
  }

  trust(): void {
    this.standing.trust();
    this.cursor.beginAnew();
  }
}
