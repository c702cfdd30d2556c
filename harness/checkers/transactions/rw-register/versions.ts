/**
 * What is known of each register: who wrote and who read which value, and which value followed which.
 *
 * A register shows only its last value, so little is known of the order of its versions: unset comes before any value, and
 * a transaction that reads a value and then writes another puts the one behind the other.
 */

import { existing } from '../../../errors/existing.js';
import { printExact } from '../../../../node/index.js';
import { JsonMap } from '../../json-value.js';
import { components } from '../components.js';
import type { Findings } from '../findings.js';
import { EVERY_KIND, GraphBuilder, WW } from '../graph.js';
import { HistoryError, mayHaveHappened, operationOf, type Transaction } from '../transaction.js';

/** A micro-operation and the transaction that it belongs to. */
export interface Access {
  readonly transaction: Transaction;
  readonly micro: number;
}

export class Version {
  /** Its place among the versions of all keys. */
  readonly id: number;
  readonly key: unknown;
  /** Null where the register is not set yet. */
  readonly value: unknown;
  /** The transaction that left the register so, if it is known to have happened: it ended ok, or its writes were read. */
  writer: Access | undefined;
  /** Those that are known to have happened and found the register so. */
  readonly readers: Access[] = [];
  /** A transaction that failed wrote it. */
  failed: Transaction | undefined;
  /** A transaction wrote it on the way to another value. */
  intermediate: Transaction | undefined;
  /** The first transaction that wrote it, whatever became of that; undefined if no transaction did. */
  attempt: Transaction | undefined;
  /** Known to have come right after this one, or later. */
  readonly later: Version[] = [];
  /** Some value with a known writer came before it. */
  follows = false;

  constructor(id: number, key: unknown, value: unknown) {
    this.id = id;
    this.key = key;
    this.value = value;
  }
}

export class Registers {
  readonly all: Version[] = [];
  readonly #keys = new JsonMap<JsonMap<Version>>();

  /** The version of a key with that value, made where there is none yet; null for unset. */
  version(key: unknown, value: unknown): Version {
    const versions = this.#keys.get(key) ?? new JsonMap<Version>();
    this.#keys.set(key, versions);
    const known = versions.get(value);
    if (known !== undefined) return known;
    const version = new Version(this.all.length, key, value ?? null);
    this.all.push(version);
    versions.set(value, version);
    return version;
  }

  find(key: unknown, value: unknown): Version | undefined {
    return this.#keys.get(key)?.get(value);
  }

  /** The values that each key had, unset not among them where nobody read it so. */
  get keys(): readonly (readonly Version[])[] {
    return this.#keys.values().map((versions) => versions.values());
  }
}

/** What a transaction found in a register, and what it left there. */
export interface External {
  readonly key: unknown;
  /** Its first access, if it is a read. */
  read: Access | undefined;
  /** Its last write. */
  write: Access | undefined;
}

export function externals(transaction: Transaction): External[] {
  const keys = new JsonMap<External>();
  for (const [micro, [f, key]] of transaction.micros.entries()) {
    const known = keys.get(key);
    const access = { transaction, micro };
    if (known === undefined)
      keys.set(
        key,
        f === 'r' ? { key, read: access, write: undefined } : { key, read: undefined, write: access },
      );
    else if (f !== 'r') known.write = access;
  }
  return keys.values();
}

/** The value that a micro-operation read or wrote. */
export function valueOf({ transaction, micro }: Access): unknown {
  return transaction.micros[micro]?.[2] ?? null;
}

/**
 * Throws a HistoryError if two transactions wrote the same value to a register, or one wrote null: a read could not tell
 * which of them it saw. `quirks`: as Maelstrom, only if both are known to have happened and left it so.
 */
export function registers(
  transactions: readonly Transaction[],
  findings: Findings,
  quirks = false,
): Registers {
  const all = new Registers();
  for (const transaction of transactions) recordWrites(transaction, all, quirks);
  for (const transaction of transactions) {
    if (transaction.type !== 'ok') continue;
    for (const { key, read, write } of externals(transaction)) {
      if (read !== undefined) all.version(key, valueOf(read)).readers.push(read);
      if (write === undefined) continue;
      const version = all.version(key, valueOf(write));
      if (version.writer !== undefined)
        throw duplicateWrite(version, version.writer.transaction, transaction);
      version.writer = write;
    }
  }
  if (!quirks) for (const transaction of transactions) recordSeenWrites(transaction, all);
  orderVersions(transactions, all, findings);
  return all;
}

function recordWrites(transaction: Transaction, all: Registers, quirks: boolean): void {
  const { micros, type } = transaction;
  const last = new JsonMap<Version>();
  for (const [f, key, value] of micros) {
    if (f === 'r') continue;
    const version = all.version(key, value);
    if (!quirks) refuseAmbiguous(version, transaction);
    version.attempt ??= transaction;
    if (type === 'fail') version.failed = transaction;
    else {
      const before = last.get(key);
      if (before !== undefined && before !== version) before.intermediate = transaction;
      last.set(key, version);
    }
  }
}

/** A transaction whose end is unknown did happen if another found what it left, and then all its writes did. */
function recordSeenWrites(transaction: Transaction, all: Registers): void {
  if (transaction.type === 'ok' || !mayHaveHappened(transaction)) return;
  const left = externals(transaction).flatMap(({ key, write }) =>
    write === undefined ? [] : [{ version: all.version(key, valueOf(write)), write }],
  );
  if (!left.some(({ version }) => version.readers.length > 0)) return;
  for (const { version, write } of left) version.writer = write;
}

function refuseAmbiguous(version: Version, transaction: Transaction): void {
  const { key, value, attempt } = version;
  if (value === null)
    throw new HistoryError(
      `operation ${operationOf(transaction).index} wrote null to key ${printExact(key)}: expected another value, for null is what a read shows of a key without one`,
      { key, value, op: operationOf(transaction) },
    );
  if (attempt !== undefined && attempt !== transaction) throw duplicateWrite(version, attempt, transaction);
}

/**
 * A value that a transaction wrote follows the one it had found. Where that leads in a circle, nothing is known of the
 * key's versions but that they follow unset.
 */
function orderVersions(transactions: readonly Transaction[], all: Registers, findings: Findings): void {
  const updates: (readonly [Version, Version])[] = [];
  const graph = new GraphBuilder(all.all.length);
  for (const transaction of transactions) {
    if (transaction.type !== 'ok') continue;
    for (const { key, read, write } of externals(transaction)) {
      if (read === undefined || write === undefined) continue;
      const [before, after] = [all.version(key, valueOf(read)), all.version(key, valueOf(write))];
      if (before === after || before.value === null) continue;
      updates.push([before, after]);
      graph.add(before.id, after.id, WW);
    }
  }
  const circular = new JsonMap<true>();
  for (const members of components(graph.build(), EVERY_KIND).cyclic) {
    const scc = members.map((id) => existing(all.all[id]));
    const key = scc[0]?.key;
    circular.set(key, true);
    findings.add('cyclic-versions', () => {
      const values = scc.map(({ value }) => value);
      const text = `of key ${printExact(key)} each of the values ${values.map((value) => printExact(value)).join(', ')} was written by a transaction that had read another of them`;
      return { key, scc: values, sources: ['initial-state', 'wfr-keys'], text };
    });
  }
  for (const [before, after] of updates) {
    if (circular.get(after.key) !== undefined) continue;
    before.later.push(after);
    if (before.writer !== undefined) after.follows = true;
  }
  for (const versions of all.keys) {
    const unset = versions.find(({ value }) => value === null);
    if (unset === undefined) continue;
    // What follows a value with a known writer follows unset by way of that writer.
    unset.later.push(
      ...versions.filter((each) => each !== unset && !each.follows && each.writer !== undefined),
    );
  }
}

function duplicateWrite({ key, value }: Version, first: Transaction, second: Transaction): HistoryError {
  return new HistoryError(
    `value ${printExact(value)} was written to key ${printExact(key)} more than once, by operations ` +
      `${operationOf(first).index} and ${operationOf(second).index}: it is ambiguous which of them a read observed. Give every write a value of its own`,
    { key, value, ops: [operationOf(first), operationOf(second)] },
  );
}
