/**
 * Generators: the next operation of each worker, and its time. Timing is Jepsen's.
 *
 * A generator is asked when a worker is free, and again whenever the situation may have changed. It draws its random
 * numbers once for each operation that it emits, never for being asked, so the operations of a seed do not depend on
 * how often a busy machine asked.
 */

import { MILLISECOND, type Random, SECOND } from '../../node/index.js';
import type { Operation } from './history.js';

/** An operation before it has a time and a process. */
export interface Draft {
  readonly f: string;
  readonly value: unknown;
  /** The worker that must do it; any free one if absent. */
  readonly thread?: number;
  readonly [extra: string]: unknown;
}

export interface Context {
  /** Nanoseconds on the run's clock. */
  readonly now: number;
  /** The free workers, at least one; the first is the one whose turn it is. */
  readonly free: readonly number[];
}

export type Answer =
  | { readonly kind: 'operation'; readonly draft: Draft }
  /** No operation before that time. */
  | { readonly kind: 'wait'; readonly until: number }
  /** No operation until some operation completes. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'done' };

export interface Generator {
  next(context: Context): Answer;
  /** Called with every invocation and completion, for generators that depend on them. */
  update?(operation: Operation, thread: number): void;
}

const DONE: Answer = { kind: 'done' };

/** Emits drafts without end. */
export function endless(draft: () => Draft): Generator {
  return { next: () => ({ kind: 'operation', draft: draft() }) };
}

/** Emits these, one after the other. */
export function sequence(drafts: readonly Draft[]): Generator {
  let given = 0;
  return {
    next: () => {
      const draft = drafts[given];
      if (draft === undefined) return DONE;
      given++;
      return { kind: 'operation', draft };
    },
  };
}

/** After each operation one of the children is drawn for the next. A child that is done is left out. */
export function mix(random: Random, children: readonly Generator[]): Generator {
  let left = [...children];
  let chosen: Generator | undefined;
  return {
    next(context) {
      while (left.length > 0) {
        chosen ??= random.pick(left);
        const answer = chosen.next(context);
        if (answer.kind === 'done') {
          left = left.filter((child) => child !== chosen);
          chosen = undefined;
          continue;
        }
        if (answer.kind === 'operation') chosen = undefined;
        return answer;
      }
      return DONE;
    },
    update: (operation, thread) => {
      for (const child of left) child.update?.(operation, thread);
    },
  };
}

/** Drops operations that fail the test, and asks for the next at once. */
export function only(child: Generator, passes: (draft: Draft) => boolean): Generator {
  return {
    next(context) {
      let answer = child.next(context);
      while (answer.kind === 'operation' && !passes(answer.draft)) answer = child.next(context);
      return answer;
    },
    update: (operation, thread) => child.update?.(operation, thread),
  };
}

/** A separate generator for each worker. */
export function eachThread(threads: readonly number[], make: (thread: number) => Generator): Generator {
  const children = new Map(threads.map((thread) => [thread, make(thread)]));
  return {
    next({ now, free }) {
      let best: Answer = children.size === 0 ? DONE : { kind: 'pending' };
      for (const thread of free) {
        const answer = children.get(thread)?.next({ now, free: [thread] });
        if (answer === undefined) continue;
        if (answer.kind === 'operation') return { kind: 'operation', draft: { ...answer.draft, thread } };
        if (answer.kind === 'done') {
          children.delete(thread);
          if (children.size === 0) return DONE;
        } else if (answer.kind === 'wait' && (best.kind !== 'wait' || answer.until < best.until))
          best = answer;
      }
      return best;
    },
    update: (operation, thread) => children.get(thread)?.update?.(operation, thread),
  };
}

const TIMER_SLACK = 5 * MILLISECOND;

/**
 * At most about `rate` operations a second: the first at once, then gaps drawn uniformly from 0 to twice the mean. A
 * gap counts from when the last operation was emitted. Missed operations are not made up for, except for the few
 * milliseconds by which timers are late: these would add up, and at 100 a second every tenth operation would be
 * missing.
 */
export function stagger(random: Random, rate: number, child: Generator): Generator {
  const mean = SECOND / rate;
  let due = -Infinity;
  return {
    next(context) {
      if (context.now < due) return { kind: 'wait', until: due };
      const answer = child.next(context);
      if (answer.kind === 'operation') {
        const from = context.now - due <= TIMER_SLACK ? due : context.now;
        due = from + Math.floor(random.fraction() * 2 * mean);
      }
      return answer;
    },
    update: (operation, thread) => child.update?.(operation, thread),
  };
}

/** Ends after this many seconds, counted from the first time it is asked. */
export function timeLimit(seconds: number, child: Generator): Generator {
  let end: number | undefined;
  return {
    next(context) {
      end ??= context.now + Math.round(seconds * SECOND);
      if (context.now >= end) return DONE;
      const answer = child.next(context);
      // The end is known in advance: no worker needs to wait past it.
      if (answer.kind === 'wait' && answer.until > end) return { kind: 'wait', until: end };
      return answer;
    },
    update: (operation, thread) => child.update?.(operation, thread),
  };
}
