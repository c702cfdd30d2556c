/**
 * Which transaction depends on which, by what they wrote and read, and the words for it.
 *
 * - wr: the one found what the other had left;
 * - ww: the one overwrote what the other had left;
 * - rw: the one found what the other overwrote.
 */

import { printExact } from '../../../../node/index.js';
import type { Because } from '../explanation.js';
import { type GraphBuilder, RW, WR, WW } from '../graph.js';
import type { Transaction } from '../transaction.js';
import { type Access, externals, type Registers, valueOf, type Version } from './versions.js';

/**
 * A pair has the first of its kinds as its label. As with Maelstrom that is wr, so that a cycle which could be called G0
 * comes out as G1c, beside the PL-1-cycle-exists that tells of the other.
 */
export const REGISTER_PRIORITY = [WR, WW, RW];

export function addRegisterDependencies(all: Registers, graph: GraphBuilder): void {
  for (const version of all.all) {
    for (const reader of version.readers) {
      if (version.writer !== undefined) graph.add(version.writer.transaction.id, reader.transaction.id, WR);
    }
    for (const { writer: next } of version.later) {
      if (next === undefined) continue;
      if (version.writer !== undefined) graph.add(version.writer.transaction.id, next.transaction.id, WW);
      for (const reader of version.readers) graph.add(reader.transaction.id, next.transaction.id, RW);
    }
  }
}

/** Why `from` comes before `to`, by an edge of that kind. */
export function explainRegisterDependency(
  from: Transaction,
  to: Transaction,
  kind: number,
  all: Registers,
): Because | undefined {
  for (const { key, read, write } of externals(from)) {
    const start = kind === RW ? read : write;
    if (start === undefined) continue;
    const version = all.find(key, valueOf(start));
    if (version === undefined) continue;
    const found = kind === WR ? readBy(version, start, to) : overwrittenBy(version, start, to, kind);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readBy({ key, value, readers }: Version, write: Access, to: Transaction): Because | undefined {
  const read = readers.find(({ transaction }) => transaction.id === to.id);
  if (read === undefined) return undefined;
  return {
    step: { key, value, 'a-mop-index': write.micro, 'b-mop-index': read.micro },
    words: (a, b) => `${a} wrote ${printExact(value)} to key ${printExact(key)}, which ${b} read`,
  };
}

function overwrittenBy(
  { key, value, later }: Version,
  start: Access,
  to: Transaction,
  kind: number,
): Because | undefined {
  const next = later.find(({ writer }) => writer?.transaction.id === to.id);
  if (next?.writer === undefined) return undefined;
  const [name, before, after] = [key, value, next.value].map((each) => printExact(each));
  const then = value === null ? 'first wrote' : `read ${before} before it wrote`;
  return {
    step: { key, value, "value'": next.value, 'a-mop-index': start.micro, 'b-mop-index': next.writer.micro },
    words: (a, b) => {
      if (kind === WW)
        return `${a} wrote ${before} to key ${name}, and ${b} read that before it wrote ${after}`;
      const found = value === null ? `${a} found key ${name} unset` : `${a} read key ${name} as ${before}`;
      return value === null ? `${found}, before ${b} wrote ${after}` : `${found}, and ${b} ${then} ${after}`;
    },
  };
}
