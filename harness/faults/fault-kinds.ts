/**
 * The kinds of fault that `--nemesis` knows: for each the operation that begins it and the one that ends it.
 *
 * Where Jepsen has names they are Jepsen's: start-partition and stop-partition, kill and start, pause and resume. How bad a
 * fault is, is drawn anew each time: from a little, which a design must bear, to much, which a test must survive.
 */

import { existing } from '../errors/existing.js';
import type { Random } from '../../node/index.js';
import { REORDER_WINDOW_MS } from '../../router/index.js';
import type { Draft } from '../operations/generator.js';
import type { FaultOptions, Nemesis } from './options.js';
import { partitionKinds } from './possible.js';

/** A kind of fault of the nemesis. */
export interface FaultKind {
  /** What docs/faults.md says of it. */
  readonly reference: FaultReference;
  readonly begin: (random: Random, options: FaultOptions) => Draft;
  readonly end: Draft;
}

/** A kind of fault in words: clauses without full stops. */
interface FaultReference {
  readonly happens: string;
  readonly undone: string;
  /** Control lines that begin and end the same by hand. */
  readonly lines: readonly string[];
}

/** Shares of messages that are lost, duplicated or held back. */
const SHARES = [0.05, 0.2, 0.5];
/** How many times as long what is slow takes. */
const FACTORS = [3, 10, 50];

const SHARES_IN_WORDS = `${inWords(SHARES.map((share) => share * 100))} %`;

/** `3, 10 or 50` */
function inWords(numbers: readonly number[]): string {
  return `${numbers.slice(0, -1).join(', ')} or ${numbers.at(-1)}`;
}

export const FAULT_KINDS: Readonly<Record<Nemesis, FaultKind>> = {
  partition: {
    reference: {
      happens: 'some nodes no longer hear others: a cut of one of the `--partition-kinds`',
      undone: 'all links are open',
      lines: ['partition majority', 'heal'],
    },
    begin: (random, options) => ({ f: 'start-partition', value: random.pick(partitionKinds(options)) }),
    end: { f: 'stop-partition', value: null },
  },
  kill: {
    reference: {
      happens: 'nodes die at once (SIGKILL, with all processes that they started)',
      undone: 'killed nodes are started again, and are sent `init` and the set-up',
      lines: ['kill n1', 'restart n1'],
    },
    begin: (random, options) => ({ f: 'kill', value: target(random, options) }),
    end: { f: 'start', value: 'all' },
  },
  pause: {
    reference: {
      happens: 'nodes stop without ending (SIGSTOP)',
      undone: 'paused nodes go on (SIGCONT)',
      lines: ['pause n1', 'resume n1'],
    },
    begin: (random, options) => ({ f: 'pause', value: target(random, options) }),
    end: { f: 'resume', value: 'all' },
  },
  loss: {
    reference: {
      happens: `${SHARES_IN_WORDS} of the messages between nodes are lost`,
      undone: 'as many as `--loss` says are lost',
      lines: ['loss 0.2', 'loss 0'],
    },
    begin: (random) => ({ f: 'start-loss', value: random.pick(SHARES) }),
    end: { f: 'stop-loss', value: null },
  },
  duplication: {
    reference: {
      happens: `${SHARES_IN_WORDS} of the messages between nodes arrive twice, the second time up to 100 ms later`,
      undone: 'as many as `--duplication` says arrive twice',
      lines: ['duplication 0.2', 'duplication 0'],
    },
    begin: (random) => ({ f: 'start-duplication', value: random.pick(SHARES) }),
    end: { f: 'stop-duplication', value: null },
  },
  reorder: {
    reference: {
      happens: `${SHARES_IN_WORDS} of the messages between nodes are delayed by 1 to ${REORDER_WINDOW_MS} ms more, and later ones overtake them`,
      undone: 'no message is delayed further',
      lines: ['reorder 0.2', 'reorder 0'],
    },
    begin: (random) => ({ f: 'start-reorder', value: random.pick(SHARES) }),
    end: { f: 'stop-reorder', value: null },
  },
  slow: {
    reference: {
      happens: `messages of a node, on a link, or all of them take ${inWords(FACTORS)} times as long`,
      undone: 'nothing is slow',
      lines: ['slow n1 10', 'fast'],
    },
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
function target(random: Random, options: FaultOptions): string {
  return random.pick(options['nemesis-targets']).replaceAll('+', ',');
}

/** One node, one link in one direction, or all. */
function slowPart(random: Random, nodes: readonly string[]): string {
  const [one, other] = random.shuffle(nodes);
  const parts = [one, ...(other === undefined ? [] : [`${one} -> ${other}`, 'all'])];
  return existing(random.pick(parts));
}
