#!/usr/bin/env node
/**
 * Kafka by replication of its own: every node takes messages into its own part of every log, without asking anybody, and
 * shows a log up to where all nodes have promised to add nothing any more (kafka/lamport-log.ts).
 *
 * Better than `kafka-lin-kv`, which keeps its logs in the lin-kv service, but for how recent polls are. Five nodes, twenty
 * clients, 100 operations a second for 30 s, 100 ms from node to node (simulated, seeds 1 to 4):
 *
 *                                              this        on lin-kv
 *     messages between servers per operation    0.6         12.9
 *     a send or poll takes, median / 99 %       0 / 0       200 ms / 4.2 s
 *     operations that succeed                  all         99.8 %
 *       of them under partitions               all         99.8 %, since services are never cut off
 *       of them at 5 % loss                    all         94.6 %
 *     a poll is out of date by at most         0.6 s       0
 *       under partitions                       as long as they last
 *
 * At 5 operations a second it is 4.4 messages against 10.5. While a node is dead polls here show nothing new.
 *
 * What is told is told to all peers at once, a quarter of a second after there is news: entries, and the clock as a promise.
 * Whoever is still missing a promise after a while asks for it, so lost messages and partitions only delay. A commit
 * travels with the next news; until then other nodes know an older one, and a client that resumes there is shown
 * some messages twice, which it may be.
 *
 * A node that was killed goes on from its storage; until then it could have taken something that the others do not know. One
 * that has lost its storage must not come back.
 */

import { isObject, type Node, runIfMain, shape } from '../index.js';
import { Commits } from '../kafka/commits.js';
import { Durable } from '../kafka/durable.js';
import { type Entry, LamportLog } from '../kafka/lamport-log.js';

const TELL_MS = 250;
/** Longer than telling and being told takes where all is well. */
const ASK_MS = 1000;
const ASK_AT_MOST_MS = 4000;
/** Messages of a key in one reply. */
const POLL_LIMIT = 1000;

const OFFSETS = shape.record(shape.integer());
const ENTRY: shape.Shape<Entry> = {
  expected: 'an entry with stamp, key and message',
  accepts: (value): value is Entry =>
    isObject(value) &&
    Number.isSafeInteger(value['stamp']) &&
    typeof value['key'] === 'string' &&
    'message' in value,
};

export default function kafka(node: Node): void {
  const commits = new Commits();
  const durable = new Durable(node.storage);
  let replication: Replication | undefined;
  let log = new LamportLog(0, 1);

  node.onInit(() => {
    log = new LamportLog(node.nodeIds.indexOf(node.id), node.nodeIds.length);
    durable.restore(log, commits);
    replication = new Replication(node, log, commits, durable);
    replication.newsCame();
  });

  node.handle('send', { key: shape.string, msg: shape.any }, ({ key, msg }) => {
    const entry = log.append(key, msg);
    durable.entry(entry);
    replication?.newsCame();
    return { offset: log.offset(entry) };
  });

  node.handle('poll', { offsets: OFFSETS }, ({ offsets }) => {
    const read = Object.entries(offsets).map(
      ([key, from]) => [key, log.read(key, from, POLL_LIMIT)] as const,
    );
    // Maelstrom's checker cannot bear a key that is only ever shown without messages.
    return { msgs: Object.fromEntries(read.filter(([, messages]) => messages.length > 0)) };
  });

  node.handle('commit_offsets', { offsets: OFFSETS }, ({ offsets }) => {
    if (commits.commit(offsets)) durable.commit(offsets);
  });

  node.handle('list_committed_offsets', { keys: shape.array(shape.string) }, ({ keys }) => ({
    offsets: commits.of(keys),
  }));

  const news = {
    from: shape.integer({ min: 0 }),
    entries: shape.array(ENTRY),
    clock: shape.integer({ min: 0 }),
    commits: OFFSETS,
    ask: shape.optional(shape.integer({ min: 0 })),
  };
  node.on('news', news, ({ from, entries, clock, commits: offsets, ask }, src) => {
    commits.learn(offsets);
    replication?.receive(src, { from, entries, clock, ask });
  });
}

interface News {
  /** The place of the first entry in the list of all entries of the sender. */
  readonly from: number;
  readonly entries: readonly Entry[];
  readonly clock: number;
  /** How many entries of the receiver are known to the sender, who wants the rest. */
  readonly ask: number | undefined;
}

/** Tells the peers what is new here, and asks for what is missing. */
class Replication {
  readonly #node: Node;
  readonly #log: LamportLog;
  readonly #commits: Commits;
  readonly #durable: Durable;
  /** By peer, how many of our entries it was sent. */
  readonly #sent = new Map<string, number>();
  /** The clock that all peers were told of. */
  #told = 0;
  #telling = false;
  #asking = false;
  #askAfterMs = ASK_MS;
  /** Those that we heard from since we asked last. */
  readonly #heard = new Set<number>();

  constructor(node: Node, log: LamportLog, commits: Commits, durable: Durable) {
    this.#node = node;
    this.#log = log;
    this.#commits = commits;
    this.#durable = durable;
  }

  receive(src: string, { from, entries, clock, ask }: News): void {
    const peer = this.#node.nodeIds.indexOf(src);
    if (peer < 0) return;
    this.#log.receive(peer, from, entries, clock);
    this.#heard.add(peer);
    if (ask !== undefined) this.#send(src, ask);
    this.newsCame();
  }

  /** The clock has gone on, perhaps: the peers wait for our promise, and we for theirs. */
  newsCame(): void {
    const { clock } = this.#log;
    // Even before it is told: this node shows its clients what lies below its own clock.
    this.#durable.promise(clock);
    if (clock > this.#told && !this.#telling) {
      this.#telling = true;
      this.#node.after(TELL_MS, () => this.#tell());
    }
    if (!this.#asking && this.#log.behind(clock).length > 0) {
      this.#asking = true;
      this.#node.after(this.#askAfterMs, () => this.#ask(clock));
    }
  }

  #tell(): void {
    this.#telling = false;
    this.#told = this.#log.clock;
    const commits = this.#commits.takeNews();
    for (const peer of this.#node.peers) this.#send(peer, this.#sent.get(peer) ?? 0, { commits });
  }

  /**
   * Whoever has not promised by now what the clock was then is asked, again and again; ever more rarely where all of them
   * are silent.
   */
  #ask(clock: number): void {
    this.#asking = false;
    const late = this.#log.behind(clock);
    const silent = late.length > 0 && late.every((peer) => !this.#heard.has(peer));
    this.#askAfterMs = silent ? Math.min(2 * this.#askAfterMs, ASK_AT_MOST_MS) : ASK_MS;
    this.#heard.clear();
    for (const peer of late) {
      const id = this.#node.nodeIds[peer] as string;
      this.#send(id, this.#sent.get(id) ?? 0, { ask: this.#log.known(peer) });
    }
    this.newsCame();
  }

  #send(peer: string, from: number, more: object = {}): void {
    const { clock } = this.#log;
    const entries = this.#log.own(from);
    this.#sent.set(peer, from + entries.length);
    this.#node.send(peer, { type: 'news', from, entries, clock, commits: {}, ...more });
  }
}

runIfMain(import.meta.url, kafka);
