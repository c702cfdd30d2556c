#!/usr/bin/env node
/**
 * Kafka on the lin-kv service: the simple version. Each message has its own key there, `<log>/<offset>`, which is
 * created by compare-and-set and never changed. Appending therefore reserves an offset and writes to it in one step,
 * and leaves no gap. `kafka` is the version with its own replication; its header compares the two. This one is better
 * if polls must show what was just acknowledged, and if a dead node must not delay the others.
 *
 * The contents of a slot are cached for ever; a poll asks the service for the slots after the cached ones, until one
 * is missing.
 */

import { ERRORS, type KeyValue, type Node, type Reply, RpcError, runIfMain, shape, Turns } from '../index.js';
import { Commits, type Offsets } from '../kafka/commits.js';

/** The content of a slot. The tag shows a sender whether its own unanswered attempt wrote it. */
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
    // Maelstrom's checker fails on a key that is only ever shown without messages.
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

/** A node's cache of the log of one key: the messages in its first slots. */
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
   * Appends, and resolves with the offset. An unanswered attempt is repeated on the same slot until its owner is
   * known: it cannot take effect on a later slot, and not at all once the slot is taken.
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

  /** All messages from an offset on. */
  async read(from: number): Promise<readonly (readonly [offset: number, message: unknown])[]> {
    await this.#catchUp();
    const first = Math.max(0, from);
    return this.#known.slice(first).map(([, message], i) => [first + i, message] as const);
  }

  /** Concurrent callers share one fetch. */
  #catchUp(): Promise<void> {
    this.#reading ??= this.#readToTheEnd().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Fetches one slot, then two at a time, four, ...: long logs take few round trips, short ones few requests. */
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

  /** Returns false if the slot is taken. */
  async #take(offset: number, content: Content): Promise<boolean> {
    try {
      // No slot holds null, so this compare-and-set can only create.
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

/** Retries after a timeout, while the client may still be waiting. Only for idempotent requests. */
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
