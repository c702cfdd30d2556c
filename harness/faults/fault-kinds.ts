/**
 * The kinds of fault that `--nemesis` knows: for each the operation that begins it and the one that ends it.
 *
 * Where Jepsen has names they are Jepsen's: start-partition and stop-partition, kill and start, pause and resume. How bad a
 * fault is, is drawn anew each time: from a little, which a design must bear, to much, which a test must survive.
 */

import type { Random } from '../../node/index.js';
import type { Draft } from '../operations/generator.js';
import type { Nemesis, TestOptions } from '../options/schema.js';
import { partitionKinds } from './possible.js';

export interface FaultKind {
  readonly begin: (random: Random, options: TestOptions) => Draft;
  readonly end: Draft;
}

/** Shares of messages that are lost, duplicated or held back. */
const SHARES = [0.05, 0.2, 0.5];
/** How many times as long what is slow takes. */
const FACTORS = [3, 10, 50];

export const FAULT_KINDS: Readonly<Record<Nemesis, FaultKind>> = {
  partition: {
    begin: (random, options) => ({ f: 'start-partition', value: random.pick(partitionKinds(options)) }),
    end: { f: 'stop-partition', value: null },
  },
  kill: {
    begin: (random, options) => ({ f: 'kill', value: target(random, options) }),
    end: { f: 'start', value: 'all' },
  },
  pause: {
    begin: (random, options) => ({ f: 'pause', value: target(random, options) }),
    end: { f: 'resume', value: 'all' },
  },
  loss: {
    begin: (random) => ({ f: 'start-loss', value: random.pick(SHARES) }),
    end: { f: 'stop-loss', value: null },
  },
  duplication: {
    begin: (random) => ({ f: 'start-duplication', value: random.pick(SHARES) }),
    end: { f: 'stop-duplication', value: null },
  },
  reorder: {
    begin: (random) => ({ f: 'start-reorder', value: random.pick(SHARES) }),
    end: { f: 'stop-reorder', value: null },
  },
  slow: {
    begin: (random, { nodes }) => ({
      f: 'start-slow',
      value: `${slowPart(random, nodes)} ${random.pick(FACTORS)}`,
    }),
    end: { f: 'stop-slow', value: null },
  },
};

/** The operation that begins each kind, as Jepsen names it. */
export const NEMESIS_BEGINS: Readonly<Record<Nemesis, string>> = {
  partition: 'start-partition',
  kill: 'kill',
  pause: 'pause',
  loss: 'start-loss',
  duplication: 'start-duplication',
  reorder: 'start-reorder',
  slow: 'start-slow',
};

/** `one`, `minority`, ..., or nodes with commas. Which nodes that is, is decided when it is done. */
function target(random: Random, options: TestOptions): string {
  return random.pick(options['nemesis-targets']).replaceAll('+', ',');
}

/** One node, one link in one direction, or all. */
function slowPart(random: Random, nodes: readonly string[]): string {
  const [one, other] = random.shuffle(nodes);
  const parts = [one, ...(other === undefined ? [] : [`${one} -> ${other}`, 'all'])];
  return random.pick(parts) as string;
}
