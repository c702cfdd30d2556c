#!/usr/bin/env node
/**
 * Kafka on the lin-kv service: the simple one. Each message has a key of its own there, `<log>/<offset>`, that is created
 * by compare-and-set and never changed, so that appending takes an offset and writes to it in one step and leaves no
 * gap. `kafka` is the other one, with replication of its own: its header compares the two. This one is better where polls must
 * show what was just acknowledged, and where a dead node must not hold up the others.
 *
 * What was found in a slot is remembered for ever; a poll asks the service for the slots behind that, until one is missing.
 */

import { ERRORS, type KeyValue, type Node, type Reply, RpcError, runIfMain, shape, Turns } from '../index.js';
import { Commits, type Offsets } from '../kafka/commits.js';

/** What a slot holds. The tag tells a sender whether it was its own attempt that had no answer. */
type Content = readonly [tag: string, message: unknown];

const OFFSETS = shape.record(shape.integer());
const TRIES = 4;
const READ_AHEAD = 64;

export default function kafkaLinKv(node: Node): void {
  const store = node.keyValue('lin-kv');
  const logs = new Map<string, Log>();
  const commits = new Commits();
  const turns = new Turns();
  const life = node.random.fork('kafka').integer(0, 0xffffffff).toString(36);
  let count = 0;

  const logOf = (key: string): Log => {
    let log = logs.get(key);
    if (log === undefined) logs.set(key, (log = new Log(store, key)));
    return log;
  };

  node.handle('send', { key: shape.string, msg: shape.any }, ({ key, msg }, src) =>
    turns.take(src, async () => ({
      offset: await logOf(key).append([`${node.id}-${life}-${count++}`, msg]),
    })),
  );

  const poll = async (offsets: Offsets): Promise<Reply> => {
    const read = Object.entries(offsets).map(
      async ([key, from]) => [key, await logOf(key).read(from)] as const,
    );
    // Maelstrom's checker cannot bear a key that is only ever shown without messages.
    const shown = (await Promise.all(read)).filter(([, messages]) => messages.length > 0);
    return { msgs: Object.fromEntries(shown) };
  };
  node.handle('poll', { offsets: OFFSETS }, ({ offsets }, src) => turns.take(src, () => poll(offsets)));

  const commit = async (offsets: Offsets): Promise<void> => {
    await Promise.all(
      Object.entries(offsets).map(async ([key, offset]) => {
        if ((commits.of([key])[key] ?? -1) >= offset) return;
        const raise = (old: unknown): number => Math.max(Number(old), offset);
        const now = await persist(() => store.update(`${key}/committed`, -1, raise));
        commits.learn({ [key]: Number(now) });
      }),
    );
  };
  node.handle('commit_offsets', { offsets: OFFSETS }, ({ offsets }, src) =>
    turns.take(src, () => commit(offsets)),
  );

  const committed = async (keys: readonly string[]): Promise<Reply> => {
    const read = keys.map(async (key) => {
      commits.learn({ [key]: Number(await persist(() => store.readOr(`${key}/committed`, -1))) });
    });
    await Promise.all(read);
    return { offsets: commits.of(keys) };
  };
  node.handle('list_committed_offsets', { keys: shape.array(shape.string) }, ({ keys }, src) =>
    turns.take(src, () => committed(keys)),
  );
}

/** What a node knows of the log of one key: the messages in its first slots. */
class Log {
  readonly #store: KeyValue;
  readonly #key: string;
  readonly #known: Content[] = [];
  #reading: Promise<void> | undefined;

  constructor(store: KeyValue, key: string) {
    this.#store = store;
    this.#key = key;
  }

  /**
   * Resolves with the offset. An attempt without an answer is made again on the same slot until it is known who has that: it
   * cannot take effect on a later one, and not at all once the slot is taken.
   */
  async append(content: Content): Promise<number> {
    for (;;) {
      const offset = this.#known.length;
      if (await persist(() => this.#take(offset, content))) {
        this.#found(offset, content);
        return offset;
      }
      await this.#catchUp();
      const [tag] = content;
      const own = this.#known.findIndex(([each], at) => at >= offset && each === tag);
      if (own >= 0) return own;
    }
  }

  /** Everything from an offset on. */
  async read(from: number): Promise<readonly (readonly [offset: number, message: unknown])[]> {
    await this.#catchUp();
    const first = Math.max(0, from);
    return this.#known.slice(first).map(([, message], i) => [first + i, message] as const);
  }

  /** Whoever comes while it goes on waits for the same. */
  #catchUp(): Promise<void> {
    this.#reading ??= this.#readToTheEnd().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** One slot, then two at a time, four, ...: what is long takes few round trips, and what is short few requests. */
  async #readToTheEnd(): Promise<void> {
    for (let count = 1; ; count = Math.min(2 * count, READ_AHEAD)) {
      const first = this.#known.length;
      const slots = Array.from({ length: count }, (_, i) => persist(() => this.#read(first + i)));
      for (const [i, content] of (await Promise.all(slots)).entries()) {
        if (content === undefined) return;
        this.#found(first + i, content);
      }
    }
  }

  /** False where the slot has something already. */
  async #take(offset: number, content: Content): Promise<boolean> {
    try {
      // No slot holds null: this can only create.
      await this.#store.compareAndSet(`${this.#key}/${offset}`, null, content, { create: true });
      return true;
    } catch (error) {
      if (error instanceof RpcError && error.code === ERRORS.preconditionFailed.code) return false;
      throw error;
    }
  }

  async #read(offset: number): Promise<Content | undefined> {
    return (await this.#store.readOr(`${this.#key}/${offset}`, undefined)) as Content | undefined;
  }

  #found(offset: number, content: Content): void {
    if (offset === this.#known.length) this.#known.push(content);
  }
}

/** Tries again after a timeout, while the client may still be waiting. Only for what may be done twice. */
async function persist<T>(attempt: () => Promise<T>): Promise<T> {
  for (let i = 1; ; i++) {
    try {
      return await attempt();
    } catch (error) {
      if (i === TRIES || !(error instanceof RpcError) || error.code !== ERRORS.timeout.code) throw error;
    }
  }
}

runIfMain(import.meta.url, kafkaLinKv);
