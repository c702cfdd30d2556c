/**
 * Gossip through delegates: each node sends its new values to one peer, the lowest-ranked it can reach, and the root
 * of the resulting tree sends them to all others. Both sides wait up to one window, so that values travel together
 * (`beat.ts`).
 *
 * No value is lost: a sender tracks a value for a peer until that peer has shown that it has it (`cursor.ts`), asks
 * for missing confirmations (`watch.ts`), and every two nodes that can reach each other are joined by such pairs
 * (`tree.ts`), which look for each other when they are not (`probes.ts`).
 *
 * Read this file first, then `receiver.ts` for the effect of a message, `speaker.ts` for when one is sent, and
 * `peer.ts`. The parts are built from the bottom up, each from those that it uses; the watch reports to
 * `membership.ts`.
 */

import type { Body } from '../protocol/message.js';
import { Beat } from './beat.js';
import { Membership } from './membership.js';
import { readGossip } from './message.js';
import { Neighbourhood } from './neighbourhood.js';
import { NodeTime } from './node-time.js';
import { originOf } from './peer.js';
import { Probes } from './probes.js';
import { Receiver } from './receiver.js';
import { type Identity, Sender } from './sender.js';
import { Speaker } from './speaker.js';
import type { Parameters, Strategy, Surroundings } from './strategy.js';
import { ValueLog } from './value-log.js';
import { Watch } from './watch.js';

export class DelegateGossip implements Strategy {
  readonly #identity: Identity;
  readonly #time: NodeTime;
  readonly #hood: Neighbourhood;
  readonly #log = new ValueLog();
  readonly #sender: Sender;
  readonly #speaker: Speaker;
  readonly #membership: Membership;
  readonly #receiver: Receiver;

  constructor(surroundings: Surroundings, parameters: Parameters) {
    const { self, nodes, random } = surroundings;
    const life = random.fork('life').integer(0, 0x7fffffff).toString(36);
    const identity = { origin: originOf(self, life), life };
    const time = new NodeTime(surroundings);
    const hood = new Neighbourhood(self, nodes);
    const base = { identity, time, hood, log: this.#log, beat: new Beat() };
    const sender = new Sender(surroundings, base);
    const watch = new Watch(time, hood, sender);
    const speaker = new Speaker(time, { ...base, sender, watch });
    const probes = new Probes({ time, hood, random, sender, speaker });
    const membership = new Membership({ time, hood, sender, speaker, probes });
    watch.listen(membership);
    const learned = (value: unknown): void => surroundings.learned(value);
    this.#receiver = new Receiver({ ...base, sender, watch, speaker, probes, membership, learned });
    this.#identity = identity;
    this.#time = time;
    this.#hood = hood;
    this.#sender = sender;
    this.#speaker = speaker;
    this.#membership = membership;
    this.configure(parameters);
    membership.start();
  }

  get messagesSent(): number {
    return this.#sender.messages;
  }

  configure(parameters: Parameters): void {
    this.#sender.configure(parameters);
    this.#hood.configure(parameters);
    this.#speaker.reset();
    this.#membership.chooseDelegate();
    if (this.#log.entries.length > 0) this.#speaker.schedule();
  }

  publish(value: unknown): void {
    const now = this.#time.now();
    const seq = this.#log.own.length + 1;
    const { origin } = this.#identity;
    this.#log.add({ origin, seq, value, from: undefined, bornMs: now, arrivedMs: now });
    this.#speaker.schedule();
  }

  /** Throws an RpcError (12) if the message is malformed. Ignores a message from a node outside the cluster. */
  receive(src: string, body: Body): void {
    const peer = this.#hood.byId.get(src);
    if (peer !== undefined) this.#receiver.receive(peer, readGossip(body));
  }

  /** Figures of this node for `gossip_stats`; docs/broadcast.md names them. */
  detail(): Readonly<Record<string, unknown>> {
    const { sent, valuesSent } = this.#sender;
    const carrying = sent.push + sent.relay + sent.repair;
    const hood = this.#hood;
    return {
      messages_by_cause: { ...sent },
      values_sent: valuesSent,
      values_received: this.#receiver.values,
      values_received_twice: this.#receiver.valuesTwice,
      values_per_message: carrying === 0 ? 0 : valuesSent / carrying,
      round_trip_ms: Object.fromEntries(
        hood.peers
          .filter((peer) => peer.life !== undefined && peer.link.roundTrip.measured)
          .map((peer) => [peer.id, peer.link.roundTrip.ms]),
      ),
      delegate: hood.delegate?.id ?? null,
      children: hood.children().map((peer) => peer.id),
      suspects: hood.suspects().map((peer) => peer.id),
      unacknowledged: hood.neighbours().reduce((sum, peer) => sum + peer.cursor.unacknowledged, 0),
    };
  }
}
