/**
 * What clients of kafka do, and what they have learnt on the way: sends and polls with an assign now and then, crashes, and
 * in the end polls from the beginning up to the last offset that anybody knows of.
 */

import type { Random } from '../../node/index.js';
import {
  type Draft,
  eachThread,
  endless,
  type Generator,
  stagger,
  timeLimit,
} from '../operations/generator.js';
import { greaterOffset, type Offset } from '../checkers/index.js';
import type { Operation } from '../operations/history.js';
import { RECOVERY_LIMIT_SECONDS } from '../operations/recovery-limit.js';
import { transactions, type TransactionOptions } from './transactions.js';
import type { Generators } from './workload.js';

const ASSIGN_CHANCE = 1 / 64;
/** Of an assign, to take up keys with messages that nobody has polled yet. */
const CATCH_UP_CHANCE = 1 / 3;
const SECONDS_TO_CRASH = 30;
const FINAL_POLLS_PER_SECOND = 5;
/** A cluster with nothing to look at has as long for its recovery as others: it shows in the final polls. */
const FINAL_SECONDS = RECOVERY_LIMIT_SECONDS + 10;

export function kafkaGenerators(
  random: Random,
  options: TransactionOptions,
  threads: readonly number[],
): Generators {
  const known = new KnownOffsets();
  const crashes = stagger(
    random.fork('crash'),
    threads.length / SECONDS_TO_CRASH,
    endless(() => ({ f: 'crash', value: null })),
  );
  return {
    main: {
      ...whicheverIsDue(random.fork('turn'), crashes, load(random, options, known)),
      update: (operation) => known.learn(operation),
    },
    final: eachThread(threads, (thread) =>
      timeLimit(FINAL_SECONDS, new FinalPolls(random.fork(`final polls ${thread}`), known)),
    ),
  };
}

/** The greatest offset of each key that was acknowledged, and that was polled. */
class KnownOffsets {
  readonly #sent = new Map<string, Offset>();
  readonly #polled = new Map<string, Offset>();

  learn({ type, f, value }: Operation): void {
    if (type !== 'ok') return;
    if (f === 'send') {
      const [[, key, [offset]]] = value as [[string, string, [Offset, unknown]]];
      raise(this.#sent, key, offset);
    } else if (f === 'poll') {
      for (const [key, offset] of polled(value)) raise(this.#polled, key, offset);
    }
  }

  /** By key, the greatest offset known. */
  get all(): ReadonlyMap<string, Offset> {
    const all = new Map(this.#sent);
    for (const [key, offset] of this.#polled) raise(all, key, offset);
    return all;
  }

  /** The keys with acknowledged messages behind the last one that was polled. */
  get unseen(): ReadonlyMap<string, { readonly sent: Offset; readonly polled: Offset }> {
    return new Map(
      [...this.#sent]
        .map(([key, sent]) => [key, { sent, polled: this.#polled.get(key) ?? -1 }] as const)
        .filter(([, { sent, polled }]) => polled < sent),
    );
  }
}

function raise(offsets: Map<string, Offset>, key: string, offset: Offset): void {
  if (offset > (offsets.get(key) ?? -1)) offsets.set(key, offset);
}

/** By key, the greatest offset that a poll showed; keys without messages are left out. */
function* polled(value: unknown): Iterable<[key: string, offset: Offset]> {
  const [[, messages]] = value as [[string, Readonly<Record<string, readonly [Offset, unknown][]>>]];
  for (const [key, pairs] of Object.entries(messages)) {
    if (pairs.length > 0) yield [key, greatestOffset(pairs)];
  }
}

/** -1 where there are none. */
export function greatestOffset(pairs: readonly (readonly [offset: Offset, message: unknown])[]): Offset {
  return pairs.reduce<Offset>((greatest, [offset]) => greaterOffset(greatest, offset), -1);
}

/** The timed one if it is due and chance wills it, else the other, which is always ready. */
function whicheverIsDue(random: Random, timed: Generator, ready: Generator): Generator {
  return {
    next(context) {
      if (random.chance(0.5)) {
        const answer = timed.next(context);
        if (answer.kind === 'operation') return answer;
      }
      return ready.next(context);
    },
  };
}

/** Transactions of one read or one append, as sends and polls; before some of them an assign of their key. */
function load(random: Random, options: TransactionOptions, known: KnownOffsets): Generator {
  const next = transactions(random.fork('transactions'), { ...options, 'max-txn-length': 1 }, 'append');
  const assigns = random.fork('assign');
  let put: ReturnType<typeof next> | undefined;
  return endless(() => {
    const [microOperation] = (put ??= next());
    if (microOperation === undefined) throw new RangeError('a transaction has one micro-operation at least');
    const [f, number, message] = microOperation;
    const key = String(number);
    if (assigns.chance(ASSIGN_CHANCE)) return assign(assigns, key, known);
    put = undefined;
    return f === 'r' ? { f: 'poll', value: [['poll']] } : { f: 'send', value: [['send', key, message]] };
  });
}

function assign(random: Random, key: string, { unseen }: KnownOffsets): Draft {
  if (!random.chance(CATCH_UP_CHANCE) || unseen.size === 0) return { f: 'assign', value: [key] };
  return {
    f: 'assign',
    value: [...new Set([...unseen.keys(), key])],
    unseen: Object.fromEntries(unseen),
  };
}

/**
 * For one worker: a new client that reads every key from the beginning, until it has seen the last offset of each. When its
 * client is lost it begins again.
 */
class FinalPolls implements Generator {
  readonly #known: KnownOffsets;
  readonly #polls: Generator;
  #left: Map<string, Offset> | undefined;
  #opening: Draft[] = [];

  constructor(random: Random, known: KnownOffsets) {
    this.#known = known;
    const poll = { f: 'poll', value: [['poll']] };
    this.#polls = stagger(
      random,
      FINAL_POLLS_PER_SECOND,
      endless(() => poll),
    );
  }

  next(context: Parameters<Generator['next']>[0]): ReturnType<Generator['next']> {
    if (this.#left === undefined) {
      this.#left = new Map(this.#known.all);
      this.#opening = [{ f: 'crash', value: null }, ...this.#fromTheBeginning()];
    }
    if (this.#left.size === 0) return { kind: 'done' };
    const draft = this.#opening.shift();
    return draft === undefined ? this.#polls.next(context) : { kind: 'operation', draft };
  }

  update({ type, f, value }: Operation): void {
    if (type === 'info' && f !== 'crash') this.#opening = this.#fromTheBeginning();
    if (type !== 'ok' || f !== 'poll') return;
    for (const [key, offset] of polled(value)) {
      if (offset >= (this.#left?.get(key) ?? Infinity)) this.#left?.delete(key);
    }
  }

  #fromTheBeginning(): Draft[] {
    return [{ f: 'assign', value: [...this.#known.all.keys()], 'seek-to-beginning?': true }];
  }
}
