/**
 * Strict-serializable transactions over the linearizable store `lin-kv`.
 *
 * All nodes share one root (`root.ts`). A read-only transaction reads it once: the result was true at some moment
 * between request and reply. A writing transaction computes the next root and sets it, if the root is still the one
 * it started from; if not, another node committed first, and it starts anew. So commits form one sequence, each
 * seeing all before it, and an acknowledged commit stays in it: strict serializability in four messages, two for
 * read-only transactions.
 *
 * Requests that arrive during a round wait, and share the next read and the next commit: under load a round carries
 * many transactions.
 *
 * Messages may get lost. Repeating a read is harmless. A compare-and-set that got no answer is repeated: it cannot
 * happen twice, because no root ever equals an earlier one. If the repetition is refused, this very commit may have
 * changed the root; the root itself records that (`Root.commits`).
 */

import type { KeyValue } from '../key-value.js';
import type { Node } from '../node.js';
import { ERRORS, RpcError } from '../protocol/errors.js';
import type { Random } from '../random.js';
import type { RpcOptions } from '../rpc.js';
import { uniqueNames } from '../unique-names.js';
import { Draft, EMPTY_ROOT, type RootEntry, type Pages, type Root } from './root.js';

/** `['r', key, null]` reads a value, which replaces the null; any other operation writes one. */
type MicroOperation = readonly [f: string, key: unknown, value: unknown];
export type Transaction = readonly MicroOperation[];

/** The value of a key after a write of `value`; `held` is null if it had none. */
export type Write = (held: unknown, value: unknown) => unknown;

interface Waiting {
  readonly client: string;
  readonly transaction: Transaction;
  readonly sinceMs: number;
  readonly resolve: (done: Transaction) => void;
  readonly reject: (error: unknown) => void;
}

const ROOT = 'root';
/** A transaction that has lost to others for this long is refused: its client will not wait much longer. */
const LONGEST_WAIT_MS = 4000;
/** The wait stops growing after this many defeats in a row. */
const MOST_DEFEATS = 5;
/** The timeout of an answer: a multiple of the slowest recent one, within bounds; longer for each repetition. */
const PATIENCE = { first: 1000, least: 100, most: 4000, times: 4, memory: 0.8, growth: 1.5 } as const;

export class Transactor {
  readonly #node: Node;
  readonly #store: KeyValue;
  readonly #write: Write;
  readonly #nextName: () => string;
  readonly #random: Random;
  readonly #pages = new Map<string, readonly RootEntry[]>();
  #waiting: Waiting[] = [];
  #working = false;
  /** The number of defeats since the last commit. */
  #defeats = 0;
  /** How long the slowest of the latest answers took. */
  #roundTripMs: number | undefined;

  /** Create it when the program starts. */
  constructor(node: Node, write: Write) {
    this.#node = node;
    this.#store = node.keyValue('lin-kv');
    this.#write = write;
    this.#nextName = uniqueNames(node, 'transactions');
    this.#random = node.random.fork('waits of transactions');
  }

  /**
   * Performs a transaction and resolves with it, its reads filled in. Rejects with code 30 if it lost to others for
   * too long; it then has no effect. Transactions of one client take effect in the order in which they came.
   */
  perform(client: string, transaction: Transaction): Promise<Transaction> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ client, transaction, sinceMs: this.#node.now(), resolve, reject });
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    while (this.#waiting.length > 0) {
      // Taken before the root is read, so that the result is no older than any of them.
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#performAll(batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#working = false;
  }

  async #performAll(batch: readonly Waiting[]): Promise<void> {
    const root = await this.#look();
    const draft = new Draft(root, this.#pageStore);
    const writing: Waiting[] = [];
    for (const each of batch) {
      // A transaction after a write of the same client must see that write, which is visible only once it is
      // committed.
      const isBehind = writing.some(({ client }) => client === each.client);
      if (each.transaction.every(isRead) && !isBehind) each.resolve(await this.#run(each.transaction, draft));
      else writing.push(each);
    }
    if (writing.length === 0) return;
    const done: Transaction[] = [];
    for (const { transaction } of writing) done.push(await this.#run(transaction, draft));
    if (await this.#commit(root, draft)) {
      this.#defeats = 0;
      for (const [i, { resolve }] of writing.entries()) resolve(done[i] as Transaction);
    } else await this.#yield(writing);
  }

  /**
   * Others committed first: transactions that have waited too long are refused, the rest joins the next round. That
   * begins after a random wait, which grows with each defeat; without it the same nodes would collide again.
   */
  async #yield(batch: readonly Waiting[]): Promise<void> {
    this.#defeats = Math.min(this.#defeats + 1, MOST_DEFEATS);
    await this.#node.sleep(this.#random.fraction() * this.#defeats * (this.#roundTripMs ?? 0));
    const now = this.#node.now();
    const patient = batch.filter(({ sinceMs }) => now - sinceMs < LONGEST_WAIT_MS);
    const text = `transactions of other nodes came first for ${LONGEST_WAIT_MS} ms`;
    for (const each of batch)
      if (!patient.includes(each)) each.reject(new RpcError(ERRORS.txnConflict, text));
    this.#waiting = [...patient, ...this.#waiting];
  }

  async #run(transaction: Transaction, draft: Draft): Promise<Transaction> {
    const done: MicroOperation[] = [];
    for (const operation of transaction) {
      const [f, key, value] = operation;
      const held = await draft.get(key);
      if (isRead(operation)) done.push([f, key, held]);
      else {
        draft.set(key, this.#write(held, value));
        done.push(operation);
      }
    }
    return done;
  }

  async #look(): Promise<Root> {
    return (await this.#persist((options) => this.#store.readOr(ROOT, EMPTY_ROOT, options))) as Root;
  }

  /** Returns false if others committed first; the draft then never has an effect. */
  async #commit(from: Root, draft: Draft): Promise<boolean> {
    const name = this.#nextName();
    const to = await draft.next(this.#node.id, name);
    let asked = 0;
    try {
      await this.#persist((options) => {
        asked++;
        return this.#store.compareAndSet(ROOT, from, to, { ...options, create: true });
      });
      return true;
    } catch (error) {
      if (!(error instanceof RpcError && error.code === ERRORS.preconditionFailed.code)) throw error;
      return asked > 1 && (await this.#look()).commits[this.#node.id] === name;
    }
  }

  readonly #pageStore: Pages = {
    write: async (entries) => {
      const page = this.#nextName();
      await this.#persist((options) => this.#store.write(page, entries, options));
      this.#pages.set(page, entries);
      return page;
    },
    read: async (page) => {
      const known = this.#pages.get(page);
      if (known !== undefined) return known;
      const entries = (await this.#persist((options) =>
        this.#store.read(page, options),
      )) as readonly RootEntry[];
      this.#pages.set(page, entries);
      return entries;
    },
  };

  /** Repeats the request until there is an answer, even an error. */
  async #persist<T>(ask: (options: RpcOptions) => Promise<T>): Promise<T> {
    for (
      let timeoutMs = this.#patienceMs;
      ;
      timeoutMs = Math.min(PATIENCE.most, PATIENCE.growth * timeoutMs)
    ) {
      const start = this.#node.now();
      try {
        const answer = await ask({ timeoutMs });
        this.#answered(start);
        return answer;
      } catch (error) {
        if (error instanceof RpcError && error.code === ERRORS.timeout.code) continue;
        this.#answered(start);
        throw error;
      }
    }
  }

  #answered(askedMs: number): void {
    const tookMs = this.#node.now() - askedMs;
    this.#roundTripMs = Math.max(tookMs, PATIENCE.memory * (this.#roundTripMs ?? 0));
  }

  get #patienceMs(): number {
    const { first, least, most, times } = PATIENCE;
    return this.#roundTripMs === undefined
      ? first
      : Math.min(most, Math.max(least, times * this.#roundTripMs));
  }
}

function isRead([f]: MicroOperation): boolean {
  return f === 'r';
}
