/**
 * The generator of lin-kv: threads in groups of two for each node, and each group on one key at a time.
 *
 * The first half of a group reads; the others write and compare-and-set, twice as often the latter. Maelstrom takes the
 * first threads of all for readers, so that its later groups never read; `quirks` asks for that.
 *
 * Checking gets harder with each process that a key has seen, so a key is given up for a fresh one when a process more than
 * 20 would come to it: each operation that ends unknown brings one. (A group of more than 20 gets a fresh key whenever that
 * happens; on Maelstrom it would look for a usable one for ever.)
 */

import { existing } from '../errors/existing.js';
import type { Random } from '../../node/index.js';
import type { Draft, Generator } from '../operations/generator.js';

const PROCESSES_PER_KEY = 20;
const VALUES = 5;

interface Group {
  key: number;
  /** Processes that the key has seen. */
  processes: number;
}

export function registers(
  random: Random,
  { nodes, threads, quirks }: { readonly nodes: number; readonly threads: number; readonly quirks: boolean },
): Generator {
  const size = 2 * nodes;
  const most = Math.max(PROCESSES_PER_KEY, size);
  const groups = Array.from({ length: Math.ceil(threads / size) }, (_, key): Group => ({
    key,
    processes: size,
  }));
  const groupOf = (thread: number): Group => existing(groups[Math.floor(thread / size)]);
  let nextKey = groups.length;

  const draft = (thread: number): Draft => {
    const group = groupOf(thread);
    if (group.processes > most) {
      group.key = nextKey++;
      group.processes = size;
    }
    const reads = (quirks ? thread : thread % size) < nodes;
    if (reads) return { f: 'read', value: [group.key, null], thread };
    const value = (): number => random.integer(0, VALUES - 1);
    if (random.integer(0, 2) === 0) return { f: 'write', value: [group.key, value()], thread };
    return { f: 'cas', value: [group.key, [value(), value()]], thread };
  };

  return {
    next: ({ free }) => ({ kind: 'operation', draft: draft(existing(free[0])) }),
    update: ({ type }, thread) => {
      if (type === 'info') groupOf(thread).processes++;
    },
  };
}
