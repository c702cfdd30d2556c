/**
 * Strict-serializable transactions over the linearizable store `lin-kv`.
 *
 * All nodes share one root (`root.ts`). A transaction that only reads needs one look at it: what it shows was true at some
 * moment between request and reply. One that writes computes the next root and sets it, if the root is still the one it
 * started from; if not, another node was faster, and it starts anew. So commits form one line, each seeing all before it, and
 * what was acknowledged is on that line for good: strict serializability in four messages, two for those that only read.
 *
 * What a node is asked while it is at work waits, and goes along with the next look and the next commit: under load a round
 * carries many transactions.
 *
 * Messages may get lost. To look twice does no harm. A compare-and-set that got no answer is asked again: it cannot happen
 * twice, because no root is ever the same as an earlier one. If it is refused then, it may have been this very commit that
 * changed the root; the root says so itself (`Root.commits`).
 */

import type { KeyValue } from '../key-value.js';
import type { Node } from '../node.js';
import { ERRORS, RpcError } from '../protocol/errors.js';
import type { Random } from '../random.js';
import type { RpcOptions } from '../rpc.js';
import { uniqueNames } from '../unique-names.js';
import { Draft, EMPTY_ROOT, type Entry, type Pages, type Root } from './root.js';

/** `['r', key, null]` asks for a value, which takes the place of the null; anything else sets one. */
type MicroOperation = readonly [f: string, key: unknown, value: unknown];
export type Transaction = readonly MicroOperation[];

/** What a key holds after a write of `value`; `held` is null where it held nothing. */
export type Write = (held: unknown, value: unknown) => unknown;

interface Waiting {
  readonly client: string;
  readonly transaction: Transaction;
  readonly sinceMs: number;
  readonly resolve: (done: Transaction) => void;
  readonly reject: (error: unknown) => void;
}

const ROOT = 'root';
/** A transaction to which others have been preferred for so long is refused: its client will not wait much longer. */
const LONGEST_WAIT_MS = 4000;
/** After more defeats than this in a row the waits become no longer. */
const MOST_DEFEATS = 5;
/** How long an answer may take: some times what the slowest took of late, within bounds; longer when asked again. */
const PATIENCE = { first: 1000, least: 100, most: 4000, times: 4, memory: 0.8, growth: 1.5 } as const;

export class Transactor {
  readonly #node: Node;
  readonly #store: KeyValue;
  readonly #write: Write;
  readonly #nextName: () => string;
  readonly #random: Random;
  readonly #pages = new Map<string, readonly Entry[]>();
  #waiting: Waiting[] = [];
  #working = false;
  /** How often others have come first since the last commit. */
  #defeats = 0;
  /** What the slowest of the latest answers took. */
  #roundTripMs: number | undefined;

  /** To be made when the program starts. */
  constructor(node: Node, write: Write) {
    this.#node = node;
    this.#store = node.keyValue('lin-kv');
    this.#write = write;
    this.#nextName = uniqueNames(node, 'transactions');
    this.#random = node.random.fork('waits of transactions');
  }

  /**
   * Performs a transaction and resolves with it, its reads filled in. Rejects with code 30 where others came first for too
   * long; it has no effect then. Those of one client take effect in the order in which they came.
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
      // Taken before the look at the root: what it shows is then no older than any of them.
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
      // Behind a write of its client it must see that, which is not there until it is committed.
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
   * Others came first: whoever has waited too long is refused, the rest goes along with the next round. That begins after a
   * while drawn by chance, longer with each defeat: those who were defeated together would meet again otherwise.
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

  /** False where others came first; the draft has no effect then, and never will. */
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
      const entries = (await this.#persist((options) => this.#store.read(page, options))) as readonly Entry[];
      this.#pages.set(page, entries);
      return entries;
    },
  };

  /** Asks again until there is an answer, be it an error. */
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
