/**
 * Which transaction depends on which, by what they appended and read, and the words for it.
 *
 * - ww: the one appended the element right behind that of the other;
 * - wr: the one read a list that ends with what the other appended;
 * - rw: the one read a list to which the other appended the next element.
 */

import { printExact } from '../../../../node/index.js';
import type { JsonMap } from '../../json-value.js';
import type { Because } from '../explanation.js';
import { type GraphBuilder, RW, WR, WW } from '../graph.js';
import { mayHaveHappened, type Transaction } from '../transaction.js';
import { type Append, listOf, type ListVersions } from './versions.js';

/** A pair has the first of its kinds as its label: what was written says more than what was not read. */
export const LIST_PRIORITY = [WW, WR, RW];

/** One reason why a transaction comes before another. */
interface Dependency extends Because {
  readonly kind: number;
  readonly to: Transaction;
}

export function addListDependencies(
  transactions: readonly Transaction[],
  keys: JsonMap<ListVersions>,
  graph: GraphBuilder,
): void {
  for (const versions of keys.values()) {
    for (const writer of versions.writers) {
      if (writer === undefined || !mayHaveHappened(writer.transaction)) continue;
      for (const next of versions.after(writer.place))
        graph.add(writer.transaction.id, next.transaction.id, WW);
    }
  }
  for (const { id, type, micros } of transactions) {
    if (type !== 'ok') continue;
    for (const [f, key, value] of micros) {
      const versions = keys.get(key);
      if (f !== 'r' || versions === undefined) continue;
      const list = listOf(value);
      const writer = lastWriter(versions, list);
      if (writer !== undefined) graph.add(writer.transaction.id, id, WR);
      const place = versions.placeOf(list);
      if (place === undefined) continue;
      for (const next of versions.after(place)) graph.add(id, next.transaction.id, RW);
    }
  }
}

function lastWriter(versions: ListVersions, list: readonly unknown[]): Append | undefined {
  const writer = list.length === 0 ? undefined : versions.writerOf(list.at(-1));
  return writer !== undefined && mayHaveHappened(writer.transaction) ? writer : undefined;
}

/** Why `from` comes before `to`, by an edge of that kind. */
export function explainListDependency(
  from: Transaction,
  to: Transaction,
  kind: number,
  keys: JsonMap<ListVersions>,
): Because | undefined {
  const dependencies = kind === WR ? readsOf(to, keys) : dependenciesOf(from, keys);
  for (const dependency of dependencies) {
    const end = kind === WR ? from : to;
    if (dependency.kind === kind && dependency.to.id === end.id) return dependency;
  }
  return undefined;
}

/** The ww and rw dependencies that begin at a transaction. */
function* dependenciesOf(from: Transaction, keys: JsonMap<ListVersions>): Iterable<Dependency> {
  for (const [micro, [f, key, value]] of from.micros.entries()) {
    const versions = keys.get(key);
    if (versions === undefined || (f === 'r' && from.type !== 'ok')) continue;
    const place = f === 'r' ? versions.placeOf(listOf(value)) : (versions.writerOf(value)?.place ?? -1);
    if (place === undefined || (f !== 'r' && place < 0)) continue;
    for (const next of versions.after(place)) {
      const name = printExact(key);
      const element = printExact(next.element);
      yield {
        kind: f === 'r' ? RW : WW,
        to: next.transaction,
        step: {
          key,
          value: f === 'r' ? (listOf(value).at(-1) ?? null) : value,
          "value'": next.element,
          'a-mop-index': micro,
          'b-mop-index': next.micro,
        },
        words: (a, b) =>
          f === 'r'
            ? `${a} read key ${name} as ${printExact(listOf(value))}, before ${b} appended ${element}${unseen(next)}`
            : `${a} appended ${printExact(value)} to key ${name}, and ${b} then appended ${element}${unseen(next)}`,
      };
    }
  }
}

/** How we know of an element that is in no list. */
function unseen({ place }: Append): string {
  return place < 0 ? ', which no read shows' : '';
}

/** The wr dependencies that end at a transaction; `to` is where they begin. */
function* readsOf(reader: Transaction, keys: JsonMap<ListVersions>): Iterable<Dependency> {
  for (const [micro, [f, key, value]] of reader.micros.entries()) {
    const versions = keys.get(key);
    if (f !== 'r' || versions === undefined) continue;
    const writer = lastWriter(versions, listOf(value));
    if (writer === undefined) continue;
    const element = printExact(writer.element);
    yield {
      kind: WR,
      to: writer.transaction,
      step: { key, value: writer.element, 'a-mop-index': writer.micro, 'b-mop-index': micro },
      words: (a, b) =>
        `${a} appended ${element} to key ${printExact(key)}, which ${b} read as ${printExact(listOf(value))}`,
    };
  }
}
